package dev.teacher.train.report;

import com.typesafe.config.Config;
import dev.teacher.api.data.Layout;
import dev.teacher.api.pipeline.Experiment;
import dev.teacher.api.pipeline.Recognizer;
import dev.teacher.api.plugin.PluginKind;
import dev.teacher.api.plugin.Registry;
import dev.teacher.model.summary.LayerSummary;
import dev.teacher.model.summary.NetworkSummary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The network of a configuration, from landmarks to log-probabilities.
 *
 * @param name of the configuration
 * @param backbone its type
 * @param input columns that it takes
 * @param features columns that enter the backbone
 * @param classes entries of the vocabulary, blank among them
 * @param classesFrom where this number is from
 * @param types what the parts before the backbone are, by their names: the input's layout, and the
 *     plugins that make the others
 * @param network what it is made of
 */
public record NetworkReport(
    String name,
    String backbone,
    Layout input,
    Layout features,
    int classes,
    String classesFrom,
    Map<String, String> types,
    NetworkSummary network) {
  /** Builds the network, without measuring or training anything. */
  public static NetworkReport of(Experiment experiment, int classes, String classesFrom) {
    Config config = experiment.config();
    String backbone =
        Registry.type(PluginKind.BACKBONE, experiment.section("backbone"), "backbone");
    return new NetworkReport(
        config.hasPath("name") ? config.getString("name") : backbone,
        backbone,
        experiment.extractor().input(),
        Recognizer.featureLayout(experiment),
        classes,
        classesFrom,
        types(experiment),
        NetworkSummary.of(Recognizer.unmeasured(experiment, classes), NetworkSummary.FRAMES));
  }

  private static Map<String, String> types(Experiment experiment) {
    Map<String, String> types = new LinkedHashMap<>();
    types.put("input", experiment.extractor().input().name());
    String features = "features";
    types.put(features, Registry.type(PluginKind.FEATURES, experiment.section(features), features));
    if (!experiment.normalizers().isEmpty()) {
      List<? extends Config> chain = experiment.config().getConfigList("normalizers");
      for (int i = 0; i < chain.size(); i++) {
        String type = Registry.type(PluginKind.NORMALIZER, chain.get(i), "normalizers[" + i + "]");
        types.put("normalizer" + i, type);
      }
    }
    return types;
  }

  /** The layers of a part. */
  public List<LayerSummary> layersOf(LayerSummary part) {
    return network.layers().stream()
        .filter(l -> l.name().equals(part.name()) || l.name().startsWith(part.name() + "."))
        .toList();
  }

  /**
   * Names of what stands side by side in a part, each taking from outside of the part alone: the
   * encoders of several segments. Empty where one takes from another.
   */
  List<String> sideBySide(LayerSummary part) {
    List<LayerSummary> layers = layersOf(part);
    List<String> names = layers.stream().map(layer -> branch(part, layer.name())).toList();
    boolean isApart =
        layers.stream()
            .allMatch(
                layer ->
                    layer.inputs().stream()
                        .map(input -> branch(part, input))
                        .allMatch(b -> b.isEmpty() || b.equals(branch(part, layer.name()))));
    List<String> different = names.stream().distinct().toList();
    boolean isBranched = isApart && different.size() > 1 && !different.contains(part.name());
    return isBranched ? different : List.of();
  }

  /** The name behind that of the part; that of the part if there is none, empty elsewhere. */
  private static String branch(LayerSummary part, String layer) {
    if (!layer.startsWith(part.name() + ".")) {
      return layer.equals(part.name()) ? layer : "";
    }
    return layer.split("\\.", 3)[1];
  }

  /** What a part does, in few words: its plugin, or its operations without drop-out. */
  List<String> does(LayerSummary part) {
    if (types.containsKey(part.name())) {
      return List.of(types.get(part.name()));
    }
    return part.operations().stream().filter(name -> !name.startsWith("drop-out")).toList();
  }
}
