package dev.teacher.features.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.teacher.api.data.Landmarks;
import dev.teacher.api.data.Sample;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Tokens are told by their nearest neighbour under dynamic time warping among other signers'
 * tokens, on coordinates relative to the shoulders: clearly possible, not trivial, and not without
 * the hands.
 */
class SeparabilityTest {
  private final SyntheticCorpus corpus = Corpora.corpus("sentences.train = 60");

  @Test
  void glossesAreToldAcrossSignersButNotTrivially() {
    assertThat(accuracy(true)).isBetween(0.4, 0.95);
  }

  @Test
  void halfOfTheGlossesAreMistakenWithoutTheHands() {
    assertThat(accuracy(false)).isBetween(0.2, 0.5);
  }

  private double accuracy(boolean hands) {
    List<Tokens.Clip> clips = new ArrayList<>();
    for (Sample sample : corpus.read("train")) {
      Landmarks landmarks = sample.landmarks();
      sample.segments().forEach(s -> clips.add(Tokens.clip(landmarks, s, sample.signer())));
    }
    return Tokens.accuracy(clips, clips, hands);
  }
}
