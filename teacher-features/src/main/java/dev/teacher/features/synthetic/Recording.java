package dev.teacher.features.synthetic;

import dev.teacher.api.data.GlossSegment;
import dev.teacher.api.data.LandmarkSource;
import dev.teacher.api.data.Landmarks;
import dev.teacher.api.data.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A sentence before a camera: landmarks are made whenever they are read, always the same. */
final class Recording implements LandmarkSource {
  /** How far the body turns, leans (radians) and shifts in x and y (metres), slowly. */
  private static final double[] SWAY = {0.04, 0.02, 0.01, 0.005};

  private final String id;
  private final Sentence sentence;
  private final Signer signer;
  private final double frameRate;
  private final long seed;

  Recording(String id, Sentence sentence, Signer signer, double frameRate, long seed) {
    this.id = id;
    this.sentence = sentence;
    this.signer = signer;
    this.frameRate = frameRate;
    this.seed = seed;
  }

  @Override
  public int frames() {
    return Math.max(1, (int) Math.round(sentence.duration() * frameRate));
  }

  @Override
  public Landmarks read() {
    SplitMix random = SplitMix.of(seed, "recording");
    double[] phases = new double[2 * SWAY.length];
    Arrays.setAll(phases, i -> random.uniform(0, 2 * Math.PI));
    Body body = new Body(signer);
    Camera camera = new Camera(signer);
    Detector detector = new Detector(random, signer.noise());
    double[] points = new double[Part.COLUMNS];
    int frames = frames();
    float[] values = new float[frames * Part.COLUMNS];
    for (int frame = 0; frame < frames; frame++) {
      double time = frame / frameRate;
      int at = frame * Part.COLUMNS;
      body.write(sentence.posture(time), points);
      camera.project(points, sway(time, phases), values, at);
      detector.detect(values, at);
    }
    return new Landmarks(frames, values, frameRate);
  }

  @Override
  public String location() {
    return "sample " + id + " of the synthetic corpus";
  }

  /** When each gloss is signed, in frames; the transitions around it belong to no gloss. */
  List<GlossSegment> segments() {
    List<GlossSegment> segments = new ArrayList<>();
    int free = 0;
    for (Token token : sentence.tokens()) {
      int start = Math.max(free, (int) Math.round(token.start() * frameRate));
      free = Math.max(start + 1, (int) Math.round(token.end() * frameRate));
      segments.add(new GlossSegment(token.gloss().name(), start, free));
    }
    return segments;
  }

  private static double[] sway(double time, double[] phases) {
    double[] sway = new double[SWAY.length];
    Arrays.setAll(
        sway,
        i ->
            SWAY[i]
                * 0.5
                * (StrictMath.sin(1.7 * time + phases[2 * i])
                    + StrictMath.sin(2.9 * time + phases[2 * i + 1])));
    return sway;
  }
}
