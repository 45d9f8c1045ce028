package dev.teacher.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.teacher.api.config.Key;
import dev.teacher.api.config.Settings;
import dev.teacher.api.data.Batch;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.graph.Op.ReduceKind;
import dev.teacher.api.graph.Sequence;
import dev.teacher.api.graph.Values;
import dev.teacher.api.plugin.Backbone;
import dev.teacher.api.plugin.BackboneFactory;
import dev.teacher.api.plugin.InferenceModel;
import dev.teacher.api.plugin.ModelFormat;
import dev.teacher.api.plugin.ModelOutput;
import dev.teacher.api.plugin.PluginContext;
import dev.teacher.api.plugin.TrainingBackend;
import dev.teacher.api.plugin.TrainingSession;
import dev.teacher.api.tensor.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Mistakes of networks, and of engines, are found by the tests of networks in engines. */
class FragmentContractsCanFailTest {
  private static final Engines ENGINES = Engines.ofClassPath();
  private static final TrainingBackend DJL = ENGINES.training().get("djl");
  private static final ModelFormat ONNX = ENGINES.formats().get("onnx");

  @Test
  void theRootOfZeroIsFound() {
    refuses(network(x -> x.map(new Values(x.builder())::sqrt))::zerosGiveFiniteGradients);
  }

  @Test
  void aDeviationWithoutFloorIsFound() {
    Backbones contract =
        network(
            x -> {
              Values ops = new Values(x.builder());
              return x.map(v -> ops.add(v, x.deviationOverTime(0)));
            });
    contract.aSampleIsTheSameAloneAndInABatch(); // its numbers are right
    contract.constantInputGivesFiniteNumbers();
    refuses(contract::constantInputGivesFiniteGradients);
    refuses(contract::oneFrameGivesFiniteGradients);
  }

  @Test
  void aSquareThatUnderflowsIsFound() {
    refuses(
        network(
                x -> {
                  Values ops = new Values(x.builder());
                  return x.scale(1e-18).map(v -> ops.sqrt(ops.multiply(v, v)));
                })
            ::tinyInputGivesFiniteGradients);
  }

  @Test
  void aPowerThatOverflowsIsFound() {
    refuses(
        network(
                x -> {
                  Sequence fourth = x.multiply(x).multiply(x.multiply(x));
                  return fourth.multiply(fourth).multiply(fourth);
                })
            ::hugeInputGivesFiniteGradients);
  }

  @Test
  void aNetworkThatLooksAtPaddingOrNeighboursIsFound() {
    refuses(reduced(1)::gradientsOfABatchAreTheSumOfThoseOfItsSamples);
    refuses(reduced(0)::gradientsOfABatchAreTheSumOfThoseOfItsSamples);
  }

  @Test
  void aNetworkThatIsAnotherEachTimeIsFound() {
    AtomicInteger count = new AtomicInteger();
    refuses(
        network(x -> x.scale(1 + 0.01 * count.incrementAndGet()))
            ::twoTrainingsGiveTheSameWeightsBitForBit);
  }

  @Test
  void anEngineThatTrainsWithOtherNumbersIsFound() {
    Backbones contract =
        training(
            session ->
                new WrongSession(session) {
                  @Override
                  public ModelOutput run(Batch batch) {
                    return WrongModel.off(sound.run(batch));
                  }
                });
    refuses(contract::theNetworkInTrainingGivesWhatPlainJavaGives);
    refuses(contract::whatWasTrainedIsWhatTheExportedFileGives);
  }

  @Test
  void anEngineThatSeesPaddingInItsStepIsFound() {
    refuses(
        training(
                session ->
                    new WrongSession(session) {
                      @Override
                      public StepResult step(
                          Batch batch, int[][] labels, double learningRate, long seed) {
                        float last = batch.data().get(batch.data().capacity() - 1);
                        double rate = Float.isNaN(last) ? 1.1 * learningRate : learningRate;
                        return sound.step(batch, labels, rate, seed);
                      }
                    })
            ::aTrainingStepDoesNotSeePadding);
  }

  @Test
  void anEngineThatFailsWhereLabelsJustFitIsFound() {
    refuses(
        training(
                session ->
                    new WrongSession(session) {
                      @Override
                      public float[] losses(Batch batch, int[][] labels) {
                        float[] losses = sound.losses(batch, labels);
                        losses[0] = labels[0].length > 2 ? Float.POSITIVE_INFINITY : losses[0];
                        return losses;
                      }
                    })
            ::theShortestSampleForItsLabelsGivesFiniteGradients);
  }

  @Test
  void aFormatWithOtherNumbersIsFound() {
    ModelFormat wrong =
        WrongModel.format(
            ONNX,
            model ->
                new WrongModel(model) {
                  @Override
                  public ModelOutput run(Batch batch) {
                    return WrongModel.off(sound.run(batch));
                  }
                });
    refuses(exporting(wrong)::exportedFilesGiveWhatPlainJavaGives);
  }

  @Test
  void aFormatThatForgetsWhatWasTrainedIsFound() {
    Backbones contract =
        exporting(
            new ModelFormat() {
              @Override
              public InferenceModel load(Path model) {
                return ONNX.load(model);
              }

              @Override
              public void write(
                  Graph graph, Weights weights, Map<String, String> properties, Path file)
                  throws IOException {
                ONNX.write(graph, graph.initialWeights(7), properties, file);
              }
            });
    contract.exportedFilesGiveWhatPlainJavaGives();
    refuses(contract::whatWasTrainedIsWhatTheExportedFileGives);
  }

  private static void refuses(ThrowingCallable check) {
    assertThatThrownBy(check).isInstanceOf(AssertionError.class);
  }

  /** Less the largest number along an axis. */
  private static Backbones reduced(int axis) {
    return network(
        x -> {
          Values ops = new Values(x.builder());
          return x.map(
              v -> ops.subtract(v, ops.multiply(ops.reduce(ReduceKind.MEAN, v, axis), 0.5)));
        });
  }

  private static Backbones network(UnaryOperator<Sequence> mistake) {
    return new Backbones(mistake, ENGINES);
  }

  private static Backbones training(UnaryOperator<TrainingSession> mistake) {
    TrainingBackend wrong =
        (graph, weights, options) -> mistake.apply(DJL.open(graph, weights, options));
    return new Backbones(x -> x, new Engines(Map.of("wrong", wrong), Map.of("onnx", ONNX)));
  }

  private static Backbones exporting(ModelFormat wrong) {
    return new Backbones(x -> x, new Engines(Map.of("djl", DJL), Map.of("wrong", wrong)));
  }

  private static final class Backbones extends BackboneContract implements BackboneFactory {
    private final UnaryOperator<Sequence> mistake;
    private final Engines engines;

    Backbones(UnaryOperator<Sequence> mistake, Engines engines) {
      this.mistake = mistake;
      this.engines = engines;
    }

    @Override
    Engines engines() {
      return engines;
    }

    @Override
    protected BackboneFactory factory() {
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
    public Backbone create(Settings settings, PluginContext context) {
      return (features, classes) ->
          mistake.apply(features).gru("gru", 4, false).dropout(0.1).linear("head", classes);
    }
  }
}
