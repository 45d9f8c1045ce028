package dev.teacher.features.extract;

import dev.teacher.api.data.Layout;
import dev.teacher.api.data.Part;
import dev.teacher.api.graph.Sequence;
import dev.teacher.api.graph.Value;
import dev.teacher.api.graph.Values;
import dev.teacher.api.plugin.FeatureExtractor;
import java.util.ArrayList;
import java.util.List;

/**
 * Landmarks relative to the signer's own body, so that build, place and camera matter little:
 *
 * <ul>
 *   <li>{@code pose}: nose, shoulders, elbows and wrists (x, y), relative to the middle of the
 *       shoulders, in shoulder widths;
 *   <li>{@code hands.left}, {@code hands.right}: the hand's points relative to its wrist in units
 *       of the hand's size, then its wrist relative to the body as above (x, y);
 *   <li>{@code face}: lips, brows, eye corners, nose and chin (x, y) relative to the middle of the
 *       eyes, in eye distances;
 *   <li>{@code presence}: 1 where pose, face, left and right hand were found, else 0;
 *   <li>{@code velocity.*}: differences to the frame before of pose and hands, 0 in the first frame
 *       and where a part they are measured from is missing in either frame.
 * </ul>
 *
 * <p>Sizes are means over the sample's valid frames in which the part was found. A missing part is
 * filled as {@link Missing} says before anything else, and {@code presence} tells the truth; what
 * stays missing gives zeros. Input float32 [batch, time, 1629]; output [batch, time, columns of the
 * layout].
 */
record BodyCentred(double aspect, boolean face, boolean depth, boolean velocities, Missing missing)
    implements FeatureExtractor {
  /** Nose, shoulders, elbows, wrists of BlazePose. */
  private static final int[] POSE = {0, 11, 12, 13, 14, 15, 16};

  private static final int LEFT_SHOULDER = 11;
  private static final int RIGHT_SHOULDER = 12;

  /** Outer corners of the eyes in the face mesh. */
  private static final int[] EYES = {33, 263};

  /** Lips, brows, inner eye corners and lids, nose tip, chin. */
  private static final int[] FACE = {
    61, 291, 0, 17, 13, 14, 78, 308, 39, 269, 181, 405, // lips
    70, 63, 105, 66, 107, 300, 293, 334, 296, 336, // brows
    133, 362, 159, 145, 386, 374, 1, 152
  };

  @Override
  public Layout input() {
    return Part.LAYOUT;
  }

  @Override
  public Sequence extract(Sequence landmarks) {
    PointGroup found = new PointGroup(landmarks, aspect);
    PointGroup points =
        missing == Missing.ZERO ? found : new PointGroup(missing.fill(landmarks), aspect);
    Values ops = new Values(landmarks.builder());
    Value foundPose = found.presence(Part.POSE, POSE);
    Value hasPose = points.presence(Part.POSE, POSE);
    Value shoulders = points.select(Part.POSE, 2, LEFT_SHOULDER, RIGHT_SHOULDER);
    Value centre = points.middle(shoulders);
    Value width = points.meanSize(points.distance(shoulders), foundPose);

    List<Sequence> moving = new ArrayList<>();
    List<Value> valid = new ArrayList<>(); // which columns of the moving parts mean something
    List<Value> presences = new ArrayList<>(List.of(foundPose));
    Value pose = points.relative(points.select(Part.POSE, 2, POSE), centre, width);
    moving.add(points.segment("pose", pose, hasPose));
    valid.add(hasPose);
    for (Part hand : List.of(Part.LEFT_HAND, Part.RIGHT_HAND)) {
      int[] fingers = new int[hand.count() - 1];
      for (int i = 0; i < fingers.length; i++) {
        fingers[i] = i + 1;
      }
      int axes = depth ? 3 : 2;
      Value foundHand = found.presence(hand, fingers);
      Value has = points.presence(hand, fingers);
      Value wrist = points.select(hand, axes, 0);
      Value shape = points.select(hand, axes, fingers);
      Value size = points.meanSize(points.radius(shape, wrist), foundHand);
      Value inHand = points.relative(shape, wrist, size);
      Value place = points.relative(points.select(hand, 2, 0), centre, width);
      Value placed = ops.multiply(place, hasPose);
      moving.add(points.segment(hand.segment(), ops.concat(2, inHand, placed), has));
      Value hasPlace = ops.multiply(has, hasPose);
      valid.add(
          ops.concat(2, points.repeat(has, axes * fingers.length), points.repeat(hasPlace, 2)));
      presences.add(foundHand);
    }
    List<Sequence> columns = new ArrayList<>(moving);
    if (face) {
      Value foundFace = found.presence(Part.FACE, FACE);
      Value has = points.presence(Part.FACE, FACE);
      Value eyes = points.select(Part.FACE, 2, EYES);
      Value distance = points.meanSize(points.distance(eyes), foundFace);
      Value relative =
          points.relative(points.select(Part.FACE, 2, FACE), points.middle(eyes), distance);
      columns.add(points.segment("face", relative, has));
      presences.add(1, foundFace);
    }
    Value flags = ops.concat(2, presences.toArray(Value[]::new));
    columns.add(landmarks.map(v -> flags).as(Layouts.single("presence", presences.size())));
    if (velocities) {
      for (int i = 0; i < moving.size(); i++) {
        columns.add(velocity(landmarks, moving.get(i), valid.get(i)));
      }
    }
    return Layouts.concat("body-centred", columns);
  }

  /** Differences to the frame before, where the columns mean something in both frames. */
  private static Sequence velocity(Sequence landmarks, Sequence part, Value valid) {
    Sequence here = landmarks.map(v -> valid);
    Sequence both = here.multiply(here.shift(1));
    String name = part.layout().orElseThrow().segments().get(0).name();
    return part.delta().multiply(both).as(Layouts.single("velocity." + name, part.channels()));
  }
}
