package dev.teacher.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.teacher.api.data.Layout;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.graph.Parameter;
import dev.teacher.api.graph.Sequence;
import dev.teacher.api.plugin.PluginFactory;
import dev.teacher.api.plugin.PluginKind;
import dev.teacher.api.tensor.Tensor;
import dev.teacher.testkit.Fragment.Output;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * What holds for plugins that add a graph fragment: finite results for any finite input, and the
 * same result for a sample alone, in any batch, in any order and with any padding.
 *
 * @param <T> the plugin
 * @param <F> its factory
 */
public abstract class FragmentContract<T, F extends PluginFactory<T>> extends PluginContract<T, F> {
  /** Lengths that meet every stride, an odd and an even end, and the shortest sample there is. */
  private static final int[] LENGTHS = {13, 1, 8, 22, 3};

  FragmentContract(PluginKind<F> kind) {
    super(kind);
  }

  /** What runs the graphs; plain Java here. */
  protected GraphRunner runner() {
    return GraphInterpreter::run;
  }

  /** The columns that the fragment is fed. */
  protected abstract Layout inputLayout();

  /** Adds the plugin's fragment to the graph of {@code input}. */
  abstract Sequence apply(T plugin, Sequence input);

  /** The plugin at work. */
  final Fragment fragment() {
    T plugin = plugin();
    return Fragment.of(inputLayout(), input -> apply(plugin, input));
  }

  /** Random frames: each column wanders around 0.5; now and then a segment is missing (zeros). */
  final float[] sample(int frames, long seed) {
    Layout layout = inputLayout();
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[frames * layout.width()];
    double[] state = random.doubles(layout.width()).toArray();
    int at = 0;
    for (int frame = 0; frame < frames; frame++) {
      int column = 0;
      for (Layout.Segment segment : layout.segments()) {
        boolean missing = random.nextInt(12) == 0;
        for (int i = 0; i < segment.width(); i++, column++) {
          state[column] += (random.nextDouble() - 0.5) * 0.1;
          values[at++] = missing ? 0 : (float) state[column];
        }
      }
    }
    return values;
  }

  /** Samples of {@link #LENGTHS}. */
  final List<float[]> samples() {
    List<float[]> samples = new ArrayList<>();
    for (int i = 0; i < LENGTHS.length; i++) {
      samples.add(sample(LENGTHS[i], i));
    }
    return samples;
  }

  @Test
  public final void theResultHasTheFramesThatItsTimeDimensionTells() {
    Fragment fragment = fragment();
    Map<String, Tensor> result = fragment.run(runner(), samples(), 2, 0);
    assertThat(fragment.time().base()).isEqualTo("time");
    int frames = fragment.time().resolve(Arrays.stream(LENGTHS).max().orElseThrow() + 2);
    assertThat(result.get("output").shape())
        .containsExactly(LENGTHS.length, frames, fragment.channels());
    assertThat(result.get("output_lengths").longs())
        .containsExactly(
            Arrays.stream(LENGTHS).mapToLong(length -> fragment.time().resolve(length)).toArray());
  }

  @Test
  public final void aSampleIsTheSameAloneAndInABatch() {
    Fragment fragment = fragment();
    List<Output> together = fragment.outputs(runner(), samples(), 0, 0);
    for (int i = 0; i < LENGTHS.length; i++) {
      requireClose(together.get(i), alone(fragment, samples().get(i)), "sample " + i);
    }
  }

  @Test
  public final void whateverStandsPastTheLengthsIsNotSeen() {
    Fragment fragment = fragment();
    for (float garbage : new float[] {Float.NaN, Float.NEGATIVE_INFINITY, 1e30f}) {
      List<Output> padded = fragment.outputs(runner(), samples(), 5, garbage);
      for (int i = 0; i < LENGTHS.length; i++) {
        String place = "sample " + i + " with padding " + garbage;
        requireClose(padded.get(i), alone(fragment, samples().get(i)), place);
      }
    }
  }

  @Test
  public final void theResultIsZeroPastItsLengths() {
    Fragment fragment = fragment();
    Map<String, Tensor> result = fragment.run(runner(), samples(), 5, Float.NaN);
    float[] values = result.get("output").floats();
    int stride = values.length / LENGTHS.length;
    for (int i = 0; i < LENGTHS.length; i++) {
      int valid = (int) result.get("output_lengths").longs()[i] * fragment.channels();
      assertThat(Arrays.copyOfRange(values, i * stride + valid, (i + 1) * stride)).containsOnly(0f);
    }
  }

  @Test
  public final void theOrderOfABatchDoesNotMatter() {
    Fragment fragment = fragment();
    List<float[]> reversed = new ArrayList<>(samples());
    Collections.reverse(reversed);
    List<Output> forward = fragment.outputs(runner(), samples(), 0, 0);
    List<Output> backward = fragment.outputs(runner(), reversed, 0, 0);
    Collections.reverse(backward);
    for (int i = 0; i < LENGTHS.length; i++) {
      requireClose(backward.get(i), forward.get(i), "sample " + i);
    }
  }

  @Test
  public final void twoBuildsAreTheSameNetwork() {
    Graph first = fragment().graph();
    Graph second = fragment().graph();
    assertThat(first.parameters()).extracting(Parameter::name).doesNotHaveDuplicates();
    assertThat(second.parameters())
        .extracting(Parameter::name)
        .containsExactlyElementsOf(first.parameters().stream().map(Parameter::name).toList());
    float[] numbers = alone(fragment(), sample(9, 1)).values();
    assertThat(alone(fragment(), sample(9, 1)).values()).isEqualTo(numbers);
  }

  @Test
  public final void oneFrameIsEnough() {
    requireFinite(alone(fragment(), sample(1, 3)), "one frame");
  }

  @Test
  public final void constantInputGivesFiniteNumbers() {
    Fragment fragment = fragment();
    for (float constant : new float[] {0, 1, -0.25f}) {
      float[] values = new float[9 * fragment.width()];
      Arrays.fill(values, constant);
      requireFinite(alone(fragment, values), "constant " + constant);
    }
  }

  @Test
  public final void hugeInputGivesFiniteNumbers() {
    Fragment fragment = fragment();
    float[] values = sample(9, 4);
    for (int i = 0; i < values.length; i++) {
      values[i] *= 1e4f;
    }
    requireFinite(alone(fragment, values), "input around 10000");
  }

  final Output alone(Fragment fragment, float[] sample) {
    return fragment.outputs(runner(), List.of(sample), 0, 0).get(0);
  }

  static void requireFinite(Output output, String place) {
    assertThat(output.frames()).as("frames of " + place).isPositive();
    Numbers.requireFinite(output.values(), place);
  }

  private static void requireClose(Output found, Output expected, String place) {
    assertThat(found.frames()).as("frames of " + place).isEqualTo(expected.frames());
    Numbers.requireClose(found.values(), expected.values(), 1e-5, place);
  }
}
