package dev.teacher.api.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.teacher.api.config.ConfigFile;
import dev.teacher.api.data.FeatureStatistics;
import dev.teacher.api.data.Layout;
import dev.teacher.api.error.Category;
import dev.teacher.api.error.TeacherException;
import dev.teacher.api.graph.Dim;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.graph.GraphBuilder;
import dev.teacher.api.graph.Sequence;
import dev.teacher.api.graph.Shape;
import dev.teacher.api.plain.PlainGraph;
import dev.teacher.api.plugin.Registry;
import dev.teacher.api.tensor.Tensor;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecognizerTest {
  private static final String PARTS =
      "features.type = example, backbone { type = example, hidden = 4 }, decoder.type = example\n";

  private static Experiment experiment(String more) {
    return new Experiment(
        ConfigFile.parse(PARTS + more, "exp.conf", List.of()), Registry.ofClassPath(), n -> {});
  }

  private static Graph graph(String more) {
    return Recognizer.graph(experiment(more), Optional.empty(), 3);
  }

  @Test
  void theGraphGoesFromFeaturesToLogProbabilities() {
    Graph graph = graph("");
    assertThat(graph.inputs().keySet()).containsExactly("features", "lengths");
    assertThat(graph.outputs().keySet()).containsExactly("log_probs", "output_lengths");
    assertThat(graph.outputs().get("log_probs").shape())
        .isEqualTo(Shape.of(Dim.BATCH, Dim.TIME.strided(2), Dim.of(3)));
    assertThat(Recognizer.outputStride(graph)).isEqualTo(2);
  }

  @Test
  void probabilitiesAddUpToOne() {
    Graph graph = graph("normalizers = [{ type = example }]");
    Map<String, Tensor> inputs =
        Map.of(
            "features", Tensor.of(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, 1, 2, 5),
            "lengths", Tensor.of(new long[] {2}, 1));
    float[] result =
        PlainGraph.run(graph, graph.initialWeights(1), inputs).get("log_probs").floats();
    double sum = 0;
    for (float value : result) {
      sum += Math.exp(value);
    }
    assertThat(sum).isBetween(1 - 1e-5, 1 + 1e-5);
  }

  @Test
  void theOutputsRateIsAWholeFractionOfTheInputs() {
    assertThat(Recognizer.outputStride(slowed(4, 2))).isEqualTo(2);
    assertThatThrownBy(() -> Recognizer.outputStride(slowed(2, 3)))
        .isInstanceOf(TeacherException.class)
        .hasMessageContaining("3*ceil(time/2)");
  }

  @ParameterizedTest
  @CsvSource({"3, 1", "3, 2"})
  void anAuxiliaryHasTheClassesOfTheOutputAndNoFewerFrames(int classes, int stride) {
    Graph graph = graph(auxiliary(classes, stride));
    assertThat(graph.auxiliaries()).hasSize(1);
    assertThat(graph.outputs().keySet()).containsExactly("log_probs", "output_lengths");
  }

  @ParameterizedTest
  @CsvSource({"4, 1", "2, 2", "3, 3", "3, 4"})
  void anotherAuxiliaryIsItsAuthorsFault(int classes, int stride) {
    assertThatThrownBy(() -> graph(auxiliary(classes, stride)))
        .isInstanceOf(TeacherException.class)
        .hasMessageContaining("the backbone's auxiliary early gives")
        .hasMessageContaining("frames of " + classes + " logits")
        .hasMessageContaining("its output gives ceil(time/2) of 3")
        .hasMessageEndingWith("tell the plugin's author");
  }

  private static String auxiliary(int classes, int stride) {
    return "backbone { auxiliary-classes = %d, auxiliary-stride = %d }".formatted(classes, stride);
  }

  private static Graph slowed(int stride, int factor) {
    GraphBuilder builder = new GraphBuilder();
    Sequence input = builder.inputSequence("features", Layout.parse("test: a=2"));
    builder.output(Recognizer.LOG_PROBS, input.maxPool(stride, stride).upsample(factor).data());
    return builder.build();
  }

  @ParameterizedTest
  @ValueSource(strings = {"unnamed", "slower"})
  void faultsOfAnExtractorAreItsAuthors(String fault) {
    assertThatThrownBy(() -> graph("features.fault = " + fault))
        .isInstanceOfSatisfying(
            TeacherException.class, e -> assertThat(e.category()).isEqualTo(Category.INTERNAL))
        .hasMessageStartingWith("the feature extractor gave unnamed columns or other frames\n")
        .hasMessageEndingWith("tell the plugin's author");
  }

  @Test
  void aNormalizerThatLosesTheNamesOfColumnsIsNamed() {
    assertThatThrownBy(() -> graph("normalizers = [{ type = example, renames = yes }]"))
        .hasMessageStartingWith(
            "normalizers[0] example (exp.conf: line 2) changed the names of the columns");
  }

  @Test
  void twoStandardisingNormalizersAreRefusedAndNamed() {
    assertThatThrownBy(
            () ->
                experiment(
                    """
                    normalizers = [
                      { type = example, standardises = yes }
                      { type = example }
                      { type = example, standardises = yes }
                    ]"""))
        .isInstanceOfSatisfying(
            TeacherException.class, e -> assertThat(e.category()).isEqualTo(Category.USAGE))
        .hasMessage(
            """
            the features would be standardised 2 times
              where:    normalizers[0] example (exp.conf: line 3)
                        normalizers[2] example (exp.conf: line 5)
              expected: one standardising normalizer at most: a second one destroys the signal
              to do:    keep one of them""");
  }

  @Test
  void statisticsAreOfTheFeaturesBeforeTheirNormalizer() {
    String chain = "normalizers = [{ type = example }, { type = example, statistics = yes }]";
    Graph features = Recognizer.featureGraph(experiment(chain));
    Map<String, Tensor> inputs =
        Map.of(
            "features", Tensor.of(new float[] {1, 1, 1, 1, 1}, 1, 1, 5),
            "lengths", Tensor.of(new long[] {1}, 1));
    assertThat(
            PlainGraph.run(features, features.initialWeights(1), inputs)
                .get(Recognizer.EXTRACTED)
                .floats())
        .containsOnly(2);
    Layout layout = Recognizer.featureLayout(experiment(chain));
    FeatureStatistics statistics =
        new FeatureStatistics(
            layout, 9, 1, Collections.nCopies(5, 0.0), Collections.nCopies(5, 1.0), "hash");
    assertThat(Recognizer.graph(experiment(chain), Optional.of(statistics), 3).outputs())
        .hasSize(2);
    assertThatThrownBy(() -> graph(chain)).hasMessageContaining("got no statistics");
  }

  @Test
  void whatStandsInFilesIsMeasuredOnlyWhereNothingComesBefore() {
    assertThat(Recognizer.measuresInput(experiment(""))).isTrue();
    assertThat(
            Recognizer.measuresInput(
                experiment("normalizers = [{ type = example, statistics = yes }]")))
        .isTrue();
    assertThat(Recognizer.measuresInput(experiment("normalizers = [{ type = example }]")))
        .isFalse();
  }

  @Test
  void unknownSectionsNameTheNearest() {
    assertThatThrownBy(() -> experiment("normalisers = []"))
        .hasMessage(
            """
            unknown key normalisers
              where:    exp.conf: line 2
              expected: one of augmentations, backbone, corpus, decoder, doctor, features, name, \
            normalizers, train
              to do:    did you mean normalizers?""");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "backbone = 3|backbone must be a section { ... }",
        "normalizers = 3|normalizers must be a list [ { type = ... }, ... ]",
        "normalizers = [3]|normalizers must be a list [ { type = ... }, ... ]",
        "normalizers = [{}]|normalizers[0].type must name a normalizer",
        "normalizers = [{ type = exampel }]|unknown normalizer exampel",
        "normalizers = [{ type = example, min = 1 }]|unknown key normalizers[0].min",
        "augmentations = [{ type = flip }]|unknown augmentation flip",
        "decoder.type = beam|unknown decoder beam",
        "corpus = 3|corpus must be a section { ... }"
      })
  void mistakesNameTheirPlace(String text, String message) {
    assertThatThrownBy(() -> experiment(text).openCorpus())
        .isInstanceOfSatisfying(
            TeacherException.class, e -> assertThat(e.category()).isEqualTo(Category.USAGE))
        .hasMessageStartingWith(message)
        .hasMessageContaining("exp.conf: line 2");
  }
}
