package dev.teacher.features.synthetic;

import java.util.Arrays;

/**
 * How a token departs from its gloss.
 *
 * @param place added to the place of each hand, metres
 * @param rotation a rotation vector that turns each hand
 * @param fingers added to the angles of each hand's fingers
 * @param amplitude factor of the movement
 * @param tempo factor of the duration
 */
record Variation(
    double[] place, double[] rotation, double[] fingers, double amplitude, double tempo) {

  /** A random variation. */
  static Variation of(SplitMix random, double strength) {
    return new Variation(
        random.normals(3, strength * Difficulty.TOKEN_PLACE),
        random.normals(3, strength * Difficulty.TOKEN_ROTATION),
        random.normals(HandShape.SIZE, strength * Difficulty.TOKEN_FINGERS),
        StrictMath.exp(random.normal(strength * Difficulty.TOKEN_AMPLITUDE)),
        StrictMath.exp(random.normal(strength * Difficulty.TOKEN_TEMPO)));
  }

  /** Both variations, one upon the other. */
  Variation with(Variation other) {
    return new Variation(
        sum(place, other.place),
        sum(rotation, other.rotation),
        sum(fingers, other.fingers),
        amplitude * other.amplitude,
        tempo * other.tempo);
  }

  /** The same variation with the movement larger and the duration longer. */
  Variation scaled(double amplitudeFactor, double tempoFactor) {
    return new Variation(
        place, rotation, fingers, amplitude * amplitudeFactor, tempo * tempoFactor);
  }

  private static double[] sum(double[] a, double[] b) {
    double[] sum = new double[a.length];
    Arrays.setAll(sum, i -> a[i] + b[i]);
    return sum;
  }
}
