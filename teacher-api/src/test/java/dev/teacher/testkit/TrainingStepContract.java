package dev.teacher.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.teacher.api.data.Batch;
import dev.teacher.api.plugin.Optimizer;
import dev.teacher.api.plugin.PluginKind;
import dev.teacher.api.plugin.TrainingBackend;
import dev.teacher.api.plugin.TrainingBackendFactory;
import dev.teacher.api.plugin.TrainingOptions;
import dev.teacher.api.plugin.TrainingSession;
import dev.teacher.api.plugin.TrainingSession.StepResult;
import dev.teacher.api.tensor.Weights;
import dev.teacher.testkit.Fragment.Output;
import dev.teacher.testkit.TrainingNetworks.Head;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The numbers of a training backend: outputs, losses, gradients and steps. */
public abstract class TrainingStepContract
    extends PluginContract<TrainingBackend, TrainingBackendFactory> {
  static final int[][] LABELS = TrainingNetworks.LABELS;

  TrainingStepContract() {
    super(PluginKind.TRAINING);
  }

  final TrainingSession open(Fragment network) {
    return plugin().open(network.graph(), network.weights(), Engines.OPTIONS);
  }

  @ParameterizedTest
  @MethodSource("dev.teacher.testkit.SequenceCases#names")
  public final void everyOperationGivesWhatPlainJavaGives(String operation) {
    Fragment network = SequenceCases.recognizer(operation);
    Batch batch = network.batch(SequenceCases.samples(operation), 2, Float.NaN);
    int[][] labels = network.labels(batch);
    List<Output> expected = network.outputs(batch);
    try (TrainingSession session = open(network)) {
      Numbers.requireClose(Fragment.outputs(session.run(batch)), expected, operation);
      requireLosses(session.losses(batch, labels), expected, labels);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.teacher.testkit.SequenceCases#names")
  public final void gradientsOfEveryOperationAreSlopesAndDoNotSeePadding(String operation) {
    Fragment network = SequenceCases.recognizer(operation);
    List<float[]> samples = SequenceCases.samples(operation);
    Batch batch = network.batch(samples, 2, Float.NaN);
    int[][] labels = network.labels(batch);
    try (TrainingSession session = open(network)) {
      Weights gradients = session.gradients(batch, labels);
      assertThat(gradients.names())
          .containsExactlyElementsOf(
              network.graph().parameters().stream().map(p -> p.name()).toList());
      Gradients.requireSlopes(network, batch, labels, gradients, operation);
      Gradients.requireSum(session, network, samples, labels, gradients, operation);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.teacher.testkit.SequenceCases#names")
  public final void aStepThroughEveryOperationDoesNotSeePadding(String operation) {
    Fragment network = SequenceCases.recognizer(operation);
    List<float[]> samples = SequenceCases.samples(operation);
    try (TrainingSession zeros = open(network);
        TrainingSession nan = open(network)) {
      for (float garbage : new float[] {0, Float.NaN}) {
        Batch batch = network.batch(samples, 2, garbage);
        TrainingSession session = garbage == 0 ? zeros : nan;
        assertThat(session.step(batch, network.labels(batch), 1e-2, 5).applied()).isTrue();
      }
      Numbers.requireSame(nan.weights(), zeros.weights(), operation);
    }
  }

  @Test
  public final void theLossOfAnAuxiliaryIsAddedWithItsWeight() {
    Fragment network = TrainingNetworks.withAuxiliary(Head.LAST);
    Fragment middle = TrainingNetworks.withAuxiliary(Head.MIDDLE);
    Batch batch = TrainingNetworks.batch();
    List<Output> last = network.outputs(batch);
    List<Output> inner = middle.with(middle.graph().select(network.weights())).outputs(batch);
    try (TrainingSession session = open(network)) {
      float[] losses = session.losses(batch, LABELS);
      StepResult step = session.step(batch, LABELS, 1e-3, 1);
      for (int i = 0; i < LABELS.length; i++) {
        double expected =
            loss(last.get(i), LABELS[i])
                + TrainingNetworks.AUXILIARY_WEIGHT * loss(inner.get(i), LABELS[i]);
        requireClose(losses[i], expected, "loss of sample " + i);
        requireClose(step.losses()[i], expected, "loss of sample " + i + " in the step");
      }
    }
  }

  @Test
  public final void labelsThatJustFitHaveAFiniteLossAndLongerOnesAnInfiniteOne() {
    Fragment network = TrainingNetworks.plain(); // half the frames
    int[][] labels = {{1, 1, 2}}; // four frames, one for the blank between
    try (TrainingSession session = open(network)) {
      Batch fitting = network.alone(new float[7 * TrainingNetworks.WIDTH]);
      Batch shorter = network.alone(new float[6 * TrainingNetworks.WIDTH]);
      assertThat(session.losses(fitting, labels)[0]).isFinite();
      assertThat(session.losses(shorter, labels)[0]).isInfinite();
    }
  }

  static Stream<Arguments> optimizersUnderClipping() {
    return Stream.of(
            new Optimizer.AdamW(0.8, 0.95, 1e-6, 0.1),
            new Optimizer.Adam(0.8, 0.95, 1e-6, 0.1),
            new Optimizer.Adam(0.9, 0.98, 1e-8, 0),
            new Optimizer.Sgd(0, false, 0.1),
            new Optimizer.Sgd(0.8, false, 0),
            new Optimizer.Sgd(0.8, false, 0.1),
            new Optimizer.Sgd(0.7, true, 0.1),
            new Optimizer.Lion(0.8, 0.95, 0.5),
            new Optimizer.Lion(0.9, 0.99, 0))
        .flatMap(each -> Stream.of(0, 0.05, 1e6).map(clip -> Arguments.of(each, clip)));
  }

  @ParameterizedTest
  @MethodSource("optimizersUnderClipping")
  public final void stepsAreThoseOfTheOptimizerAfterClipping(Optimizer optimizer, double clipNorm) {
    TrainingOptions options = new TrainingOptions(optimizer, clipNorm, 0, 1);
    Fragment network = TrainingNetworks.plain();
    Batch batch = TrainingNetworks.batch();
    ReferenceOptimizer expected = new ReferenceOptimizer(options, network.weights());
    try (TrainingSession session = plugin().open(network.graph(), network.weights(), options)) {
      for (int step = 0; step < 5; step++) {
        double rate = 1e-2 / (step + 1);
        Weights gradients = session.gradients(batch, LABELS);
        double norm = expected.step(gradients, batch.size(), rate);
        StepResult result = session.step(batch, LABELS, rate, step);
        requireClose(result.gradientNorm(), norm, "norm in step " + step);
      }
      Weights weights = session.weights();
      for (String name : weights.names()) {
        float[] found = weights.get(name).floats();
        Numbers.requireClose(found, expected.get(name), Numbers.TOLERANCE, name);
      }
    }
  }

  @Test
  public final void aStepMovesEverythingAndReportsTheLossesBefore() {
    Fragment network = TrainingNetworks.plain();
    Batch batch = TrainingNetworks.batch();
    try (TrainingSession session = open(network)) {
      float[] losses = session.losses(batch, LABELS);
      StepResult result = session.step(batch, LABELS, 1e-2, 0);
      Numbers.requireClose(result.losses(), losses, 1e-6, "losses");
      requireClose(result.loss(), (losses[0] + losses[1] + losses[2]) / 3.0, "loss");
      for (String name : network.weights().names()) {
        boolean same = session.weights().get(name).sameAs(network.weights().get(name));
        assertThat(same).as(name + " stood still").isFalse();
      }
      double last = result.loss();
      for (int i = 1; i < 60; i++) {
        last = session.step(batch, LABELS, 1e-2, i).loss();
      }
      assertThat(last).as("loss after 60 steps").isLessThan(result.loss() / 4);
    }
  }

  private static void requireLosses(float[] found, List<Output> outputs, int[][] labels) {
    assertThat(found).hasSize(labels.length);
    for (int i = 0; i < labels.length; i++) {
      requireClose(found[i], loss(outputs.get(i), labels[i]), "loss of sample " + i);
    }
  }

  private static double loss(Output output, int... labels) {
    return CtcLoss.of(output.values(), Fragment.CLASSES, labels) / labels.length;
  }

  private static void requireClose(double found, double expected, String place) {
    float[] wanted = {(float) expected};
    Numbers.requireClose(new float[] {(float) found}, wanted, Numbers.TOLERANCE, place);
  }
}
