package dev.teacher.model.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtException;
import dev.teacher.api.tensor.Tensor;
import dev.teacher.testkit.OperationCases;
import dev.teacher.testkit.OperationCases.Case;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What exported sequence operations give, against their definitions on one unpadded sample. */
class SequenceMeaningTest {
  @Test
  void deltaIsTheDifferenceToTheFrameBefore() throws OrtException {
    check(
        "delta",
        x ->
            frames(
                x.length,
                x[0].length,
                (t, c) -> {
                  int at = Math.max(t, 1);
                  return x.length == 1 ? 0 : x[at][c] - x[at - 1][c];
                }));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, -2, 20})
  void shiftMovesFramesWithinTheSequence(int by) throws OrtException {
    check(
        "sequence shifted by " + by,
        x ->
            frames(
                x.length,
                x[0].length,
                (t, c) -> t - by >= 0 && t - by < x.length ? x[t - by][c] : 0));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void upsamplingInterpolatesBetweenFrameCentres(int factor) throws OrtException {
    check(
        "upsample by " + factor,
        x ->
            frames(
                x.length * factor,
                x[0].length,
                (t, c) -> {
                  double at = (t + 0.5) / factor - 0.5;
                  int before = (int) Math.floor(at);
                  double share = at - before;
                  double left = x[Math.max(before, 0)][c];
                  double right = x[Math.min(before + 1, x.length - 1)][c];
                  return (1 - share) * left + share * right;
                }));
  }

  @ParameterizedTest
  @CsvSource({"2, 1", "2, 2", "3, 1", "3, 2", "4, 3"})
  void poolsLookAtTheValidFramesUnderTheWindow(int kernel, int stride) throws OrtException {
    String shape = " pool kernel " + kernel + " stride " + stride;
    for (boolean average : new boolean[] {true, false}) {
      check(
          (average ? "average" : "max") + shape,
          x ->
              frames(
                  (x.length + stride - 1) / stride,
                  x[0].length,
                  (t, c) -> {
                    int from = t * stride - (kernel - 1) / 2;
                    double sum = 0;
                    double max = Double.NEGATIVE_INFINITY;
                    int seen = 0;
                    for (int at = Math.max(from, 0); at < Math.min(from + kernel, x.length); at++) {
                      sum += x[at][c];
                      max = Math.max(max, x[at][c]);
                      seen++;
                    }
                    return average ? sum / seen : max;
                  }));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8})
  void groupNormStandardisesEachGroupOverItsFrames(int groups) throws OrtException {
    Case c = find("group norm of " + groups + " groups");
    float[] weight = c.weights().get("norm.weight").floats();
    float[] bias = c.weights().get("norm.bias").floats();
    check(
        "group norm of " + groups + " groups",
        x -> {
          int size = x[0].length / groups;
          return frames(
              x.length,
              x[0].length,
              (t, channel) -> {
                int first = channel / size * size;
                double mean = 0;
                double squares = 0;
                for (double[] frame : x) {
                  for (int k = first; k < first + size; k++) {
                    mean += frame[k] / (x.length * size);
                  }
                }
                for (double[] frame : x) {
                  for (int k = first; k < first + size; k++) {
                    squares += Math.pow(frame[k] - mean, 2) / (x.length * size);
                  }
                }
                double normal = (x[t][channel] - mean) / Math.sqrt(squares + 1e-5);
                return normal * weight[channel] + bias[channel];
              });
        });
  }

  private interface Element {
    double at(int frame, int channel);
  }

  private static double[][] frames(int length, int channels, Element element) {
    double[][] rows = new double[length][channels];
    for (int t = 0; t < length; t++) {
      for (int c = 0; c < channels; c++) {
        rows[t][c] = element.at(t, c);
      }
    }
    return rows;
  }

  private static Case find(String name) {
    return OperationCases.all().stream()
        .filter(c -> c.name().equals("sequence: " + name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no case " + name));
  }

  private static void check(String name, UnaryOperator<double[][]> definition) throws OrtException {
    Case c = find(name);
    try (OrtRun ort = new OrtRun(c.graph(), c.weights())) {
      Map<String, Tensor> found = ort.run(c.inputs());
      Tensor result = found.get(OperationCases.RESULT);
      for (int sample = 0; sample < c.samples(); sample++) {
        double[][] expected = definition.apply(rows(c.alone(sample).get("features")));
        long length = found.get(OperationCases.RESULT_LENGTHS).longs()[sample];
        assertThat(length).isEqualTo(expected.length);
        for (int t = 0; t < length; t++) {
          for (int k = 0; k < expected[t].length; k++) {
            assertThat((double) OrtRun.at(result, sample, t, k))
                .as("sample %d, frame %d, channel %d", sample, t, k)
                .isCloseTo(expected[t][k], within(2e-5));
          }
        }
      }
    }
  }

  private static double[][] rows(Tensor features) {
    int[] shape = features.shape();
    return frames(shape[1], shape[2], (t, c) -> OrtRun.at(features, 0, t, c));
  }
}
