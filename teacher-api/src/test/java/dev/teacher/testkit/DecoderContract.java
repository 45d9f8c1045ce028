package dev.teacher.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.teacher.api.plugin.Decoder;
import dev.teacher.api.plugin.Decoder.Token;
import dev.teacher.api.plugin.DecoderFactory;
import dev.teacher.api.plugin.PluginKind;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What every decoder must do. Override {@link #factory}. */
public abstract class DecoderContract extends PluginContract<Decoder, DecoderFactory> {
  private static final int CLASSES = 5;

  protected DecoderContract() {
    super(PluginKind.DECODER);
  }

  @Test
  public final void blankAloneSaysNothing() {
    assertThat(decode(path(0.96, 0, 0, 0, 0))).isEmpty();
  }

  @Test
  public final void repeatedFramesAreOneGlossAndABlankParts() {
    assertThat(decode(path(0.96, 0, 2, 2, 0, 2, 3, 3, 3, 0, 1)))
        .extracting(Token::entry)
        .containsExactly(2, 2, 3, 1);
  }

  @Test
  public final void theFirstAndTheLastFrameCount() {
    assertThat(decode(path(0.96, 4))).extracting(Token::entry).containsExactly(4);
    assertThat(decode(path(0.96, 4, 1))).extracting(Token::entry).containsExactly(4, 1);
  }

  @Test
  public final void spansLieWhereTheGlossesAre() {
    List<Token> tokens = decode(path(0.96, 0, 0, 2, 2, 0, 0, 3, 0));
    assertThat(tokens).hasSize(2);
    assertThat(tokens.get(0).start()).isBetween(1, 3);
    assertThat(tokens.get(0).end()).isBetween(3, 6);
    assertThat(tokens.get(1).start()).isBetween(4, 6);
    assertThat(tokens.get(1).end()).isBetween(7, 8);
  }

  @Test
  public final void impossibleClassesAreAllowed() {
    float[] certain = path(1, 0, 2, 2, 0, 1); // log 0 for all others
    assertThat(decode(certain)).extracting(Token::entry).containsExactly(2, 1);
    requireSound(decode(certain), 5);
  }

  @Test
  public final void anyProbabilitiesGiveSoundTokens() {
    for (int seed = 0; seed < 50; seed++) {
      float[] logProbs = random(seed, 30);
      List<Token> tokens = decode(logProbs);
      requireSound(tokens, 30);
      assertThat(decode(logProbs)).as("seed %d, again", seed).isEqualTo(tokens);
    }
  }

  @Test
  public final void theInputIsNotChanged() {
    float[] logProbs = random(3, 20);
    float[] before = logProbs.clone();
    decode(logProbs);
    assertThat(logProbs).isEqualTo(before);
  }

  private List<Token> decode(float[] logProbs) {
    return plugin().decode(logProbs, logProbs.length / CLASSES, CLASSES);
  }

  private static void requireSound(List<Token> tokens, int frames) {
    int before = 0;
    for (Token token : tokens) {
      assertThat(token.entry()).isBetween(1, CLASSES - 1);
      assertThat(token.start()).isGreaterThanOrEqualTo(before);
      assertThat(token.end()).isGreaterThan(token.start()).isLessThanOrEqualTo(frames);
      assertThat(token.confidence()).isBetween(0.0, 1.0);
      before = token.end();
    }
  }

  /** Log-probabilities in which each frame's class has probability {@code p}. */
  private static float[] path(double p, int... classes) {
    float[] logProbs = new float[classes.length * CLASSES];
    Arrays.fill(logProbs, (float) Math.log((1 - p) / (CLASSES - 1)));
    for (int frame = 0; frame < classes.length; frame++) {
      logProbs[frame * CLASSES + classes[frame]] = (float) Math.log(p);
    }
    return logProbs;
  }

  private static float[] random(long seed, int frames) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] logProbs = new float[frames * CLASSES];
    for (int frame = 0; frame < frames; frame++) {
      double[] weights = random.doubles(CLASSES, 0.01, 1).map(w -> w * w * w).toArray();
      double sum = Arrays.stream(weights).sum();
      for (int c = 0; c < CLASSES; c++) {
        logProbs[frame * CLASSES + c] = (float) Math.log(weights[c] / sum);
      }
    }
    return logProbs;
  }
}
