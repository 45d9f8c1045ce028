package dev.teacher.features.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.teacher.api.data.GlossSegment;
import dev.teacher.api.data.Landmarks;
import dev.teacher.api.data.Part;
import dev.teacher.api.data.Sample;
import dev.teacher.api.error.TeacherException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SyntheticCorpusTest {
  private static final String SMALL =
      "sentences { train = 40, dev = 10, test = 10, test-unseen = 10 }";

  private final SyntheticCorpus corpus = Corpora.corpus(SMALL);

  @Test
  void givesTheSameNumbersAgainAndOthersForAnotherSeed() {
    SyntheticCorpus again = Corpora.corpus(SMALL);
    SyntheticCorpus other = Corpora.corpus(SMALL + ", seed = 2");
    for (String split : Corpora.SPLITS) {
      Sample sample = corpus.read(split).get(3);
      float[] values = sample.source().read().values();
      assertThat(values).isEqualTo(sample.source().read().values());
      assertThat(values).isEqualTo(again.read(split).get(3).source().read().values());
      assertThat(values).isNotEqualTo(other.read(split).get(3).source().read().values());
    }
  }

  @Test
  void doesNotChangeTrainingSentencesWhenThereAreMoreOfThem() {
    Sample sample = corpus.read("train").get(7);
    Sample same = Corpora.corpus("sentences.train = 300").read("train").get(7);
    assertThat(same.glosses()).isEqualTo(sample.glosses());
    assertThat(same.source().read().values()).isEqualTo(sample.source().read().values());
  }

  @Test
  void namesEverySampleOnce() {
    List<String> ids = Corpora.samples(corpus).stream().map(Sample::id).toList();
    assertThat(ids).hasSize(70).doesNotHaveDuplicates().contains("train_0001", "test-unseen_0010");
  }

  @Test
  void keepsTheUnseenSignerOutOfTheOtherSplits() {
    assertThat(signers("train")).hasSize(6).isEqualTo(signers("dev")).isEqualTo(signers("test"));
    assertThat(signers("test-unseen")).containsExactly("Signer07");
    assertThat(signers("train")).doesNotContain("Signer07");
  }

  @Test
  void testsSentencesThatTrainingHasNotAndGlossesThatItHas() {
    Set<List<String>> train =
        corpus.read("train").stream().map(Sample::glosses).collect(Collectors.toSet());
    Set<String> glosses = train.stream().flatMap(List::stream).collect(Collectors.toSet());
    assertThat(glosses).hasSize(12);
    for (String split : List.of("dev", "test", "test-unseen")) {
      for (Sample sample : corpus.read(split)) {
        assertThat(train).doesNotContain(sample.glosses());
        assertThat(glosses).containsAll(sample.glosses());
      }
    }
  }

  @Test
  void repeatsSentencesWhereThereAreNoOthers() {
    SyntheticCorpus tiny = Corpora.corpus("glosses = 2, min-length = 1, max-length = 1");
    assertThat(tiny.read("dev")).hasSize(40);
  }

  @Test
  void keepsToTheLengthsAndRepeatsAGlossNowAndThen() {
    int repetitions = 0;
    for (Sample sample : Corpora.samples(corpus)) {
      List<String> glosses = sample.glosses();
      assertThat(glosses).hasSizeBetween(1, 5);
      for (int i = 1; i < glosses.size(); i++) {
        repetitions += glosses.get(i).equals(glosses.get(i - 1)) ? 1 : 0;
      }
    }
    assertThat(repetitions).isBetween(3, 40);
  }

  @Test
  void knowsTheNumberOfFramesBeforehandAndGivesFiniteNumbers() {
    for (Sample sample : Corpora.samples(corpus)) {
      Landmarks landmarks = sample.landmarks();
      assertThat(landmarks.frames()).isEqualTo(sample.source().frames());
      assertThat(landmarks.frameRate()).hasValue(25);
      for (float value : landmarks.values()) {
        assertThat(Math.abs(value) < 4).isTrue();
      }
    }
  }

  @Test
  void setsSegmentsInTheOrderOfTheAnnotationWithinTheFrames() {
    for (Sample sample : Corpora.samples(corpus)) {
      List<GlossSegment> segments = sample.segments();
      assertThat(segments.stream().map(GlossSegment::gloss).toList()).isEqualTo(sample.glosses());
      int free = 1;
      for (GlossSegment segment : segments) {
        assertThat(segment.start()).isGreaterThanOrEqualTo(free);
        assertThat(segment.end()).isGreaterThan(segment.start());
        free = segment.end();
      }
      assertThat(free).isLessThan(sample.source().frames());
    }
  }

  @Test
  void losesHandsAtRestAndNowAndThenWhileSigningButNeverTheBody() {
    int signing = 0;
    int lost = 0;
    Set<Part> missed = new HashSet<>();
    for (Sample sample : corpus.read("train")) {
      Landmarks landmarks = sample.landmarks();
      for (int frame = 0; frame < landmarks.frames(); frame++) {
        for (Part part : Part.values()) {
          if (!landmarks.isPresent(frame, part)) {
            missed.add(part);
          }
        }
      }
      for (GlossSegment segment : sample.segments()) {
        for (int frame = segment.start(); frame < segment.end(); frame++) {
          signing++;
          lost +=
              landmarks.isPresent(frame, Part.RIGHT_HAND)
                      || landmarks.isPresent(frame, Part.LEFT_HAND)
                  ? 0
                  : 1;
        }
      }
      assertThat(landmarks.isPresent(0, Part.RIGHT_HAND)).isFalse();
    }
    assertThat(missed).contains(Part.LEFT_HAND, Part.RIGHT_HAND).doesNotContain(Part.POSE);
    assertThat(lost / (double) signing).isBetween(0.005, 0.1);
  }

  @Test
  void refusesAnUnknownSplitAndContradictingLengths() {
    assertThatThrownBy(() -> corpus.read("validation"))
        .isInstanceOf(TeacherException.class)
        .hasMessageContaining("train, dev, test, test-unseen");
    assertThatThrownBy(() -> Corpora.corpus("min-length = 6"))
        .isInstanceOf(TeacherException.class)
        .hasMessageContaining("max-length 5");
  }

  private Set<String> signers(String split) {
    return corpus.read(split).stream().map(Sample::signer).collect(Collectors.toSet());
  }
}
