package dev.teacher.api.plugin;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.teacher.api.config.Key;
import dev.teacher.api.config.Settings;
import dev.teacher.api.data.Landmarks;
import dev.teacher.api.data.Part;
import dev.teacher.api.data.Sample;
import dev.teacher.api.graph.Op.ReduceKind;
import dev.teacher.api.graph.Op.UnaryKind;
import dev.teacher.api.graph.Sequence;
import dev.teacher.api.graph.Values;
import dev.teacher.api.tensor.DType;
import dev.teacher.testkit.AugmentationContract;
import dev.teacher.testkit.BackboneContract;
import dev.teacher.testkit.DecoderContract;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

class ContractsCanFailTest {
  @Test
  void statisticsOverPaddingAreFound() {
    Backbones contract =
        new Backbones(
            x -> {
              Values ops = new Values(x.builder());
              return x.map(v -> ops.subtract(v, ops.reduce(ReduceKind.MEAN, v, 1)));
            });
    refuses(contract::aSampleIsTheSameAloneAndInABatch);
    refuses(contract::whateverStandsPastTheLengthsIsNotSeen);
  }

  @Test
  void statisticsOverTheBatchAreFound() {
    Backbones contract =
        new Backbones(
            x -> {
              Values ops = new Values(x.builder());
              return x.map(v -> ops.subtract(v, ops.reduce(ReduceKind.MAX, v, 0)));
            });
    refuses(contract::aSampleIsTheSameAloneAndInABatch);
  }

  @Test
  void logarithmsOfZeroAreFound() {
    Backbones contract =
        new Backbones(x -> x.map(v -> new Values(x.builder()).unary(UnaryKind.LOG, v)));
    refuses(contract::constantInputGivesFiniteNumbers);
  }

  @Test
  void overflowIsFound() {
    Backbones contract =
        new Backbones(x -> x.map(v -> new Values(x.builder()).unary(UnaryKind.EXP, v)));
    refuses(contract::hugeInputGivesFiniteNumbers);
  }

  @Test
  void aQuotientOfTinyNumbersIsFound() {
    Backbones contract =
        new Backbones(
            x -> {
              Values ops = new Values(x.builder());
              return x.scale(1e-20)
                  .map(v -> ops.divide(v, ops.multiply(ops.cast(v, DType.FLOAT32), v)));
            });
    refuses(contract::tinyInputGivesFiniteNumbers);
  }

  @Test
  void whereNothingExportsItsTestsAreSkippedAndSayWhatToAdd() {
    assertThatThrownBy(new Backbones(x -> x)::exportedFilesGiveWhatPlainJavaGives)
        .isInstanceOf(TestAbortedException.class)
        .hasMessageContainingAll("no engine", "dev.teacher:teacher-train", "scope test");
  }

  @Test
  void gradientsAreTriedInPlainJavaWhereThereIsNoEngine() {
    assertThatCode(new Backbones(x -> x)::zerosGiveFiniteGradients).doesNotThrowAnyException();
  }

  @Test
  void aNetworkThatSeesNothingIsFound() {
    refuses(new Backbones(x -> x.scale(0))::itHasWeightsAndLooksAtItsInput);
  }

  @Test
  void anAugmentationThatWritesIntoItsInputIsFound() {
    Augmentations contract =
        new Augmentations(
            (training, reader) ->
                (sample, landmarks, random) -> {
                  landmarks.values()[0] += 1;
                  return landmarks;
                });
    refuses(contract::noRecordingIsChanged);
    refuses(contract::missingPartsAreNotInvented);
  }

  @Test
  void anAugmentationThatWritesIntoOtherRecordingsIsFound() {
    refuses(
        new Augmentations(
                (training, reader) ->
                    (sample, landmarks, random) -> {
                      reader.apply(training.get(2)).values()[0] += 1;
                      return landmarks;
                    })
            ::noRecordingIsChanged);
  }

  @Test
  void anAugmentationThatCountsItsCallsIsFound() {
    Augmentations contract =
        new Augmentations(
            (training, reader) -> {
              AtomicInteger calls = new AtomicInteger();
              return (sample, landmarks, random) -> {
                float[] values = landmarks.values().clone();
                values[0] += calls.incrementAndGet();
                return landmarks.with(landmarks.frames(), values);
              };
            });
    refuses(contract::anEarlierCallLeavesNoTrace);
    refuses(contract::severalThreadsGetWhatOneGets);
  }

  @Test
  void anAugmentationThatReadsForeignSamplesIsFound() {
    refuses(
        new Augmentations(
                (training, reader) ->
                    (sample, landmarks, random) ->
                        reader.apply(
                            new Sample("foreign", "", List.of("TREE"), training.get(0).source())))
            ::otherRecordingsAreThoseOfTheTrainingSplit);
  }

  @Test
  void anAugmentationThatHidesHowManyFramesItGivesIsFound() {
    refuses(
        new Augmentations(
                (training, reader) ->
                    (sample, landmarks, random) ->
                        landmarks.with(1, Arrays.copyOf(landmarks.values(), Part.COLUMNS)))
            ::theFramesAreKnownBeforehand);
  }

  @Test
  void aKeyWithoutMeaningIsFound() {
    refuses(new Decoders()::everyKeyHasItsOwnPathAndAMeaning);
  }

  @Test
  void aDecoderThatHearsNothingIsFound() {
    refuses(new Decoders()::repeatedFramesAreOneGlossAndABlankParts);
  }

  @Test
  void anUnlistedPluginIsFound() {
    refuses(new Decoders()::itIsListedForTheServiceLoader);
  }

  private static void refuses(ThrowingCallable check) {
    assertThatThrownBy(check).isInstanceOf(AssertionError.class);
  }

  private static final class Backbones extends BackboneContract {
    private final UnaryOperator<Sequence> mistake;

    Backbones(UnaryOperator<Sequence> mistake) {
      this.mistake = mistake;
    }

    @Override
    protected BackboneFactory factory() {
      return new ExampleBackbone(mistake);
    }
  }

  private static final class Augmentations extends AugmentationContract {
    private final BiFunction<List<Sample>, Function<Sample, Landmarks>, SampleAugmentation> mistake;

    Augmentations(
        BiFunction<List<Sample>, Function<Sample, Landmarks>, SampleAugmentation> mistake) {
      this.mistake = mistake;
    }

    @Override
    protected AugmentationFactory factory() {
      return new Named() {
        @Override
        public Augmentation create(Settings settings, PluginContext context) {
          return new Augmentation() {
            @Override
            public Landmarks apply(Landmarks landmarks, RandomGenerator random) {
              throw new IllegalStateException("the contract prepares augmentations");
            }

            @Override
            public SampleAugmentation prepare(
                List<Sample> training, Function<Sample, Landmarks> reader) {
              return mistake.apply(training, reader);
            }
          };
        }
      };
    }
  }

  private abstract static class Named implements AugmentationFactory {
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
  }

  private static final class Decoders extends DecoderContract {
    @Override
    protected DecoderFactory factory() {
      return new DecoderFactory() {
        @Override
        public String name() {
          return "deaf";
        }

        @Override
        public String description() {
          return "hears nothing";
        }

        @Override
        public List<Key<?>> keys() {
          return List.of(Key.flag("loud", false));
        }

        @Override
        public Decoder create(Settings settings, PluginContext context) {
          return (logProbs, frames, classes) -> List.of();
        }
      };
    }
  }
}
