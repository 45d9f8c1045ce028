package dev.teacher.train.doctor.fault;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValueFactory;
import dev.teacher.api.data.Sample;
import dev.teacher.api.pipeline.Experiment;
import dev.teacher.api.plugin.PluginKind;
import dev.teacher.api.plugin.Registry;
import dev.teacher.train.doctor.Case;
import dev.teacher.train.doctor.FindingKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Annotation filters that delete what is signed. */
final class FilterFaults {
  /** The list of patterns of corpora with a filter. */
  private static final String DROP = "drop";

  private FilterFaults() {}

  static List<Fault> all() {
    return List.of(
        Fault.of("a filter of signs", "one gloss", FindingKind.FILTERED_WORDS, deleted(0)),
        Fault.of(
            "a filter of signs", "a third of all", FindingKind.FILTERED_WORDS, deleted(1 / 3.0)));
  }

  /**
   * Deletes a share of the glosses, one at least. A corpus with a filter gets it in its
   * configuration; any other corpus is read through one.
   */
  private static UnaryOperator<Case> deleted(double share) {
    return subject -> {
      Experiment experiment =
          Experiment.forDiagnosis(subject.config(), subject.registry(), notice -> {});
      Set<String> glosses = chosen(experiment.openCorpus().read("train"), share);
      return hasFilter(experiment)
          ? subject.with(dropping(subject.config(), glosses))
          : subject.with(Interferences.corpus(corpus -> new FilteredCorpus(corpus, glosses)));
    };
  }

  private static boolean hasFilter(Experiment experiment) {
    Config corpus = experiment.section("corpus");
    String type = Registry.type(PluginKind.CORPUS, corpus, "corpus");
    return experiment.registry().factory(PluginKind.CORPUS, type, "corpus.type").keys().stream()
        .anyMatch(key -> key.path().equals(DROP));
  }

  private static Config dropping(Config config, Set<String> glosses) {
    String path = "corpus." + DROP;
    List<String> patterns =
        new ArrayList<>(config.hasPath(path) ? config.getStringList(path) : List.of());
    glosses.forEach(gloss -> patterns.add(Pattern.quote(gloss)));
    return config.withValue(path, ConfigValueFactory.fromIterable(patterns));
  }

  /** Frequent ones, those first that never are a whole sentence, which would be left empty. */
  private static Set<String> chosen(List<Sample> samples, double share) {
    Map<String, Integer> counts = new TreeMap<>();
    Map<String, Integer> alone = new HashMap<>();
    for (Sample sample : samples) {
      sample.glosses().forEach(gloss -> counts.merge(gloss, 1, Integer::sum));
      Set<String> different = new LinkedHashSet<>(sample.glosses());
      if (different.size() == 1) {
        different.forEach(gloss -> alone.merge(gloss, 1, Integer::sum));
      }
    }
    List<String> glosses = new ArrayList<>(counts.keySet());
    glosses.sort(
        Comparator.comparingInt((String gloss) -> alone.getOrDefault(gloss, 0))
            .thenComparingInt(gloss -> -counts.get(gloss)));
    return new LinkedHashSet<>(
        glosses.subList(0, (int) Math.max(1, Math.round(share * glosses.size()))));
  }
}
