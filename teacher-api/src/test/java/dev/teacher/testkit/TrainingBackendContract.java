package dev.teacher.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.teacher.api.data.Batch;
import dev.teacher.api.error.Category;
import dev.teacher.api.error.TeacherException;
import dev.teacher.api.plugin.TrainingSession;
import dev.teacher.api.plugin.TrainingSession.StepResult;
import dev.teacher.api.tensor.DType;
import dev.teacher.api.tensor.Tensor;
import dev.teacher.api.tensor.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What every training backend must do. Override {@link #factory}. */
public abstract class TrainingBackendContract extends TrainingStepContract {
  private static final Batch BATCH = TrainingNetworks.batch();
  private static final int RESUMED = 3;
  private static final int STEPS = 6;

  protected TrainingBackendContract() {}

  @Test
  public final void equalSeedsGiveEqualWeightsBitForBit() {
    Numbers.requireSame(trained(0, STEPS), trained(0, STEPS), "a second training");
  }

  @Test
  public final void theSeedDecidesWhatIsDropped() {
    assertThat(firstLoss(1)).isEqualTo(firstLoss(1)).isNotEqualTo(firstLoss(2));
  }

  @Test
  public final void aResumedTrainingIsTheUninterruptedOneBitForBit() {
    Fragment network = TrainingNetworks.noisy();
    Weights weights;
    Weights state;
    try (TrainingSession session = open(network)) {
      steps(session, 0, RESUMED);
      weights = session.weights();
      state = session.optimizerState();
    }
    try (TrainingSession session = open(network.with(weights))) {
      Numbers.requireSame(session.weights(), weights, "weights before the first step");
      session.restoreOptimizer(state);
      Numbers.requireSame(session.optimizerState(), state, "restored state");
      steps(session, RESUMED, STEPS);
      Numbers.requireSame(session.weights(), trained(0, STEPS), "the resumed training");
    }
  }

  @Test
  public final void lookingChangesNothing() {
    try (TrainingSession session = open(TrainingNetworks.noisy())) {
      steps(session, 0, 1);
      requireUnchanged(
          session,
          () -> {
            float[] first = session.run(BATCH).values();
            float[] losses = session.losses(BATCH, LABELS);
            Weights gradients = session.gradients(BATCH, LABELS);
            assertThat(session.run(BATCH).values()).isEqualTo(first);
            assertThat(session.losses(BATCH, LABELS)).isEqualTo(losses);
            Numbers.requireSame(session.gradients(BATCH, LABELS), gradients, "gradients");
          });
    }
  }

  @Test
  public final void whatItGivesAwayIsACopy() {
    try (TrainingSession session = open(TrainingNetworks.plain())) {
      requireUnchanged(
          session,
          () -> {
            for (Weights copy : List.of(session.weights(), session.optimizerState())) {
              for (String name : copy.names()) {
                if (copy.get(name).dtype() == DType.FLOAT32) {
                  copy.get(name).floats()[0] = 77;
                }
              }
            }
          });
    }
  }

  @Test
  public final void aLossThatIsNoNumberMovesNothing() {
    Batch spoilt = TrainingNetworks.batch();
    spoilt.data().put(20, Float.NaN); // within the first sample
    requireNotApplied(TrainingNetworks.noisy(), spoilt, StepResult::loss);
  }

  @Test
  public final void aGradientThatIsNoNumberMovesNothing() {
    requireNotApplied(TrainingNetworks.withInfiniteSlope(), BATCH, StepResult::gradientNorm);
  }

  @Test
  public final void theNormsOfTheParametersMakeTheGlobalOne() {
    Fragment network = TrainingNetworks.noisy();
    try (TrainingSession session = open(network)) {
      StepResult result = session.step(BATCH, LABELS, 1e-2, 1);
      float[] norms = result.parameterNorms();
      if (norms.length == 0) {
        return; // not measured by this backend, as it may
      }
      assertThat(norms).hasSize(network.graph().parameters().size());
      double squares = 0;
      for (float norm : norms) {
        squares += (double) norm * norm;
      }
      assertThat(Math.sqrt(squares)).isCloseTo(result.gradientNorm(), within(1e-5));
    }
  }

  @Test
  public final void aSampleTooShortForItsLabelsMovesNothing() {
    int[][] labels = {{1, 2}, {3, 3, 1}, {4, 4, 1}}; // the last has three output frames
    try (TrainingSession session = open(TrainingNetworks.noisy())) {
      requireUnchanged(
          session,
          () -> {
            try {
              StepResult result = session.step(BATCH, labels, 1e-2, 0);
              assertThat(result.applied()).isFalse();
              assertThat(result.losses()[2]).isInfinite();
            } catch (TeacherException refused) { // by name, before the step
              assertThat(refused).hasMessageContaining("sample-2");
            }
          });
      steps(session, 0, 1);
    }
  }

  @Test
  public final void oneFrameTrains() {
    Fragment network = TrainingNetworks.noisy();
    Batch frame = network.alone(new float[TrainingNetworks.WIDTH]);
    try (TrainingSession session = open(network)) {
      assertThat(session.step(frame, new int[][] {{1}}, 1e-2, 0).applied()).isTrue();
      Numbers.requireFinite(session.weights(), "after a step with one frame");
    }
  }

  @Test
  public final void labelsOutsideTheVocabularyAreRefusedByName() {
    try (TrainingSession session = open(TrainingNetworks.plain())) {
      for (int label : new int[] {-1, 0, Fragment.CLASSES}) {
        int[][] labels = {{1, 2}, {label}, {4}};
        refuses(() -> session.losses(BATCH, labels), "sample-1", Integer.toString(label));
        refuses(() -> session.gradients(BATCH, labels), "sample-1");
        refuses(() -> session.step(BATCH, labels, 1e-2, 0), "sample-1");
      }
      refuses(() -> session.step(BATCH, new int[][] {{1}, {}, {4}}, 1e-2, 0), "sample-1");
    }
  }

  @Test
  public final void batchesThatDoNotFitAreRefused() {
    try (TrainingSession session = open(TrainingNetworks.plain())) {
      Batch narrow = Batches.of(List.of(new float[8]), 4, 0, 0);
      refuses(() -> session.run(narrow), "6 columns", "4 columns");
      for (long length : new long[] {0, -1, BATCH.frames() + 1}) {
        Batch wrong = Batches.withLength(BATCH, 1, length);
        refuses(() -> session.run(wrong), "sample-1", Long.toString(length));
        refuses(() -> session.step(wrong, LABELS, 1e-2, 0), "sample-1");
      }
    }
  }

  @Test
  public final void weightsOfAnotherNetworkAreRefused() {
    Fragment network = TrainingNetworks.plain();
    Weights other = TrainingNetworks.noisy().weights();
    refuses(() -> open(network.with(other)).close(), "norm.weight");
  }

  @Test
  public final void anOptimiserStateOfAnotherNetworkIsRefusedAndChangesNothing() {
    try (TrainingSession session = open(TrainingNetworks.plain())) {
      steps(session, 0, 1);
      Weights state = session.optimizerState();
      List<String> moments = new ArrayList<>(state.names());
      moments.removeIf(name -> state.get(name).dtype() != DType.FLOAT32);
      for (String name : moments) {
        requireUnchanged(
            session, () -> refuses(() -> session.restoreOptimizer(longer(state, name)), name));
      }
    }
  }

  @Test
  public final void closingTwiceIsAllowedAndUsingAfterwardsIsNot() {
    TrainingSession session = open(TrainingNetworks.plain());
    try (TrainingSession other = open(TrainingNetworks.plain())) {
      session.close();
      session.close();
      for (ThrowingCallable use :
          List.<ThrowingCallable>of(
              () -> session.run(BATCH),
              session::weights,
              session::optimizerState,
              () -> session.step(BATCH, LABELS, 1e-2, 0))) {
        assertThatThrownBy(use).isInstanceOf(RuntimeException.class).hasMessageContaining("closed");
      }
      steps(other, 0, 1);
    }
  }

  private Weights trained(int from, int to) {
    try (TrainingSession session = open(TrainingNetworks.noisy())) {
      steps(session, from, to);
      return session.weights();
    }
  }

  private double firstLoss(long seed) {
    try (TrainingSession session = open(TrainingNetworks.noisy())) {
      return session.step(BATCH, LABELS, 1e-2, seed).loss();
    }
  }

  private static void steps(TrainingSession session, int from, int to) {
    for (int seed = from; seed < to; seed++) {
      assertThat(session.step(BATCH, LABELS, 1e-2, seed).applied()).isTrue();
    }
  }

  private void requireNotApplied(
      Fragment network, Batch batch, ToDoubleFunction<StepResult> notFinite) {
    try (TrainingSession session = open(network)) {
      requireUnchanged(
          session,
          () -> {
            StepResult result = session.step(batch, LABELS, 1e-2, 1);
            assertThat(result.applied()).isFalse();
            assertThat(notFinite.applyAsDouble(result)).isNotFinite();
          });
    }
  }

  private static void requireUnchanged(TrainingSession session, Runnable action) {
    Weights weights = Numbers.copy(session.weights());
    Weights state = Numbers.copy(session.optimizerState());
    action.run();
    Numbers.requireSame(session.weights(), weights, "weights");
    Numbers.requireSame(session.optimizerState(), state, "the optimiser's state");
  }

  /** The state with one tensor of another shape, and all others changed. */
  private static Weights longer(Weights state, String name) {
    Weights wrong = new Weights();
    for (String other : state.names()) {
      Tensor tensor = state.get(other);
      if (tensor.dtype() != DType.FLOAT32) {
        wrong.put(other, tensor);
      } else if (other.equals(name)) {
        wrong.put(other, Tensor.of(new float[tensor.size() + 1], tensor.size() + 1));
      } else {
        wrong.put(other, Tensor.of(new float[tensor.size()], tensor.shape()));
      }
    }
    return wrong;
  }

  private static void refuses(ThrowingCallable use, String... texts) {
    assertThatThrownBy(use)
        .isInstanceOfSatisfying(
            TeacherException.class, e -> assertThat(e.category()).isEqualTo(Category.DATA))
        .hasMessageContainingAll(texts);
  }
}
