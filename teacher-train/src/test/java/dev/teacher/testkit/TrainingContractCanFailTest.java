package dev.teacher.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.teacher.api.data.Batch;
import dev.teacher.api.plugin.ModelOutput;
import dev.teacher.api.plugin.TrainingSession;
import dev.teacher.api.tensor.Weights;
import java.util.Arrays;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/**
 * Sessions that do not keep their state, or take anything, are found by the contract of their
 * backend.
 */
class TrainingContractCanFailTest {
  @Test
  void aSeedThatIsNotUsedOrNotAloneIsFound() {
    refuses(
        WrongTraining.steps(
                (sound, batch, labels, rate, seed) -> sound.step(batch, labels, rate, 0))
            ::theSeedDecidesWhatIsDropped);
    refuses(
        WrongTraining.steps(
                (sound, batch, labels, rate, seed) ->
                    sound.step(batch, labels, rate, seed + System.nanoTime()))
            ::equalSeedsGiveEqualWeightsBitForBit);
  }

  @Test
  void aStateThatIsNotRestoredIsFound() {
    refuses(
        WrongTraining.sessions(
                session ->
                    new WrongSession(session) {
                      @Override
                      public void restoreOptimizer(Weights state) {}
                    })
            ::aResumedTrainingIsTheUninterruptedOneBitForBit);
  }

  @Test
  void aStepInSpiteOfAllIsFound() {
    WrongTraining contract =
        WrongTraining.steps(
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
  void aStepThatOnlySaysThatItWasMadeIsFound() {
    refuses(
        WrongTraining.steps(
                (sound, batch, labels, rate, seed) -> {
                  TrainingSession.StepResult made = sound.step(batch, labels, rate, seed);
                  return new TrainingSession.StepResult(
                      made.loss(), made.losses(), made.gradientNorm(), true);
                })
            ::aGradientThatIsNoNumberMovesNothing);
  }

  @Test
  void lengthsThatAreCutToFitAreFound() {
    refuses(
        WrongTraining.sessions(
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
        WrongTraining.sessions(
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

  @Test
  void aVarianceOfOneFrameIsFound() {
    refuses(
        WrongTraining.sessions(
                session ->
                    new WrongSession(session) {
                      private boolean single;

                      @Override
                      public StepResult step(Batch batch, int[][] labels, double rate, long seed) {
                        single = batch.frames() == 1;
                        return sound.step(batch, labels, rate, seed);
                      }

                      @Override
                      public Weights weights() {
                        Weights weights = sound.weights();
                        if (single) { // divided by the frames less one
                          weights.get("norm.running_var").floats()[0] = Float.NaN;
                        }
                        return weights;
                      }
                    })
            ::oneFrameTrains);
  }

  @Test
  void aLookThatMovesWeightsIsFound() {
    refuses(
        WrongTraining.sessions(
                session ->
                    new WrongSession(session) {
                      @Override
                      public float[] losses(Batch batch, int[][] labels) {
                        return sound.step(batch, labels, 1e-5, 0).losses();
                      }
                    })
            ::lookingChangesNothing);
  }

  @Test
  void weightsThatAreNoCopyAreFound() {
    refuses(
        WrongTraining.sessions(
                session ->
                    new WrongSession(session) {
                      private final Weights own = sound.weights();

                      @Override
                      public Weights weights() {
                        return own;
                      }
                    })
            ::whatItGivesAwayIsACopy);
  }

  @Test
  void labelsThatAreCutToFitAreFound() {
    refuses(
        WrongTraining.sessions(
                session ->
                    new WrongSession(session) {
                      @Override
                      public float[] losses(Batch batch, int[][] labels) {
                        int[][] cut = new int[labels.length][];
                        for (int i = 0; i < cut.length; i++) {
                          cut[i] = Arrays.stream(labels[i]).map(n -> n < 1 ? 1 : n).toArray();
                        }
                        return sound.losses(batch, cut);
                      }
                    })
            ::labelsOutsideTheVocabularyAreRefusedByName);
  }

  @Test
  void foreignWeightsThatAreLeftOutAreFound() {
    refuses(
        new WrongTraining(
                (graph, weights, options) ->
                    WrongTraining.DJL.open(graph, graph.select(weights), options))
            ::weightsOfAnotherNetworkAreRefused);
  }

  @Test
  void aForeignStateThatIsHalfRestoredIsFound() {
    refuses(
        WrongTraining.sessions(
                session ->
                    new WrongSession(session) {
                      @Override
                      public void restoreOptimizer(Weights state) {
                        try {
                          sound.restoreOptimizer(state);
                        } finally {
                          sound.step(TrainingNetworks.batch(), TrainingNetworks.LABELS, 1e-2, 0);
                        }
                      }
                    })
            ::anOptimiserStateOfAnotherNetworkIsRefusedAndChangesNothing);
  }

  private static void refuses(ThrowingCallable check) {
    assertThatThrownBy(check).isInstanceOf(AssertionError.class);
  }

  private static void refuses(ThrowingCallable check, String failure) {
    assertThatThrownBy(check).hasMessageContaining(failure);
  }
}
