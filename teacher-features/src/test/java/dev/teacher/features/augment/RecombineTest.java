package dev.teacher.features.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.teacher.api.data.GlossSegment;
import dev.teacher.api.data.Landmarks;
import dev.teacher.api.data.Part;
import dev.teacher.api.data.Sample;
import dev.teacher.api.error.Category;
import dev.teacher.api.error.TeacherException;
import dev.teacher.api.plugin.Augmentation;
import dev.teacher.api.plugin.PluginKind;
import dev.teacher.api.plugin.SampleAugmentation;
import dev.teacher.features.Plugins;
import dev.teacher.features.SharedData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Every frame of a recording differs from all others, so that each can be told from which it is.
 */
class RecombineTest {
  private static final String SYNTHETIC =
      "type = synthetic, glosses = 6, signers = 2, sentences { train = 24, dev = 2, test = 1 }";

  /** One frame of a recording of the training split. */
  private record Origin(Sample sample, int frame) {}

  private final List<Sample> training = samples(SYNTHETIC, "train");

  @Test
  void everyGlossKeepsItsPlaceAndIsOfTheSameSigner() {
    requireSentencesKept(training, 30);
  }

  @Test
  void realSentencesAreRecombinedFromClipsOfTheirGlosses() {
    String root = SharedData.folder("real-signs").toString();
    List<Sample> all = samples("type = phoenix, root = \"" + root + "\"", "train");
    requireSentencesKept(all.stream().filter(s -> s.signer().equals("Signer01")).toList(), 3);
  }

  /** Walks through recombined sentences: what was there, or another clip of the gloss there. */
  private static void requireSentencesKept(List<Sample> samples, int leastSwapped) {
    Map<Integer, List<Origin>> origins = origins(samples);
    SampleAugmentation recombine = prepared("probability = 0.6", samples);
    int swapped = 0;
    for (Sample sample : samples) {
      Landmarks result =
          recombine.apply(sample, sample.landmarks(), new SplittableRandom(sample.id().length()));
      assertThat(result.frameRate()).isEqualTo(sample.landmarks().frameRate());
      int at = 0;
      int next = 0;
      for (GlossSegment segment : sample.segments()) {
        for (; next < segment.start(); next++) {
          assertThat(from(result, at++, origins)).contains(new Origin(sample, next));
        }
        GlossSegment clip = null;
        Sample donor = null;
        for (Origin origin : from(result, at, origins)) {
          for (GlossSegment own : origin.sample().segments()) {
            if (own.start() == origin.frame()
                && own.gloss().equals(segment.gloss())
                && origin.sample().signer().equals(sample.signer())
                && same(result, at, origin.sample().landmarks(), own)) {
              clip = own;
              donor = origin.sample();
            }
          }
        }
        assertThat(clip).as("%s, %s at frame %d", sample.id(), segment, at).isNotNull();
        swapped += donor.id().equals(sample.id()) ? 0 : 1;
        at += clip.end() - clip.start();
        next = segment.end();
      }
      for (; next < sample.source().frames(); next++) {
        assertThat(from(result, at++, origins)).contains(new Origin(sample, next));
      }
      assertThat(at).isEqualTo(result.frames());
    }
    assertThat(swapped).isGreaterThan(leastSwapped);
  }

  @Test
  void everyOtherClipOfAGlossGetsItsTurnAndNoneOfAnotherSplit() {
    Sample sample = training.get(0);
    String gloss = sample.glosses().get(0);
    Set<String> expected = new HashSet<>();
    for (Sample other : training) {
      for (GlossSegment segment : other.segments()) {
        boolean self = other.equals(sample) && segment.equals(sample.segments().get(0));
        if (other.signer().equals(sample.signer()) && segment.gloss().equals(gloss) && !self) {
          expected.add(other.id() + " " + segment);
        }
      }
    }
    Donors donors = Donors.of(training);
    SplittableRandom random = new SplittableRandom(1);
    Map<String, Integer> drawn = new HashMap<>();
    for (int i = 0; i < 200 * expected.size(); i++) {
      Donors.Clip clip = donors.draw(sample, sample.segments().get(0), random).orElseThrow();
      drawn.merge(clip.sample().id() + " " + clip.segment(), 1, Integer::sum);
    }
    assertThat(expected).hasSizeGreaterThan(2);
    assertThat(drawn.keySet()).isEqualTo(expected);
    assertThat(drawn.values()).allSatisfy(count -> assertThat(count).isBetween(140, 260));
  }

  @Test
  void transitionsArePutInAtBothEndsOfASwappedSegment() {
    Sample sample = training.get(0);
    Landmarks cut = apply("probability = 1", sample);
    Landmarks smooth = apply("probability = 1, transition = 3", sample);
    int joints = 0;
    int end = 0;
    for (GlossSegment segment : sample.segments()) {
      joints += segment.start() > end ? 1 : 0; // with what lies before
      joints += 1; // with what follows
      end = segment.end();
    }
    assertThat(smooth.frames()).isEqualTo(cut.frames() + 3 * joints);
    int first = sample.segments().get(0).start();
    float before = cut.at(first - 1, Part.POSE, 0, 0);
    float after = cut.at(first, Part.POSE, 0, 0);
    assertThat(smooth.at(first + 1, Part.POSE, 0, 0))
        .isBetween(min(before, after), max(before, after));
  }

  @Test
  void theSameSeedGivesTheSameAndOthersDiffer() {
    Sample sample = training.get(3);
    SampleAugmentation recombine = prepared("", training);
    Landmarks recorded = sample.landmarks();
    Set<List<Float>> results = new HashSet<>();
    for (int seed = 0; seed < 10; seed++) {
      float[] one = recombine.apply(sample, recorded, new SplittableRandom(seed)).values();
      float[] again = recombine.apply(sample, recorded, new SplittableRandom(seed)).values();
      assertThat(again).isEqualTo(one);
      results.add(List.of((float) one.length, one[one.length / 2]));
    }
    assertThat(results).hasSizeGreaterThan(3);
  }

  @Test
  void withoutSegmentsOrWithProbabilityZeroASampleStaysAsItIs() {
    Sample sample = training.get(0);
    Sample unknown = new Sample("x", sample.signer(), sample.glosses(), sample.source());
    Landmarks recorded = sample.landmarks();
    SplittableRandom random = new SplittableRandom(1);
    assertThat(prepared("probability = 1", training).apply(unknown, recorded, random))
        .isSameAs(recorded);
    assertThat(prepared("probability = 0", training).apply(sample, recorded, random))
        .isSameAs(recorded);
  }

  @Test
  void aSplitThatHasNothingToSwapIsRefusedAtStart() {
    List<Sample> unknown =
        training.stream()
            .map(s -> new Sample(s.id(), s.signer(), s.glosses(), s.source()))
            .toList();
    assertThatThrownBy(() -> prepared("", unknown))
        .isInstanceOfSatisfying(
            TeacherException.class, e -> assertThat(e.category()).isEqualTo(Category.USAGE))
        .hasMessageContainingAll("none of 24 samples has segments", "corpus.segments");
    Sample single =
        training.stream()
            .filter(s -> new HashSet<>(s.glosses()).size() == s.glosses().size())
            .findFirst()
            .orElseThrow();
    assertThatThrownBy(() -> prepared("", List.of(single)))
        .isInstanceOf(TeacherException.class)
        .hasMessageContaining("none of them a second");
  }

  @Test
  void aSplitWithoutSegmentsMayBeSkippedWhichIsSaid() {
    Plugins plugins = new Plugins();
    Augmentation recombine =
        plugins.create(
            PluginKind.AUGMENTATION, "type = recombine, probability = 1, without-segments = skip");
    List<Sample> unknown =
        training.stream()
            .map(s -> new Sample(s.id(), s.signer(), s.glosses(), s.source()))
            .toList();
    Landmarks recorded = training.get(0).landmarks();
    SplittableRandom random = new SplittableRandom(1);
    assertThat(
            recombine.prepare(unknown, Sample::landmarks).apply(training.get(0), recorded, random))
        .isSameAs(recorded);
    assertThat(plugins.notices())
        .containsExactly("recombine changes nothing: no sample of the training split has segments");
    recombine.prepare(training, Sample::landmarks).apply(training.get(0), recorded, random);
    assertThat(plugins.notices()).as("nothing more to say").hasSize(1);
  }

  @Test
  void itMustComeFirstAndBePrepared() {
    Augmentation recombine = plugin("");
    assertThat(recombine.comesFirst()).isTrue();
    assertThatThrownBy(() -> recombine.apply(training.get(0).landmarks(), new SplittableRandom(1)))
        .isInstanceOf(IllegalStateException.class);
  }

  private Landmarks apply(String settings, Sample sample) {
    return prepared(settings, training).apply(sample, sample.landmarks(), new SplittableRandom(5));
  }

  private static SampleAugmentation prepared(String settings, List<Sample> samples) {
    return plugin(settings).prepare(samples, Sample::landmarks);
  }

  private static Augmentation plugin(String settings) {
    return new Plugins().create(PluginKind.AUGMENTATION, "type = recombine\n" + settings);
  }

  private static List<Sample> samples(String section, String split) {
    return new Plugins().create(PluginKind.CORPUS, section).read(split);
  }

  private static Map<Integer, List<Origin>> origins(List<Sample> samples) {
    Map<Integer, List<Origin>> origins = new HashMap<>();
    for (Sample sample : samples) {
      Landmarks landmarks = sample.landmarks();
      for (int frame = 0; frame < landmarks.frames(); frame++) {
        origins
            .computeIfAbsent(hash(landmarks, frame), h -> new ArrayList<>())
            .add(new Origin(sample, frame));
      }
    }
    return origins;
  }

  private static List<Origin> from(
      Landmarks result, int frame, Map<Integer, List<Origin>> origins) {
    return origins.getOrDefault(hash(result, frame), List.of());
  }

  private static int hash(Landmarks landmarks, int frame) {
    int from = frame * Part.COLUMNS;
    return Arrays.hashCode(Arrays.copyOfRange(landmarks.values(), from, from + Part.COLUMNS));
  }

  private static boolean same(Landmarks result, int at, Landmarks donor, GlossSegment clip) {
    int frames = clip.end() - clip.start();
    return at + frames <= result.frames()
        && Arrays.equals(
            result.values(),
            at * Part.COLUMNS,
            (at + frames) * Part.COLUMNS,
            donor.values(),
            clip.start() * Part.COLUMNS,
            clip.end() * Part.COLUMNS);
  }

  private static float min(float a, float b) {
    return Math.min(a, b) - 1e-6f;
  }

  private static float max(float a, float b) {
    return Math.max(a, b) + 1e-6f;
  }
}
