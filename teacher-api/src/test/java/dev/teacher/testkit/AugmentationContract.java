package dev.teacher.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.teacher.api.data.GlossSegment;
import dev.teacher.api.data.LandmarkSource;
import dev.teacher.api.data.Landmarks;
import dev.teacher.api.data.Part;
import dev.teacher.api.data.Sample;
import dev.teacher.api.plugin.Augmentation;
import dev.teacher.api.plugin.AugmentationFactory;
import dev.teacher.api.plugin.PluginKind;
import dev.teacher.api.plugin.SampleAugmentation;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every augmentation must do when it is prepared for a training split of a few samples, whose
 * segments are known. Override {@link #factory}.
 */
public abstract class AugmentationContract
    extends PluginContract<Augmentation, AugmentationFactory> {
  private static final int SEEDS = 40;
  private static final List<String> GLOSSES = List.of("TREE", "HOUSE", "TREE");

  protected AugmentationContract() {
    super(PluginKind.AUGMENTATION);
  }

  @Test
  public final void noRecordingIsChanged() {
    List<Sample> training = training();
    List<float[]> before = training.stream().map(s -> s.landmarks().values().clone()).toList();
    SampleAugmentation plugin = prepared(training);
    for (int seed = 0; seed < SEEDS; seed++) {
      apply(plugin, training.get(seed % training.size()), seed);
    }
    for (int i = 0; i < training.size(); i++) {
      assertThat(training.get(i).landmarks().values()).isEqualTo(before.get(i));
    }
  }

  @Test
  public final void equalRandomStatesGiveEqualResults() {
    for (int seed = 0; seed < SEEDS; seed++) {
      Landmarks one = apply(prepared(training()), training().get(0), seed);
      Landmarks other = apply(prepared(training()), training().get(0), seed);
      assertThat(other.values()).as("seed %d", seed).isEqualTo(one.values());
    }
  }

  @Test
  public final void anEarlierCallLeavesNoTrace() {
    List<Sample> training = training();
    SampleAugmentation used = prepared(training);
    apply(used, training.get(1), 1);
    assertThat(apply(used, training.get(0), 2).values())
        .isEqualTo(apply(prepared(training), training.get(0), 2).values());
  }

  @Test
  public final void severalThreadsGetWhatOneGets() {
    List<Sample> training = training();
    SampleAugmentation plugin = prepared(training);
    List<Landmarks> expected =
        IntStream.range(0, SEEDS).mapToObj(s -> apply(plugin, training.get(0), s)).toList();
    List<Landmarks> found =
        IntStream.range(0, SEEDS)
            .parallel()
            .mapToObj(seed -> apply(plugin, training.get(0), seed))
            .toList();
    for (int seed = 0; seed < SEEDS; seed++) {
      assertThat(found.get(seed).values()).isEqualTo(expected.get(seed).values());
    }
  }

  @Test
  public final void otherRecordingsAreThoseOfTheTrainingSplit() {
    List<Sample> training = training();
    SampleAugmentation plugin =
        plugin()
            .prepare(
                training,
                sample -> {
                  assertThat(training).contains(sample);
                  return sample.landmarks();
                });
    for (int seed = 0; seed < SEEDS; seed++) {
      assertThat(apply(plugin, training.get(0), seed)).isNotNull();
    }
  }

  @Test
  public final void resultsAreFiniteAndHaveFrames() {
    SampleAugmentation plugin = prepared(training());
    for (int frames : new int[] {1, 2, 20}) {
      Sample sample = sample("other", "Anna", recording(frames), false);
      for (int seed = 0; seed < SEEDS; seed++) {
        requireSound(apply(plugin, sample, seed), frames + " frames, seed " + seed);
      }
    }
    for (int seed = 0; seed < SEEDS; seed++) {
      requireSound(apply(plugin, training().get(0), seed), "known segments, seed " + seed);
    }
  }

  @Test
  public final void theFramesAreKnownBeforehand() {
    SampleAugmentation plugin = prepared(training());
    List<Sample> samples = new ArrayList<>(training());
    for (int frames : new int[] {1, 2, 40}) {
      samples.add(sample("other", "Anna", recording(frames), false));
    }
    for (Sample sample : samples) {
      for (int seed = 0; seed < SEEDS; seed++) {
        int frames = sample.source().frames();
        assertThat(plugin.frames(sample, frames, new SplittableRandom(seed)))
            .as("frames of %s, of %d, seed %d", sample.id(), frames, seed)
            .isEqualTo(apply(plugin, sample, seed).frames());
      }
    }
  }

  @Test
  public final void missingPartsAreNotInvented() {
    Landmarks nothing = new Landmarks(20, new float[20 * Part.COLUMNS], 25);
    List<Sample> training =
        IntStream.range(0, 3).mapToObj(i -> sample("nothing-" + i, "Anna", nothing, true)).toList();
    SampleAugmentation plugin = prepared(training);
    for (int seed = 0; seed < SEEDS; seed++) {
      float[] values = apply(plugin, training.get(0), seed).values();
      Numbers.requireClose(values, new float[values.length], 0, "seed " + seed);
    }
  }

  private SampleAugmentation prepared(List<Sample> training) {
    return plugin().prepare(training, Sample::landmarks);
  }

  private static Landmarks apply(SampleAugmentation plugin, Sample sample, int seed) {
    return plugin.apply(sample, sample.landmarks(), new SplittableRandom(seed));
  }

  private static void requireSound(Landmarks result, String what) {
    assertThat(result.frames()).as(what).isPositive();
    Numbers.requireFinite(result.values(), what);
  }

  /** Two sentences each of two signers, who sign the same glosses. */
  private List<Sample> training() {
    List<Sample> samples = new ArrayList<>();
    for (String signer : List.of("Anna", "Ben")) {
      for (int frames = 20; frames <= 23; frames += 3) {
        samples.add(sample(signer + frames, signer, recording(frames), true));
      }
    }
    return samples;
  }

  /** Segments, if known, of the frames from 1 to 6, 6 to 10 and 12 to 19. */
  private static Sample sample(String id, String signer, Landmarks landmarks, boolean known) {
    List<GlossSegment> segments =
        List.of(
            new GlossSegment(GLOSSES.get(0), 1, 6),
            new GlossSegment(GLOSSES.get(1), 6, 10),
            new GlossSegment(GLOSSES.get(2), 12, 19));
    LandmarkSource source =
        new LandmarkSource() {
          @Override
          public int frames() {
            return landmarks.frames();
          }

          @Override
          public Landmarks read() {
            return landmarks;
          }

          @Override
          public String location() {
            return id;
          }
        };
    return new Sample(id, signer, GLOSSES, known ? segments : List.of(), source);
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
