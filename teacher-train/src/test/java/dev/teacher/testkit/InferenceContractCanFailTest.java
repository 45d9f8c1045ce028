package dev.teacher.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.teacher.api.config.Key;
import dev.teacher.api.config.Settings;
import dev.teacher.api.data.Batch;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.plugin.InferenceModel;
import dev.teacher.api.plugin.ModelFormat;
import dev.teacher.api.plugin.ModelFormatFactory;
import dev.teacher.api.plugin.ModelOutput;
import dev.teacher.api.plugin.PluginContext;
import dev.teacher.api.tensor.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Mistakes of model formats are found by their contract. */
class InferenceContractCanFailTest {
  private static final ModelFormat ONNX = Engines.ofClassPath().formats().get("onnx");

  @Test
  void aModelWithOtherNumbersOrWithoutPropertiesIsFound() {
    Inference contract =
        inference(
            model ->
                new WrongModel(model) {
                  @Override
                  public ModelOutput run(Batch batch) {
                    return WrongModel.off(sound.run(batch));
                  }

                  @Override
                  public Map<String, String> metadata() {
                    return Map.of();
                  }
                });
    refuses(() -> contract.everyOperationGivesWhatPlainJavaGives("linear"));
    refuses(contract::theModelKnowsItsPropertiesAndColumns);
  }

  @Test
  void aModelThatGivesOtherNumbersTheSecondTimeIsFound() {
    refuses(
        inference(
                model ->
                    new WrongModel(model) {
                      private boolean used;

                      @Override
                      public ModelOutput run(Batch batch) {
                        ModelOutput output = sound.run(batch);
                        boolean first = !used;
                        used = true;
                        return first ? output : WrongModel.off(output);
                      }
                    })
            ::theOutputHasItsFramesAndChannelsAndTheInputIsLeftAlone);
  }

  @Test
  void threadsThatShareAResultAreFound() {
    refuses(
        inference(
                model ->
                    new WrongModel(model) {
                      private volatile ModelOutput shared;

                      @Override
                      public ModelOutput run(Batch batch) {
                        shared = sound.run(batch);
                        LockSupport.parkNanos(1_000_000); // until another thread comes
                        return shared;
                      }
                    })
            ::severalThreadsGetWhatOneGets);
  }

  @Test
  void aFormatThatMakesUpMissingWeightsIsFound() {
    ModelFormat inventive =
        new ModelFormat() {
          @Override
          public InferenceModel load(Path model) {
            return ONNX.load(model);
          }

          @Override
          public void write(Graph graph, Weights weights, Map<String, String> properties, Path file)
              throws IOException {
            Weights whole = weights.contains("in.weight") ? weights : graph.initialWeights(7);
            ONNX.write(graph, whole, properties, file);
          }
        };
    refuses(
        new Inference(ONNX) {
              @Override
              protected ModelFormat format() {
                return inventive;
              }
            }
            ::auxiliariesAreLeftOutAndMissingWeightsRefused);
  }

  @Test
  void lengthsThatAreCutToFitAreFound() {
    refuses(
        inference(
                model ->
                    new WrongModel(model) {
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
        inference(
                model ->
                    new WrongModel(model) {
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
            ::closingTwiceIsAllowedAndRunningAfterwardsIsNot,
        "closed already");
  }

  @Test
  void aModelThatRunsAfterClosingIsFound() {
    refuses(
        inference(
                model ->
                    new WrongModel(model) {
                      @Override
                      public void close() {}
                    })
            ::closingTwiceIsAllowedAndRunningAfterwardsIsNot);
  }

  @Test
  void anErrorThatSaysNothingIsFound() {
    ModelFormat silent =
        loading(
            file -> {
              if (!Files.isRegularFile(file)) {
                throw new IllegalArgumentException("no");
              }
              return ONNX.load(file);
            });
    refuses(new Inference(silent)::whatIsNoModelIsRefusedByName);
  }

  private static void refuses(ThrowingCallable check) {
    assertThatThrownBy(check).isInstanceOf(AssertionError.class);
  }

  private static void refuses(ThrowingCallable check, String failure) {
    assertThatThrownBy(check).hasMessageContaining(failure);
  }

  private static Inference inference(UnaryOperator<InferenceModel> mistake) {
    return new Inference(loading(file -> mistake.apply(ONNX.load(file))));
  }

  private static ModelFormat loading(Function<Path, InferenceModel> load) {
    return new ModelFormat() {
      @Override
      public InferenceModel load(Path file) {
        return load.apply(file);
      }
    };
  }

  private static class Inference extends ModelFormatContract implements ModelFormatFactory {
    private final ModelFormat backend;

    Inference(ModelFormat backend) {
      this.backend = backend;
    }

    @Override
    protected ModelFormat format() {
      return ONNX;
    }

    @Override
    protected ModelFormatFactory factory() {
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
    public List<String> endings() {
      return List.of(".mistaken");
    }

    @Override
    public List<Key<?>> keys() {
      return List.of();
    }

    @Override
    public ModelFormat create(Settings settings, PluginContext context) {
      return backend;
    }
  }
}
