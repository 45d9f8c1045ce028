package dev.teacher.train.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.teacher.api.data.Batch;
import dev.teacher.api.data.Part;
import dev.teacher.api.data.Sample;
import dev.teacher.api.data.Vocabulary;
import dev.teacher.api.error.Category;
import dev.teacher.api.error.TeacherException;
import dev.teacher.api.plugin.Decoder;
import dev.teacher.api.plugin.ModelOutput;
import dev.teacher.train.data.FrameCache;
import dev.teacher.train.data.Samples;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParityCheckTest {
  private static final int CLASSES = 3;
  private static final List<Sample> SAMPLES =
      List.of(Samples.of("a", 3, "A"), Samples.of("b", 5, "B"), Samples.of("c", 2, "A"));

  /** Says the first class of the last frame, if that is above -0.5. */
  private static final Decoder DECODER =
      (values, frames, classes) ->
          values[(frames - 1) * classes] > -0.5f
              ? List.of(new Decoder.Token(1, 0, frames, 1))
              : List.of();

  private final ParityCheck check =
      new ParityCheck(
          DECODER,
          Vocabulary.ofEntries(List.of(Vocabulary.BLANK, "A", "B"), "the test"),
          new FrameCache(Part.LAYOUT, 1 << 20));

  @Test
  void equalOutputsPassWithTheirLargestDifference() {
    ParityCheck.Result result = check.run(SAMPLES, model(-1), spoilt("b", x -> x + 5e-5f));
    assertThat(result.samples()).isEqualTo(3);
    assertThat(result.batchSizes()).containsExactly(1, 4, 16);
    assertThat(result.largestDifference()).isBetween(4e-5, 6e-5);
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.NEGATIVE_INFINITY, -1.001f, 0})
  void oneOtherNumberIsAFindingThatNamesItsPlace(float wrong) {
    assertThatThrownBy(() -> check.run(SAMPLES, model(-1), spoilt("b", x -> wrong)))
        .isInstanceOfSatisfying(
            TeacherException.class, e -> assertThat(e.category().exitCode()).isEqualTo(4))
        .hasMessageContaining("sample b, batch size 1, output frame 4")
        .hasMessageContaining("-1.0 within 1.0E-4")
        .hasMessageContaining("found:    " + wrong);
  }

  @Test
  void numbersThatAreNoneOnBothSidesDoNotPass() {
    assertThatThrownBy(() -> check.run(SAMPLES, model(Float.NaN), model(Float.NaN)))
        .isInstanceOfSatisfying(
            TeacherException.class, e -> assertThat(e.category()).isEqualTo(Category.FINDING));
  }

  @Test
  void aDifferenceInLargerBatchesOnlyIsFound() {
    Function<Batch, ModelOutput> dependsOnNeighbours =
        batch -> model(batch.size() > 1 ? -2 : -1).apply(batch);
    assertThatThrownBy(() -> check.run(SAMPLES, model(-1), dependsOnNeighbours))
        .isInstanceOf(TeacherException.class)
        .hasMessageContaining("batch size 4");
  }

  @Test
  void anotherNumberOfOutputFramesIsFound() {
    Function<Batch, ModelOutput> shorter =
        batch -> {
          ModelOutput output = model(-1).apply(batch);
          long[] lengths = output.lengths().clone();
          lengths[0]--;
          return new ModelOutput(output.values(), output.frames(), output.channels(), lengths);
        };
    assertThatThrownBy(() -> check.run(SAMPLES, model(-1), shorter))
        .isInstanceOf(TeacherException.class)
        .hasMessageContaining("sample a, batch size 1")
        .hasMessageContaining("expected: 3 output frames")
        .hasMessageContaining("found:    2");
  }

  @Test
  void otherGlossesWithinTheToleranceAreFound() {
    assertThatThrownBy(
            () -> check.run(SAMPLES, model(-0.50001f), spoilt("c", x -> -0.49999f, -0.50001f)))
        .isInstanceOf(TeacherException.class)
        .hasMessageContaining("sample c")
        .hasMessageContaining("expected: []")
        .hasMessageContaining("found:    [A]");
  }

  /** A model that gives one number everywhere, NaN past the lengths. */
  private static Function<Batch, ModelOutput> model(float number) {
    return batch -> {
      float[] data = new float[batch.size() * batch.frames() * CLASSES];
      for (int i = 0; i < data.length; i++) {
        int frame = i / CLASSES % batch.frames();
        boolean valid = frame < batch.lengths()[i / CLASSES / batch.frames()];
        data[i] = valid ? number : Float.NaN;
      }
      return new ModelOutput(data, batch.frames(), CLASSES, batch.lengths());
    };
  }

  private static Function<Batch, ModelOutput> spoilt(String id, UnaryOperator<Float> change) {
    return spoilt(id, change, -1);
  }

  /** The same model with one number of one sample's last frame changed. */
  private static Function<Batch, ModelOutput> spoilt(
      String id, UnaryOperator<Float> change, float number) {
    return batch -> {
      ModelOutput output = model(number).apply(batch);
      int sample = batch.ids().indexOf(id);
      if (sample >= 0) {
        int length = Math.toIntExact(batch.lengths()[sample]);
        int frame = sample * batch.frames() + length - 1;
        output.values()[frame * CLASSES] = change.apply(output.values()[frame * CLASSES]);
      }
      return output;
    };
  }
}
