package dev.teacher.features.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.teacher.api.data.GlossSegment;
import dev.teacher.api.data.Landmarks;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * A vocabulary of the size of RWTH-PHOENIX-Weather 2014 SI5: signs are told by their nearest
 * neighbour among those of all glosses, by other signers; without the hands most are not.
 */
class LexicalSignTest {
  private static final int GLOSSES = 1117;
  private static final int ASKED = 40;

  /** As fast as on television. */
  private static final double PACE = 1.7;

  @Test
  void signsAreToldAcrossSignersAndNotWithoutTheHands() {
    List<Tokens.Clip> known = new ArrayList<>();
    for (String signer : List.of("Signer01", "Signer03", "Signer04")) {
      IntStream.range(0, GLOSSES).forEach(i -> known.add(clip(i, signer)));
    }
    List<Tokens.Clip> asked =
        IntStream.range(0, ASKED).mapToObj(i -> clip(i * (GLOSSES / ASKED), "Signer08")).toList();
    assertThat(Tokens.accuracy(asked, known, true)).isBetween(0.7, 1.0);
    assertThat(Tokens.accuracy(asked, known, false)).isBetween(0.1, 0.6);
  }

  private static Tokens.Clip clip(int gloss, String name) {
    Signer signer = Signer.named(1, name, 0.8);
    List<Gloss> glosses = List.of(LexicalSign.of(1, "GLOSS" + gloss));
    SplitMix random = SplitMix.of(1, "token", gloss);
    Sentence sentence = new Sentence(glosses, signer, PACE, random);
    Recording recording = new Recording("x", sentence, signer, 25, random.nextLong());
    Landmarks landmarks = recording.read();
    GlossSegment segment = recording.segments().get(0);
    return Tokens.clip(landmarks, segment, name);
  }
}
