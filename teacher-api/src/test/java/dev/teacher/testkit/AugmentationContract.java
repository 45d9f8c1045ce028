package dev.teacher.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.teacher.api.data.Landmarks;
import dev.teacher.api.data.Part;
import dev.teacher.api.plugin.Augmentation;
import dev.teacher.api.plugin.AugmentationFactory;
import dev.teacher.api.plugin.PluginKind;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What every augmentation must do. Override {@link #factory}. */
public abstract class AugmentationContract
    extends PluginContract<Augmentation, AugmentationFactory> {
  private static final int SEEDS = 40;

  protected AugmentationContract() {
    super(PluginKind.AUGMENTATION);
  }

  @Test
  public final void theInputIsNotChanged() {
    Augmentation plugin = plugin();
    Landmarks input = recording(20);
    float[] before = input.values().clone();
    for (int seed = 0; seed < SEEDS; seed++) {
      plugin.apply(input, new SplittableRandom(seed));
    }
    assertThat(input.values()).isEqualTo(before);
  }

  @Test
  public final void equalRandomStatesGiveEqualResults() {
    for (int seed = 0; seed < SEEDS; seed++) {
      Landmarks one = plugin().apply(recording(20), new SplittableRandom(seed));
      Landmarks other = plugin().apply(recording(20), new SplittableRandom(seed));
      assertThat(other.values()).as("seed %d", seed).isEqualTo(one.values());
    }
  }

  @Test
  public final void anEarlierCallLeavesNoTrace() {
    Augmentation used = plugin();
    used.apply(recording(7), new SplittableRandom(1));
    assertThat(used.apply(recording(20), new SplittableRandom(2)).values())
        .isEqualTo(plugin().apply(recording(20), new SplittableRandom(2)).values());
  }

  @Test
  public final void resultsAreFiniteAndHaveFrames() {
    Augmentation plugin = plugin();
    for (int frames : new int[] {1, 2, 20}) {
      for (int seed = 0; seed < SEEDS; seed++) {
        Landmarks result = plugin.apply(recording(frames), new SplittableRandom(seed));
        assertThat(result.frames()).as("%d frames, seed %d", frames, seed).isPositive();
        Numbers.requireFinite(result.values(), frames + " frames, seed " + seed);
      }
    }
  }

  @Test
  public final void missingPartsAreNotInvented() {
    Augmentation plugin = plugin();
    Landmarks nothing = new Landmarks(12, new float[12 * Part.COLUMNS], 25);
    for (int seed = 0; seed < SEEDS; seed++) {
      float[] values = plugin.apply(nothing, new SplittableRandom(seed)).values();
      Numbers.requireClose(values, new float[values.length], 0, "seed " + seed);
    }
  }

  /** A signer who stands still but for hands that wander; the left hand is missing at first. */
  protected final Landmarks recording(int frames) {
    SplittableRandom random = new SplittableRandom(frames);
    float[] values = new float[frames * Part.COLUMNS];
    double[] place = random.doubles(Part.COLUMNS, 0.2, 0.8).toArray();
    int left = Part.LEFT_HAND.column(0, 0);
    for (int frame = 0; frame < frames; frame++) {
      for (int column = 0; column < Part.COLUMNS; column++) {
        boolean missing =
            frame < frames / 3 && column >= left && column < left + 3 * Part.LEFT_HAND.count();
        place[column] += column < left ? 0 : (random.nextDouble() - 0.5) * 0.05;
        values[frame * Part.COLUMNS + column] = missing ? 0 : (float) place[column];
      }
    }
    return new Landmarks(frames, values, 25);
  }
}
