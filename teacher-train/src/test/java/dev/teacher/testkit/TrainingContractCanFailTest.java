package dev.teacher.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.teacher.api.config.Key;
import dev.teacher.api.config.Settings;
import dev.teacher.api.data.Batch;
import dev.teacher.api.plugin.ModelOutput;
import dev.teacher.api.plugin.PluginContext;
import dev.teacher.api.plugin.TrainingBackend;
import dev.teacher.api.plugin.TrainingBackendFactory;
import dev.teacher.api.plugin.TrainingSession;
import dev.teacher.api.tensor.Tensor;
import dev.teacher.api.tensor.Weights;
import java.util.List;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Mistakes of training backends are found by their contract. */
class TrainingContractCanFailTest {
  private static final TrainingBackend DJL = Engines.ofClassPath().training().get("djl");

  @Test
  void aGradientThatIsTooLongOrForgetsAWeightIsFound() {
    Training doubled = training(session -> new Scaled(session, "", 2));
    refuses(() -> doubled.gradientsOfEveryOperationAreSlopesAndDoNotSeePadding("linear"));
    Training forgetful = training(session -> new Scaled(session, "fc.bias", 0));
    refuses(() -> forgetful.gradientsOfEveryOperationAreSlopesAndDoNotSeePadding("linear"));
    Training sound = training(session -> new Scaled(session, "", 1));
    sound.gradientsOfEveryOperationAreSlopesAndDoNotSeePadding("linear");
  }

  @Test
  void anotherLossIsFound() {
    Training contract =
        training(
            session ->
                new WrongSession(session) {
                  @Override
                  public float[] losses(Batch batch, int[][] labels) {
                    float[] losses = sound.losses(batch, labels);
                    for (int i = 0; i < losses.length; i++) {
                      losses[i] *= labels[i].length; // not divided by their number
                    }
                    return losses;
                  }
                });
    refuses(() -> contract.everyOperationGivesWhatPlainJavaGives("linear"));
  }

  @Test
  void aLostAuxiliaryIsFound() {
    TrainingBackend wrong =
        (graph, weights, options) -> {
          var without = graph.withoutAuxiliaries();
          return DJL.open(without, without.select(weights), options);
        };
    refuses(new Training(wrong)::theLossOfAnAuxiliaryIsAddedWithItsWeight);
  }

  @Test
  void anotherOptimiserIsFound() {
    Training contract =
        stepping(
            (sound, batch, labels, rate, seed) -> sound.step(batch, labels, 1.01 * rate, seed));
    refuses(() -> contract.stepsAreThoseOfAdamWAfterClipping(0));
  }

  @Test
  void aSeedThatIsNotUsedOrNotAloneIsFound() {
    refuses(
        stepping((sound, batch, labels, rate, seed) -> sound.step(batch, labels, rate, 0))
            ::theSeedDecidesWhatIsDropped);
    refuses(
        stepping(
                (sound, batch, labels, rate, seed) ->
                    sound.step(batch, labels, rate, seed + System.nanoTime()))
            ::equalSeedsGiveEqualWeightsBitForBit);
  }

  @Test
  void aStateThatIsNotRestoredIsFound() {
    refuses(
        training(
                session ->
                    new WrongSession(session) {
                      @Override
                      public void restoreOptimizer(Weights state) {}
                    })
            ::aResumedTrainingIsTheUninterruptedOneBitForBit);
  }

  @Test
  void aStepInSpiteOfAllIsFound() {
    Training contract =
        stepping(
            (sound, batch, labels, rate, seed) -> {
              TrainingSession.StepResult result;
              try {
                result = sound.step(batch, labels, rate, seed);
              } finally { // goes on with something else
                sound.step(TrainingNetworks.batch(), TrainingNetworks.LABELS, rate, seed);
              }
              return result;
            });
    refuses(contract::aLossThatIsNoNumberMovesNothing);
    refuses(contract::aSampleTooShortForItsLabelsMovesNothing);
  }

  @Test
  void lengthsThatAreCutToFitAreFound() {
    refuses(
        training(
                session ->
                    new WrongSession(session) {
                      @Override
                      public ModelOutput run(Batch batch) {
                        return sound.run(WrongModel.fitting(batch));
                      }
                    })
            ::batchesThatDoNotFitAreRefused);
  }

  @Test
  void aSecondCloseThatFailsIsFound() {
    refuses(
        training(
                session ->
                    new WrongSession(session) {
                      private boolean closed;

                      @Override
                      public void close() {
                        sound.close();
                        if (closed) {
                          throw new IllegalStateException("closed already");
                        }
                        closed = true;
                      }
                    })
            ::closingTwiceIsAllowedAndUsingAfterwardsIsNot,
        "closed already");
  }

  private static void refuses(ThrowingCallable check) {
    assertThatThrownBy(check).isInstanceOf(AssertionError.class);
  }

  private static void refuses(ThrowingCallable check, String failure) {
    assertThatThrownBy(check).hasMessageContaining(failure);
  }

  private static Training training(UnaryOperator<TrainingSession> mistake) {
    return new Training((graph, weights, o) -> mistake.apply(DJL.open(graph, weights, o)));
  }

  @FunctionalInterface
  private interface Step {
    TrainingSession.StepResult make(
        TrainingSession sound, Batch batch, int[][] labels, double rate, long seed);
  }

  private static Training stepping(Step mistake) {
    return training(
        session ->
            new WrongSession(session) {
              @Override
              public StepResult step(Batch batch, int[][] labels, double rate, long seed) {
                return mistake.make(sound, batch, labels, rate, seed);
              }
            });
  }

  /** Gradients whose name ends so are multiplied. */
  private static final class Scaled extends WrongSession {
    private final String end;
    private final float factor;

    Scaled(TrainingSession sound, String end, float factor) {
      super(sound);
      this.end = end;
      this.factor = factor;
    }

    @Override
    public Weights gradients(Batch batch, int[][] labels) {
      Weights gradients = sound.gradients(batch, labels);
      Weights scaled = new Weights();
      for (String name : gradients.names()) {
        Tensor gradient = gradients.get(name);
        float by = name.endsWith(end) ? factor : 1;
        float[] values = gradient.floats().clone();
        for (int i = 0; i < values.length; i++) {
          values[i] *= by;
        }
        scaled.put(name, Tensor.of(values, gradient.shape()));
      }
      return scaled;
    }
  }

  private static final class Training extends TrainingBackendContract
      implements TrainingBackendFactory {
    private final TrainingBackend backend;

    Training(TrainingBackend backend) {
      this.backend = backend;
    }

    @Override
    protected TrainingBackendFactory factory() {
      return this;
    }

    @Override
    public String name() {
      return "mistaken";
    }

    @Override
    public String description() {
      return "makes a mistake";
    }

    @Override
    public List<Key<?>> keys() {
      return List.of();
    }

    @Override
    public TrainingBackend create(Settings settings, PluginContext context) {
      return backend;
    }
  }
}
