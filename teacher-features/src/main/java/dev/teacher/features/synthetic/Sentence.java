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

  private final Lexicon lexicon;
  private final List<Token> tokens = new ArrayList<>();
  private final double begin;
  private final double end;
  private final double duration;

  Sentence(Lexicon lexicon, Signer signer, List<Integer> glosses, SplitMix random) {
    this.lexicon = lexicon;
    double time = random.uniform(0.1, 0.35);
    this.begin = time;
    double[] last = Posture.rest();
    for (int index : glosses) {
      Gloss gloss = lexicon.gloss(index);
      Variation variation = signer.style(index).with(Variation.of(random, 1));
      double start = time + transition(last, gloss.posture(0, variation), signer);
      time = start + gloss.duration() * variation.tempo();
      tokens.add(new Token(index, variation, start, time));
      last = gloss.posture(1, variation);
    }
    this.end = time + transition(last, Posture.rest(), signer);
    this.duration = end + random.uniform(0.1, 0.35);
  }

  private static double transition(double[] from, double[] to, Signer signer) {
    double[] way = Vectors.of(to[0] - from[0], to[1] - from[1], to[2] - from[2]);
    return (TRANSITION + TRANSITION_A_METRE * Vectors.length(way)) / signer.speed();
  }

  List<Token> tokens() {
    return tokens;
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
        Gloss gloss = lexicon.gloss(token.gloss());
        double length = token.end() - token.start();
        return time >= token.start()
            ? gloss.posture((time - token.start()) / length, token.variation())
            : transition(from, gloss.posture(0, token.variation()), time, left, token.start());
      }
      from = lexicon.gloss(token.gloss()).posture(1, token.variation());
      left = token.end();
    }
    return transition(from, Posture.rest(), time, left, end);
  }

  private static double[] transition(
      double[] from, double[] to, double time, double left, double arrived) {
    return Posture.between(from, to, Posture.minimumJerk((time - left) / (arrived - left)));
  }
}
