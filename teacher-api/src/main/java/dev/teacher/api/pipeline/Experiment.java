package dev.teacher.api.pipeline;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import dev.teacher.api.config.Nearest;
import dev.teacher.api.config.Origins;
import dev.teacher.api.data.Part;
import dev.teacher.api.error.Problem;
import dev.teacher.api.plugin.Augmentation;
import dev.teacher.api.plugin.Backbone;
import dev.teacher.api.plugin.CorpusReader;
import dev.teacher.api.plugin.Decoder;
import dev.teacher.api.plugin.FeatureExtractor;
import dev.teacher.api.plugin.Normalizer;
import dev.teacher.api.plugin.PluginContext;
import dev.teacher.api.plugin.PluginFactory;
import dev.teacher.api.plugin.PluginKind;
import dev.teacher.api.plugin.Registry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * The configuration of an experiment as plugins: what is read, extracted, normalised, augmented,
 * computed and decoded. Everything is made and checked when the experiment is made; the corpus
 * alone is opened when asked for.
 */
public final class Experiment {
  private static final Set<String> SECTIONS =
      new TreeSet<>(
          Set.of(
              "name",
              "corpus",
              "features",
              "normalizers",
              "augmentations",
              "backbone",
              "decoder",
              "train",
              "doctor"));

  private final Config config;
  private final Registry registry;
  private final Consumer<String> notices;
  private final FeatureExtractor extractor;
  private final Map<String, Normalizer> normalizers;
  private final List<Augmentation> augmentations;
  private final Backbone backbone;
  private final Decoder decoder;

  /**
   * Makes the plugins of a configuration.
   *
   * @param config resolved
   * @param registry where plugins are looked up
   * @param notices takes sentences for the user
   */
  public Experiment(Config config, Registry registry, Consumer<String> notices) {
    this(config, registry, notices, true);
  }

  private Experiment(
      Config config, Registry registry, Consumer<String> notices, boolean onceStandardised) {
    this.config = config;
    this.registry = registry;
    this.notices = notices;
    refuseUnknownSections();
    extractor = create(PluginKind.FEATURES, section("features"), "features");
    normalizers = new LinkedHashMap<>();
    List<Config> chain = list("normalizers");
    for (int i = 0; i < chain.size(); i++) {
      String place = "normalizers[" + i + "]";
      String label =
          place
              + " "
              + Registry.type(PluginKind.NORMALIZER, chain.get(i), place)
              + " ("
              + Origins.of(chain.get(i).root())
              + ")";
      normalizers.put(label, create(PluginKind.NORMALIZER, chain.get(i), place));
    }
    augmentations = new ArrayList<>();
    List<Config> changes = list("augmentations");
    for (int i = 0; i < changes.size(); i++) {
      augmentations.add(
          create(PluginKind.AUGMENTATION, changes.get(i), "augmentations[" + i + "]"));
    }
    requirePossible(changes);
    backbone = create(PluginKind.BACKBONE, section("backbone"), "backbone");
    if (onceStandardised) {
      requireOneOwner();
    }
    decoder = create(PluginKind.DECODER, decoderConfig(), "decoder");
  }

  /**
   * Makes the plugins of a configuration that is to be found fault with: features may be
   * standardised several times, see {@link #standardisers}.
   */
  public static Experiment forDiagnosis(
      Config config, Registry registry, Consumer<String> notices) {
    return new Experiment(config, registry, notices, false);
  }

  /** The resolved configuration. */
  public Config config() {
    return config;
  }

  /** Where plugins are looked up. */
  public Registry registry() {
    return registry;
  }

  /** Takes sentences for the user. */
  public Consumer<String> notices() {
    return notices;
  }

  /** Opens the corpus. */
  public CorpusReader openCorpus() {
    return openCorpus(false);
  }

  /** Opens the corpus with all columns that stand in its files, whatever they are. */
  public CorpusReader openStoredCorpus() {
    return openCorpus(true);
  }

  private CorpusReader openCorpus(boolean asStored) {
    PluginContext context = new PluginContext(registry, notices, extractor.input(), asStored);
    return registry.create(PluginKind.CORPUS, section("corpus"), "corpus", context);
  }

  /** The feature extractor. */
  public FeatureExtractor extractor() {
    return extractor;
  }

  /** The normalisers in order, by what a message should call them. */
  public Map<String, Normalizer> normalizers() {
    return normalizers;
  }

  /** The normalisers before the first that needs statistics; all where none does. */
  public List<Map.Entry<String, Normalizer>> normalizersBeforeStatistics() {
    return normalizers.entrySet().stream()
        .takeWhile(entry -> !entry.getValue().needsStatistics())
        .toList();
  }

  /** The first normaliser that needs statistics, where one does. */
  public Optional<Map.Entry<String, Normalizer>> statisticsOwner() {
    return normalizers.entrySet().stream()
        .filter(entry -> entry.getValue().needsStatistics())
        .findFirst();
  }

  /** The augmentations in order. */
  public List<Augmentation> augmentations() {
    return augmentations;
  }

  /** The network. */
  public Backbone backbone() {
    return backbone;
  }

  /**
   * What statistics depend on, in one form however it is written: the section of the feature
   * extractor and those of the {@link #normalizersBeforeStatistics}, with the defaults of their
   * keys.
   */
  public List<String> statisticsConfigs() {
    List<String> sections = new ArrayList<>();
    sections.add(registry.canonical(PluginKind.FEATURES, section("features"), "features"));
    List<Config> chain = list("normalizers");
    for (int i = 0; i < normalizersBeforeStatistics().size(); i++) {
      sections.add(
          registry.canonical(PluginKind.NORMALIZER, chain.get(i), "normalizers[" + i + "]"));
    }
    return sections;
  }

  /** The normalisers' sections, one line each. */
  public List<String> normalizerConfigs() {
    return list("normalizers").stream()
        .map(section -> section.root().render(ConfigRenderOptions.concise()))
        .toList();
  }

  /** The decoder's section; greedy where none is configured. */
  public Config decoderConfig() {
    return config.hasPath("decoder")
        ? section("decoder")
        : ConfigFactory.parseString("type = greedy");
  }

  /** The decoder; greedy where none is configured. */
  public Decoder decoder() {
    return decoder;
  }

  /** A section, empty where it is absent. */
  public Config section(String name) {
    try {
      return config.hasPath(name) ? config.getConfig(name) : ConfigFactory.empty(describe());
    } catch (ConfigException.WrongType e) {
      throw Problem.usage(name + " must be a section { ... }")
          .where(Origins.of(config.getValue(name)))
          .found(config.getValue(name).render())
          .cause(e)
          .exception();
    }
  }

  private <T, F extends PluginFactory<T>> T create(PluginKind<F> kind, Config at, String place) {
    return registry.create(kind, at, place, notices);
  }

  private List<Config> list(String name) {
    try {
      return config.hasPath(name) ? List.copyOf(config.getConfigList(name)) : List.of();
    } catch (ConfigException.WrongType e) {
      throw Problem.usage(name + " must be a list [ { type = ... }, ... ]")
          .where(Origins.of(config.getValue(name)))
          .found(config.getValue(name).render())
          .cause(e)
          .exception();
    }
  }

  private void refuseUnknownSections() {
    for (String name : config.root().keySet()) {
      if (!SECTIONS.contains(name)) {
        throw Problem.usage("unknown key " + name)
            .where(Origins.of(config.root().get(name)))
            .expected("one of " + String.join(", ", SECTIONS))
            .remedy(
                Nearest.of(name, SECTIONS).map(n -> "did you mean " + n + "?").orElse("remove it"))
            .exception();
      }
    }
  }

  /** All that standardise the features, by what a message should call them. */
  public List<String> standardisers() {
    List<String> owners = new ArrayList<>();
    normalizers.forEach(
        (label, normalizer) -> {
          if (normalizer.standardises()) {
            owners.add(label);
          }
        });
    if (backbone.standardises()) {
      Config section = section("backbone");
      owners.add(
          "backbone "
              + Registry.type(PluginKind.BACKBONE, section, "backbone")
              + " ("
              + Origins.of(section.root())
              + ")");
    }
    return owners;
  }

  private void requireOneOwner() {
    List<String> owners = standardisers();
    if (owners.size() > 1) {
      throw Problem.usage("the features would be standardised " + owners.size() + " times")
          .where(String.join("\n", owners))
          .expected("one standardising normalizer at most: a second one destroys the signal")
          .remedy("keep one of them")
          .exception();
    }
  }

  private void requirePossible(List<Config> changes) {
    if (!augmentations.isEmpty() && !extractor.input().equals(Part.LAYOUT)) {
      throw Problem.usage("augmentations change landmarks, and the files hold ready features")
          .where(Origins.of(config.getValue("augmentations")))
          .expected(
              "augmentations = [] with features of type " + section("features").getString("type"))
          .found(augmentations.size() + " augmentations")
          .remedy("remove them, or train from landmarks")
          .exception();
    }
    for (int i = 1; i < augmentations.size(); i++) {
      if (augmentations.get(i).comesFirst()) {
        throw Problem.usage(
                "augmentations[" + i + "] " + changes.get(i).getString("type") + " comes too late")
            .where(Origins.of(changes.get(i).root()))
            .expected("it first: it counts frames as they were recorded")
            .remedy("move it to the front of augmentations")
            .exception();
      }
    }
  }

  private String describe() {
    return config.origin().description();
  }
}
