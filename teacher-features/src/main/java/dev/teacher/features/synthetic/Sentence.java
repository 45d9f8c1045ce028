package dev.teacher.features.synthetic;

import java.util.ArrayList;
import java.util.List;

/**
 * A sentence with everything decided but the landmarks: rest, transition, sign, transition, sign,
 * ... transition, rest. Making one is cheap.
 */
final class Sentence {
  /** A transition takes this many seconds, and more for every metre of the dominant wrist's way. */
  private static final double TRANSITION = 0.14;

  private static final double TRANSITION_A_METRE = 0.35;

  private final double pace;
  private final List<Token> tokens = new ArrayList<>();
  private final double begin;
  private final double end;
  private final double duration;

  /**
   * Decides everything.
   *
   * @param glosses what is signed, maybe nothing
   * @param pace how many times as fast as usual signs and transitions are
   */
  Sentence(List<Gloss> glosses, Signer signer, double pace, SplitMix random) {
    this.pace = pace;
    double time = random.uniform(0.1, 0.35);
    this.begin = time;
    double[] last = Posture.rest();
    for (Gloss gloss : glosses) {
      Variation variation = signer.style(gloss.key()).with(Variation.of(random, 1));
      double start = time + transition(last, gloss.posture(0, variation), signer);
      time = start + gloss.duration() * variation.tempo() / pace;
      tokens.add(new Token(gloss, variation, start, time));
      last = gloss.posture(1, variation);
    }
    this.end = time + transition(last, Posture.rest(), signer);
    this.duration = end + random.uniform(0.1, 0.35);
  }

  private double transition(double[] from, double[] to, Signer signer) {
    double[] way = Vectors.of(to[0] - from[0], to[1] - from[1], to[2] - from[2]);
    return (TRANSITION + TRANSITION_A_METRE * Vectors.length(way)) / signer.speed() / pace;
  }

  List<Token> tokens() {
    return tokens;
  }

  /** Seconds between the rest before and the rest behind. */
  double signing() {
    return end - begin;
  }

  /** Seconds, rest included. */
  double duration() {
    return duration;
  }

  /** The posture at a time in seconds. */
  double[] posture(double time) {
    double[] from = Posture.rest();
    double left = begin;
    for (Token token : tokens) {
      if (time < token.end()) {
        Gloss gloss = token.gloss();
        double length = token.end() - token.start();
        return time >= token.start()
            ? gloss.posture((time - token.start()) / length, token.variation())
            : transition(from, gloss.posture(0, token.variation()), time, left, token.start());
      }
      from = token.gloss().posture(1, token.variation());
      left = token.end();
    }
    return transition(from, Posture.rest(), time, left, end);
  }

  private static double[] transition(
      double[] from, double[] to, double time, double left, double arrived) {
    return Posture.between(from, to, Posture.minimumJerk((time - left) / (arrived - left)));
  }
}
