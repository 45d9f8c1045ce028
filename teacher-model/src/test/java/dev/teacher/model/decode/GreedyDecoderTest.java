package dev.teacher.model.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.teacher.api.error.TeacherException;
import dev.teacher.api.plugin.Decoder;
import dev.teacher.api.plugin.Decoder.Token;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GreedyDecoderTest {
  private final Decoder decoder = new GreedyDecoder();

  /** One frame a class, which gets the probability; the others share the rest. */
  private static float[] path(int classes, double probability, int... best) {
    float[] logProbs = new float[best.length * classes];
    for (int t = 0; t < best.length; t++) {
      for (int c = 0; c < classes; c++) {
        double p = c == best[t] ? probability : (1 - probability) / (classes - 1);
        logProbs[t * classes + c] = (float) Math.log(p);
      }
    }
    return logProbs;
  }

  private List<Token> decode(int... best) {
    return decoder.decode(path(4, 0.7, best), best.length, 4);
  }

  @Test
  void collapsesRepeatsAndDropsBlanks() {
    assertThat(decode(0, 2, 2, 0, 2, 3, 3, 3, 0, 0))
        .extracting(Token::entry)
        .containsExactly(2, 2, 3);
    assertThat(decode(1, 1)).extracting(Token::entry).containsExactly(1);
  }

  @Test
  void givesNothingForBlanksAndForNoFrames() {
    assertThat(decode(0, 0, 0)).isEmpty();
    assertThat(decode()).isEmpty();
  }

  @Test
  void tokensKnowTheirFrames() {
    assertThat(decode(0, 2, 2, 0, 3))
        .extracting(Token::start, Token::end)
        .containsExactly(tuple(1, 3), tuple(4, 5));
  }

  @Test
  void confidenceIsTheGeometricMeanOverTheFrames() {
    float[] logProbs = {
      (float) Math.log(0.1),
      (float) Math.log(0.9),
      (float) Math.log(0.6),
      (float) Math.log(0.4),
      (float) Math.log(0.2),
      (float) Math.log(0.8),
    };
    List<Token> tokens = decoder.decode(logProbs, 3, 2);
    assertThat(tokens).hasSize(2);
    assertThat(tokens.get(0).confidence()).isCloseTo(0.9, within(1e-6));
    List<Token> one = decoder.decode(path(4, 0.7, 2, 2, 2), 3, 4);
    assertThat(one.get(0).confidence()).isCloseTo(0.7, within(1e-6));
    float[] mixed = path(2, 0.9, 1, 1);
    mixed[3] = (float) Math.log(0.4);
    mixed[2] = (float) Math.log(0.1);
    assertThat(decoder.decode(mixed, 2, 2).get(0).confidence())
        .isCloseTo(Math.sqrt(0.9 * 0.4), within(1e-6));
  }

  @Test
  void ofEquallyLikelyClassesTheFirstWins() {
    float half = (float) Math.log(0.5);
    assertThat(decoder.decode(new float[] {half, half}, 1, 2)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, 0.5f})
  void doesNotDecideOnWhatIsNoLogProbability(float bad) {
    float[] logProbs = path(4, 0.7, 0, 1, 2);
    logProbs[6] = bad;
    assertThatThrownBy(() -> decoder.decode(logProbs, 3, 4))
        .isInstanceOf(TeacherException.class)
        .hasMessageContainingAll("output frame 1", "class 2: " + bad);
  }

  @Test
  void doesNotDecideOnFramesWithoutProbability() {
    float never = Float.NEGATIVE_INFINITY;
    assertThatThrownBy(() -> decoder.decode(new float[] {never, never}, 1, 2))
        .isInstanceOf(TeacherException.class)
        .hasMessageContaining("output frame 0");
    assertThat(decoder.decode(new float[] {never, 0}, 1, 2)).containsExactly(new Token(1, 0, 1, 1));
  }

  @Test
  void refusesWrongSizes() {
    assertThatThrownBy(() -> decoder.decode(new float[7], 2, 4))
        .isInstanceOf(TeacherException.class)
        .hasMessageContaining("2 frames of 4 classes");
  }
}
