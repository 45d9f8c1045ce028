package dev.teacher.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.teacher.api.data.Batch;
import dev.teacher.api.plugin.Optimizer;
import dev.teacher.api.plugin.TrainingBackend;
import dev.teacher.api.plugin.TrainingSession;
import dev.teacher.api.tensor.Tensor;
import dev.teacher.api.tensor.Weights;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Wrong numbers of training backends are found by their contract. */
class TrainingStepContractCanFailTest {
  @Test
  void aGradientThatIsTooLongOrForgetsAWeightIsFound() {
    WrongTraining doubled = WrongTraining.sessions(session -> new Scaled(session, "", 2));
    refuses(() -> doubled.gradientsOfEveryOperationAreSlopesAndDoNotSeePadding("linear"));
    WrongTraining forgetful = WrongTraining.sessions(session -> new Scaled(session, "fc.bias", 0));
    refuses(() -> forgetful.gradientsOfEveryOperationAreSlopesAndDoNotSeePadding("linear"));
    WrongTraining sound = WrongTraining.sessions(session -> new Scaled(session, "", 1));
    sound.gradientsOfEveryOperationAreSlopesAndDoNotSeePadding("linear");
  }

  @Test
  void anotherLossIsFound() {
    WrongTraining contract =
        WrongTraining.sessions(
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
          return WrongTraining.DJL.open(without, without.select(weights), options);
        };
    refuses(new WrongTraining(wrong)::theLossOfAnAuxiliaryIsAddedWithItsWeight);
  }

  @Test
  void anotherOptimiserIsFound() {
    WrongTraining contract =
        WrongTraining.steps(
            (sound, batch, labels, rate, seed) -> sound.step(batch, labels, 1.01 * rate, seed));
    Optimizer adamW = new Optimizer.AdamW(0.9, 0.98, 1e-8, 0.01);
    refuses(() -> contract.stepsAreThoseOfTheOptimizerAfterClipping(adamW, 0));
  }

  @Test
  void aStepThatSeesPaddingIsFound() {
    WrongTraining contract =
        WrongTraining.steps(
            (sound, batch, labels, rate, seed) -> {
              float last = batch.data().get(batch.data().capacity() - 1);
              return sound.step(batch, labels, Float.isNaN(last) ? 1.1 * rate : rate, seed);
            });
    refuses(() -> contract.aStepThroughEveryOperationDoesNotSeePadding("linear"));
  }

  @Test
  void infiniteLossesThatAreHiddenAreFound() {
    refuses(
        WrongTraining.sessions(
                session ->
                    new WrongSession(session) {
                      @Override
                      public float[] losses(Batch batch, int[][] labels) {
                        float[] losses = sound.losses(batch, labels);
                        for (int i = 0; i < losses.length; i++) {
                          losses[i] = Float.isInfinite(losses[i]) ? 0 : losses[i];
                        }
                        return losses;
                      }
                    })
            ::labelsThatJustFitHaveAFiniteLossAndLongerOnesAnInfiniteOne);
  }

  @Test
  void lossesOfAfterTheStepAreFound() {
    refuses(
        WrongTraining.steps(
                (sound, batch, labels, rate, seed) -> {
                  sound.step(batch, labels, rate, seed);
                  return sound.step(batch, labels, 0, seed);
                })
            ::aStepMovesEverythingAndReportsTheLossesBefore);
  }

  private static void refuses(ThrowingCallable check) {
    assertThatThrownBy(check).isInstanceOf(AssertionError.class);
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
}
