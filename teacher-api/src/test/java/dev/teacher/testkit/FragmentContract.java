package dev.teacher.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.teacher.api.data.Batch;
import dev.teacher.api.data.Layout;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.graph.Parameter;
import dev.teacher.api.graph.Sequence;
import dev.teacher.api.plugin.ModelOutput;
import dev.teacher.api.plugin.PluginFactory;
import dev.teacher.api.plugin.PluginKind;
import dev.teacher.testkit.Fragment.Output;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * What holds in plain Java for plugins that add a graph fragment: finite results for any finite
 * input, and the same result for a sample alone, in any batch, in any order and with any padding.
 *
 * @param <T> the plugin
 * @param <F> its factory
 */
public abstract class FragmentContract<T, F extends PluginFactory<T>> extends PluginContract<T, F> {
  /** Lengths that meet every stride, an odd and an even end, and the shortest sample there is. */
  private static final int[] LENGTHS = {13, 1, 8, 22, 3};

  /** What usual input is multiplied with, to see what happens near zero and far from it. */
  static final float TINY = 1e-6f;

  static final float HUGE = 1e4f;

  FragmentContract(PluginKind<F> kind) {
    super(kind);
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
    ModelOutput result = fragment.run(fragment.batch(samples(), 2, 0));
    assertThat(fragment.time().base()).isEqualTo("time");
    int longest = Arrays.stream(LENGTHS).max().orElseThrow() + 2;
    assertThat(result.frames()).isEqualTo(fragment.time().resolve(longest));
    assertThat(result.channels()).isEqualTo(fragment.channels());
    assertThat(result.values()).hasSize(LENGTHS.length * result.frames() * result.channels());
    assertThat(result.lengths())
        .containsExactly(
            Arrays.stream(LENGTHS).mapToLong(length -> fragment.time().resolve(length)).toArray());
  }

  @Test
  public final void aSampleIsTheSameAloneAndInABatch() {
    Fragment fragment = fragment();
    requireAlone(fragment, fragment.batch(samples(), 0, 0), "the batch");
  }

  @Test
  public final void whateverStandsPastTheLengthsIsNotSeen() {
    Fragment fragment = fragment();
    for (float garbage : new float[] {Float.NaN, Float.NEGATIVE_INFINITY, 1e30f}) {
      requireAlone(fragment, fragment.batch(samples(), 5, garbage), "padding " + garbage);
    }
  }

  @Test
  public final void theResultIsZeroPastItsLengths() {
    Fragment fragment = fragment();
    ModelOutput result = fragment.run(fragment.batch(samples(), 5, Float.NaN));
    int stride = result.frames() * result.channels();
    for (int i = 0; i < LENGTHS.length; i++) {
      int valid = Math.toIntExact(result.lengths()[i]) * result.channels();
      assertThat(Arrays.copyOfRange(result.values(), i * stride + valid, (i + 1) * stride))
          .containsOnly(0f);
    }
  }

  @Test
  public final void theOrderOfABatchDoesNotMatter() {
    Fragment fragment = fragment();
    List<Output> forward = fragment.outputs(fragment.batch(samples(), 0, 0));
    List<Output> backward = fragment.outputs(fragment.batch(Batches.reversed(samples()), 0, 0));
    Numbers.requireClose(Batches.reversed(backward), forward, "the batch backwards");
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
      requireFinite(alone(fragment, constant(9, constant)), "constant " + constant);
    }
  }

  @Test
  public final void tinyInputGivesFiniteNumbers() {
    requireFinite(alone(fragment(), scaled(sample(9, 5), TINY)), "input around " + TINY);
  }

  @Test
  public final void hugeInputGivesFiniteNumbers() {
    requireFinite(alone(fragment(), scaled(sample(9, 4), HUGE)), "input around " + HUGE);
  }

  final Output alone(Fragment fragment, float[] sample) {
    return fragment.outputs(fragment.alone(sample)).get(0);
  }

  /** Frames of one number. */
  final float[] constant(int frames, float number) {
    float[] values = new float[frames * inputLayout().width()];
    Arrays.fill(values, number);
    return values;
  }

  static float[] scaled(float[] values, float factor) {
    float[] scaled = values.clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] *= factor;
    }
    return scaled;
  }

  static void requireFinite(Output output, String place) {
    assertThat(output.frames()).as("frames of " + place).isPositive();
    Numbers.requireFinite(output.values(), place);
  }

  private void requireAlone(Fragment fragment, Batch batch, String place) {
    List<Output> expected = samples().stream().map(sample -> alone(fragment, sample)).toList();
    Numbers.requireClose(fragment.outputs(batch), expected, place);
  }
}
