package dev.teacher.features.synthetic;

import java.util.Arrays;
import java.util.Locale;

/**
 * Who signs, with the camera: build, habits and picture. A trait is a number from 0 to 1, its place
 * in the range of all signers.
 */
final class Signer {
  private static final int TRAITS = 14;
  private static final double[] ASPECT_RATIOS = {4.0 / 3, 16.0 / 9};

  private final long seed;
  private final long key;
  private final String name;
  private final double aspect;
  private final double[] traits;

  private Signer(long seed, long key, String name, double aspect, double[] traits) {
    this.seed = seed;
    this.key = key;
    this.name = name;
    this.aspect = aspect;
    this.traits = traits;
  }

  private static Signer numbered(long seed, int index, double[] traits) {
    String name = String.format(Locale.ROOT, "Signer%02d", index + 1);
    double aspect = ASPECT_RATIOS[(int) Math.min(1, 2 * traits[4])];
    return new Signer(seed, index, name, aspect, traits);
  }

  /** One of the signers of the training split. */
  static Signer seen(long seed, int index) {
    return numbered(seed, index, traits(SplitMix.of(seed, "signer", index)));
  }

  /** A signer after the last, each of whose traits lies between those of two seen signers. */
  static Signer unseen(long seed, int signers) {
    SplitMix random = SplitMix.of(seed, "unseen signer", signers);
    double[] traits = new double[TRAITS];
    for (int i = 0; i < TRAITS; i++) {
      double one = seen(seed, random.index(signers)).traits[i];
      double two = seen(seed, random.index(signers)).traits[i];
      traits[i] = one + random.uniform(0.2, 0.8) * (two - one);
    }
    return numbered(seed, signers, traits);
  }

  /**
   * The signer of a name.
   *
   * @param aspect width of the picture divided by its height
   */
  static Signer named(long seed, String name, double aspect) {
    SplitMix random = SplitMix.of(seed, "signer named", name);
    return new Signer(seed, random.nextLong(), name, aspect, traits(random));
  }

  private static double[] traits(SplitMix random) {
    double[] traits = new double[TRAITS];
    Arrays.setAll(traits, i -> random.uniform());
    return traits;
  }

  String name() {
    return name;
  }

  /** The signer's constant way of a gloss. */
  Variation style(long gloss) {
    return Variation.of(SplitMix.of(seed, "style", key, gloss), Difficulty.STYLE)
        .scaled(between(6, 0.85, 1.2), 1 / between(7, 0.85, 1.2));
  }

  /** Distance of the shoulders, metres. */
  double shoulderWidth() {
    return between(0, 0.32, 0.40);
  }

  /** Length of the arms relative to the average. */
  double armSize() {
    return between(1, 0.93, 1.07);
  }

  /** Wrist to tip of the middle finger, metres. */
  double handLength() {
    return between(2, 0.165, 0.20);
  }

  /** Size of the head relative to the average. */
  double headSize() {
    return between(3, 0.93, 1.07);
  }

  /** Speed of transitions relative to the average. */
  double speed() {
    return between(7, 0.85, 1.2);
  }

  /** Jitter relative to the average. */
  double noise() {
    return between(8, 0.7, 1.3);
  }

  /** Whether the picture shows a left-handed person: one, or a mirrored webcam. */
  boolean mirrored() {
    return traits[5] > 0.62;
  }

  /** Fractions of the picture's width and height that a metre takes. */
  double[] scale() {
    double vertical = between(9, 1.0, 1.25);
    return new double[] {vertical / aspect, vertical};
  }

  /** Where the middle between the shoulders stands in the picture. */
  double[] position() {
    return new double[] {between(10, 0.44, 0.56), between(11, 0.50, 0.56)};
  }

  /** The camera's roll, radians. */
  double roll() {
    return between(12, -0.06, 0.06);
  }

  /** How far the signer is turned away from the camera, radians. */
  double yaw() {
    return between(13, -0.22, 0.22);
  }

  private double between(int trait, double low, double high) {
    return low + traits[trait] * (high - low);
  }
}
