package dev.teacher.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.teacher.api.data.Batch;
import dev.teacher.api.graph.Sequence;
import dev.teacher.api.plugin.ModelFormat;
import dev.teacher.api.plugin.PluginFactory;
import dev.teacher.api.plugin.PluginKind;
import dev.teacher.api.plugin.TrainingBackend;
import dev.teacher.api.plugin.TrainingSession;
import dev.teacher.api.tensor.Weights;
import dev.teacher.testkit.Fragment.Output;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * What holds in every engine on the test class path for plugins that add a graph fragment: engines
 * agree, exported files give what was trained, gradients are finite and never see padding. Where
 * there is no engine, these tests are skipped and say what to add.
 *
 * @param <T> the plugin
 * @param <F> its factory
 */
public abstract class FragmentEngineContract<T, F extends PluginFactory<T>>
    extends FragmentContract<T, F> {
  private static final double RATE = 1e-2;
  private static final int[] TIGHT_LABELS = {1, 2, 2}; // want four frames

  FragmentEngineContract(PluginKind<F> kind) {
    super(kind);
  }

  /** The engines to try. */
  Engines engines() {
    return Engines.ofClassPath();
  }

  /** What the fragment is fed in a recogniser: a trained layer stands before it. */
  Sequence input(Sequence input) {
    return Fragment.shifted(input);
  }

  /**
   * Log-probabilities from what the fragment gives. Columns of any size may come out of it, and
   * large ones would drown the others in rounding, hence the norm.
   */
  Sequence recognized(Sequence result) {
    return Fragment.classified(result.layerNorm("testkit_norm"));
  }

  private Fragment recognizer() {
    T plugin = plugin();
    return Fragment.of(inputLayout(), input -> recognized(apply(plugin, input(input))));
  }

  @EngineTest
  public final void exportedFilesGiveWhatPlainJavaGives() {
    Fragment fragment = fragment();
    Batch padded = fragment.batch(samples(), 5, Float.NaN);
    Batch backwards = fragment.batch(Batches.reversed(samples()), 0, 0);
    List<Output> expected = fragment.outputs(padded);
    forEachFormat(
        (name, format) ->
            Exported.use(
                format,
                fragment,
                model -> {
                  assertThat(model.inputWidth()).isEqualTo(inputLayout().width());
                  List<Output> found = Fragment.outputs(model.run(padded));
                  Numbers.requireClose(found, expected, name);
                  List<Output> turned = Fragment.outputs(model.run(backwards));
                  Numbers.requireClose(
                      Batches.reversed(turned), expected, name + ", the batch backwards");
                }));
  }

  @EngineTest
  public final void theNetworkInTrainingGivesWhatPlainJavaGives() {
    Fragment recognizer = recognizer();
    Batch padded = recognizer.batch(samples(), 5, Float.NaN);
    List<Output> expected = recognizer.outputs(padded);
    forEachTraining(
        recognizer,
        (name, session) -> {
          Numbers.requireClose(Fragment.outputs(session.run(padded)), expected, name);
          assertThat(session.run(padded).values())
              .as(name + ", a second time")
              .isEqualTo(session.run(padded).values());
        });
  }

  @EngineTest
  public final void whatWasTrainedIsWhatTheExportedFileGives() {
    Fragment recognizer = recognizer();
    Batch batch = recognizer.batch(samples(), 0, 0);
    engines().thatExport();
    forEachTraining(
        recognizer,
        (name, session) -> {
          requireStep(session, batch, recognizer.labels(batch), name);
          Fragment trained = recognizer.with(session.weights());
          List<Output> expected = Fragment.outputs(session.run(batch));
          Numbers.requireClose(trained.outputs(batch), expected, "plain Java after a step");
          forEachFormat(
              (written, format) ->
                  Exported.use(
                      format,
                      trained,
                      model -> {
                        List<Output> found = Fragment.outputs(model.run(batch));
                        Numbers.requireClose(found, expected, written + " after " + name);
                      }));
        });
  }

  @EngineTest
  public final void twoTrainingsGiveTheSameWeightsBitForBit() {
    Fragment recognizer = recognizer();
    Batch batch = recognizer.batch(samples(), 0, 0);
    forEachTraining(
        recognizer,
        (name, session) -> {
          requireStep(session, batch, recognizer.labels(batch), name);
          try (TrainingSession other = open(engines().training().get(name), recognizer())) {
            requireStep(other, batch, recognizer.labels(batch), name);
            Numbers.requireSame(other.weights(), session.weights(), name);
          }
        });
  }

  @EngineTest
  public final void aTrainingStepDoesNotSeePadding() {
    Fragment recognizer = recognizer();
    Batch zeros = recognizer.batch(samples(), 3, 0);
    Batch nan = recognizer.batch(samples(), 3, Float.NaN);
    forEachTraining(
        recognizer,
        (name, session) -> {
          requireStep(session, nan, recognizer.labels(nan), name);
          try (TrainingSession other = open(engines().training().get(name), recognizer)) {
            requireStep(other, zeros, recognizer.labels(zeros), name);
            Numbers.requireSame(session.weights(), other.weights(), name);
          }
        });
  }

  @EngineTest
  public final void gradientsOfABatchAreTheSumOfThoseOfItsSamples() {
    Fragment recognizer = recognizer();
    Batch batch = recognizer.batch(samples(), 3, Float.NaN);
    int[][] labels = recognizer.labels(batch);
    forEachTraining(
        recognizer,
        (name, session) -> {
          Weights found = session.gradients(batch, labels);
          Gradients.requireSum(session, recognizer, samples(), labels, found, name);
          Batch backwards = recognizer.batch(Batches.reversed(samples()), 3, Float.NaN);
          Weights turned = session.gradients(backwards, Batches.reversed(labels));
          String place = name + ", the batch backwards";
          Gradients.requireSum(session, recognizer, samples(), labels, turned, place);
        });
  }

  @EngineTest
  public final void zerosGiveFiniteGradients() {
    requireFiniteGradients(constant(9, 0), "zeros");
  }

  @EngineTest
  public final void constantInputGivesFiniteGradients() {
    requireFiniteGradients(constant(9, 1), "ones");
    requireFiniteGradients(constant(9, -0.25f), "constant -0.25");
  }

  @EngineTest
  public final void tinyInputGivesFiniteGradients() {
    requireFiniteGradients(scaled(sample(9, 5), TINY), "input around " + TINY);
  }

  @EngineTest
  public final void hugeInputGivesFiniteGradients() {
    requireFiniteGradients(scaled(sample(9, 4), HUGE), "input around " + HUGE);
    requireFiniteGradients(scaled(sample(9, 4), -HUGE), "input around " + -HUGE);
  }

  @EngineTest
  public final void oneFrameGivesFiniteGradients() {
    requireFiniteGradients(sample(1, 3), "one frame");
  }

  @EngineTest
  public final void theShortestSampleForItsLabelsGivesFiniteGradients() {
    Fragment recognizer = recognizer();
    int frames = 1;
    while (recognizer.time().resolve(frames) < 4) {
      frames++;
    }
    requireFinite(recognizer, sample(frames, 6), TIGHT_LABELS, frames + " frames for 3 labels");
  }

  private void requireFiniteGradients(float[] sample, String place) {
    Fragment recognizer = recognizer();
    int[] labels = recognizer.labels(recognizer.alone(sample))[0];
    requireFinite(recognizer, sample, labels, place);
  }

  /** Loss, gradients and the weights after a step are numbers. */
  private void requireFinite(Fragment recognizer, float[] sample, int[] labels, String place) {
    Batch batch = recognizer.alone(sample);
    int[][] all = {labels};
    forEachTraining(
        recognizer,
        (name, session) -> {
          Numbers.requireFinite(session.losses(batch, all), name + ", loss of " + place);
          Weights gradients = session.gradients(batch, all);
          Numbers.requireFinite(gradients, name + ", gradient of " + place);
          requireStep(session, batch, all, name + ", " + place);
          Numbers.requireFinite(session.weights(), name + ", after a step with " + place);
        });
  }

  private void forEachTraining(Fragment recognizer, BiConsumer<String, TrainingSession> test) {
    for (Map.Entry<String, TrainingBackend> e : engines().thatTrain().training().entrySet()) {
      try (TrainingSession session = open(e.getValue(), recognizer)) {
        test.accept(e.getKey(), session);
      }
    }
  }

  private void forEachFormat(BiConsumer<String, ModelFormat> test) {
    engines().thatExport().formats().forEach(test);
  }

  private static TrainingSession open(TrainingBackend backend, Fragment recognizer) {
    return backend.open(recognizer.graph(), recognizer.weights(), Engines.OPTIONS);
  }

  private static void requireStep(
      TrainingSession session, Batch batch, int[][] labels, String place) {
    boolean applied = session.step(batch, labels, RATE, 1).applied();
    assertThat(applied).as("%s: a step moves the weights", place).isTrue();
  }
}
