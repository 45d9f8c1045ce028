package dev.teacher.train.doctor.data;

import dev.teacher.api.data.Frames;
import dev.teacher.api.data.Part;
import dev.teacher.api.data.Sample;
import java.util.Arrays;

/**
 * A recording of landmarks in a few numbers that do not depend on where the signer stands or how
 * large the picture is. NaN where the recording does not show what a number is about.
 *
 * @param sample whose recording it is
 * @param frames how many there are
 * @param frozen share of frames that repeat the one before, to the last bit
 * @param anyHand share of frames in which a hand was found
 * @param pose share of frames in which the pose was found
 * @param face share of frames in which the face was found
 * @param crossed share of frames with a hand in which the hands are nearer to each other's wrists
 *     of the pose than to their own
 * @param inverted share of frames in which the left shoulder and the left half of the face are on
 *     the picture's left side, where a person who faces the camera never has them
 * @param aspect width of the face over its height, in units of the picture's width and height
 * @param speed mean way of the pose's wrists from frame to frame, in shoulder widths
 * @param dominance logarithm of the right wrist's way over the left one's
 * @param begin height of the higher wrist in the first frames, in face heights below the nose
 * @param end the same in the last frames
 * @param lean numbers that change their sign and nothing else in a mirror, {@link #LEANS} of them
 */
record Posture(
    Sample sample,
    int frames,
    double frozen,
    double anyHand,
    double pose,
    double face,
    double crossed,
    double inverted,
    double aspect,
    double speed,
    double dominance,
    double begin,
    double end,
    double[] lean) {
  /** How many numbers lean to a side. */
  static final int LEANS = 8;

  private static final int NOSE = 0;
  private static final int LEFT_SHOULDER = 11;
  private static final int RIGHT_SHOULDER = 12;
  private static final int LEFT_WRIST = 15;
  private static final int RIGHT_WRIST = 16;

  /** Of the face mesh: forehead, chin, and the cheeks at the picture's sides. */
  private static final int FOREHEAD = 10;

  private static final int NOSE_OF_FACE = 1;
  private static final int CHIN = 152;
  private static final int RIGHT_CHEEK = 234;
  private static final int LEFT_CHEEK = 454;

  /** Wrists nearer than this, in shoulder widths, cannot be told apart. */
  private static final double APART = 0.5;

  private static final int END_FRAMES = 3;

  /** Frames per gloss, as annotated; NaN where no gloss is. */
  double framesPerGloss() {
    return sample.glosses().isEmpty() ? Double.NaN : (double) frames / sample.glosses().size();
  }

  static Posture of(Sample sample, Frames read) {
    return new Reading(read).posture(sample);
  }

  /** A recording while it is read. */
  private static final class Reading {
    private final float[] values;
    private final int frames;
    private int frozen;
    private int hands;
    private int leftHands;
    private int rightHands;
    private final double[] leans = new double[6];
    private final int[] leaning = new int[6];
    private int poses;
    private int faces;
    private int told;
    private int crossed;
    private int sided;
    private int inverted;
    private double left;
    private double right;
    private int steps;
    private final double[] aspects;
    private final double[] widths;
    private final double[] heights;

    Reading(Frames read) {
      values = read.values();
      frames = read.frames();
      aspects = new double[frames];
      widths = new double[frames];
      heights = new double[frames];
    }

    Posture posture(Sample sample) {
      for (int frame = 0; frame < frames; frame++) {
        look(frame);
      }
      double width = median(widths);
      double way = (left + right) / 2 / steps / width;
      return new Posture(
          sample,
          frames,
          frames > 1 ? (double) frozen / (frames - 1) : 0,
          (double) hands / frames,
          (double) poses / frames,
          (double) faces / frames,
          (double) crossed / told,
          (double) inverted / sided,
          median(aspects),
          way,
          Math.log(right / left),
          mean(0, Math.min(END_FRAMES, frames)),
          mean(Math.max(0, frames - END_FRAMES), frames),
          lean());
    }

    private void look(int frame) {
      boolean isRepeated =
          frame > 0
              && Arrays.equals(
                  values,
                  (frame - 1) * Part.COLUMNS,
                  frame * Part.COLUMNS,
                  values,
                  frame * Part.COLUMNS,
                  (frame + 1) * Part.COLUMNS);
      frozen += isRepeated ? 1 : 0;
      boolean hasLeft = has(frame, Part.LEFT_HAND);
      boolean hasRight = has(frame, Part.RIGHT_HAND);
      boolean hasPose = has(frame, Part.POSE);
      boolean hasFace = has(frame, Part.FACE);
      hands += hasLeft || hasRight ? 1 : 0;
      leftHands += hasLeft ? 1 : 0;
      rightHands += hasRight ? 1 : 0;
      poses += hasPose ? 1 : 0;
      faces += hasFace ? 1 : 0;
      double width = Double.NaN;
      if (hasPose) {
        width = distance(frame, Part.POSE, LEFT_SHOULDER, Part.POSE, RIGHT_SHOULDER);
        side(x(frame, Part.POSE, LEFT_SHOULDER) - x(frame, Part.POSE, RIGHT_SHOULDER));
        leanOfPose(frame, width);
        boolean isApart =
            distance(frame, Part.POSE, LEFT_WRIST, Part.POSE, RIGHT_WRIST) > APART * width;
        if (isApart && (hasLeft || hasRight)) {
          told++;
          crossed += crossing(frame, hasLeft, hasRight) > 0 ? 1 : 0;
        }
        if (frame > 0 && has(frame - 1, Part.POSE)) {
          left += step(frame, LEFT_WRIST);
          right += step(frame, RIGHT_WRIST);
          steps++;
        }
      }
      widths[frame] = width;
      double height = Double.NaN;
      aspects[frame] = Double.NaN;
      if (hasFace) {
        double across = x(frame, Part.FACE, LEFT_CHEEK) - x(frame, Part.FACE, RIGHT_CHEEK);
        side(across);
        leanOfFace(frame, across);
        height = Math.abs(y(frame, Part.FACE, CHIN) - y(frame, Part.FACE, FOREHEAD));
        aspects[frame] = Math.abs(across) / height;
      }
      heights[frame] =
          hasPose && hasFace
              ? (Math.min(y(frame, Part.POSE, LEFT_WRIST), y(frame, Part.POSE, RIGHT_WRIST))
                      - y(frame, Part.POSE, NOSE))
                  / height
              : Double.NaN;
    }

    /** Means over the frames that show them. */
    private double[] lean() {
      double[] lean = new double[LEANS];
      for (int k = 0; k < 6; k++) {
        lean[k] = leans[k] / leaning[k];
      }
      lean[6] = (double) (rightHands - leftHands) / frames;
      lean[7] = Math.max(-2, Math.min(2, Math.log(right / left)));
      return lean;
    }

    private void lean(int place, double amount) {
      leans[place] += amount;
      leaning[place]++;
    }

    private void leanOfPose(int frame, double width) {
      double middle =
          (x(frame, Part.POSE, LEFT_SHOULDER) + x(frame, Part.POSE, RIGHT_SHOULDER)) / 2;
      lean(0, x(frame, Part.POSE, NOSE) - 0.5);
      lean(1, (x(frame, Part.POSE, NOSE) - middle) / width);
      lean(2, (y(frame, Part.POSE, LEFT_SHOULDER) - y(frame, Part.POSE, RIGHT_SHOULDER)) / width);
      lean(3, (y(frame, Part.POSE, LEFT_WRIST) - y(frame, Part.POSE, RIGHT_WRIST)) / width);
    }

    private void leanOfFace(int frame, double across) {
      double middle = (x(frame, Part.FACE, LEFT_CHEEK) + x(frame, Part.FACE, RIGHT_CHEEK)) / 2;
      lean(4, (x(frame, Part.FACE, NOSE_OF_FACE) - middle) / Math.abs(across));
      lean(
          5,
          (y(frame, Part.FACE, LEFT_CHEEK) - y(frame, Part.FACE, RIGHT_CHEEK)) / Math.abs(across));
    }

    private void side(double leftOfRight) {
      sided++;
      inverted += leftOfRight < 0 ? 1 : 0;
    }

    /** How much farther the hands are from their own wrists than from the others. */
    private double crossing(int frame, boolean hasLeft, boolean hasRight) {
      double crossing = 0;
      if (hasLeft) {
        crossing +=
            distance(frame, Part.LEFT_HAND, 0, Part.POSE, LEFT_WRIST)
                - distance(frame, Part.LEFT_HAND, 0, Part.POSE, RIGHT_WRIST);
      }
      if (hasRight) {
        crossing +=
            distance(frame, Part.RIGHT_HAND, 0, Part.POSE, RIGHT_WRIST)
                - distance(frame, Part.RIGHT_HAND, 0, Part.POSE, LEFT_WRIST);
      }
      return crossing;
    }

    private double step(int frame, int point) {
      return Math.hypot(
          x(frame, Part.POSE, point) - x(frame - 1, Part.POSE, point),
          y(frame, Part.POSE, point) - y(frame - 1, Part.POSE, point));
    }

    private double distance(int frame, Part a, int i, Part b, int j) {
      return Math.hypot(x(frame, a, i) - x(frame, b, j), y(frame, a, i) - y(frame, b, j));
    }

    private double x(int frame, Part part, int point) {
      return values[frame * Part.COLUMNS + part.column(point, 0)];
    }

    private double y(int frame, Part part, int point) {
      return values[frame * Part.COLUMNS + part.column(point, 1)];
    }

    private boolean has(int frame, Part part) {
      int from = frame * Part.COLUMNS + part.column(0, 0);
      for (int i = from; i < from + 3 * part.count(); i++) {
        if (values[i] != 0) {
          return true;
        }
      }
      return false;
    }

    private double mean(int from, int to) {
      return Arrays.stream(heights, from, to)
          .filter(h -> !Double.isNaN(h))
          .average()
          .orElse(Double.NaN);
    }

    private static double median(double[] numbers) {
      return Numbers.median(Arrays.stream(numbers).filter(n -> !Double.isNaN(n)).toArray());
    }
  }
}
