package dev.teacher.features.inspect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** Says of the parts that were found what they are called, how sure that is, and why. */
final class Parts {
  private static final int FRAMES = 200;
  private static final int NOSE_OF_FACE = 1;
  private static final int LEFT_SHOULDER = 11;
  private static final int LEFT_WRIST = 15;
  private static final int FEWEST_FRAMES = 10;

  /** Of two wrists that are the same, in shoulder widths. */
  private static final double NEAR = 0.35;

  /** A palm is rigid; seen from the side, its sides look shorter. */
  private static final double MOST_VARIATION = 0.35;

  private final Columns columns;
  private final ColumnFacts[] facts;
  private final Partition partition;

  Parts(Columns columns, ColumnFacts[] facts, Partition partition) {
    this.columns = columns;
    this.facts = facts;
    this.partition = partition;
  }

  /** The parts in their order. */
  List<Tile> tiles() {
    List<Tile> tiles = new ArrayList<>(partition.tiles().stream().map(this::tile).toList());
    confirmPose(tiles);
    confirmHands(tiles);
    confirmFilled(tiles);
    nameHands(tiles);
    return List.copyOf(tiles);
  }

  private Tile tile(Candidate candidate) {
    Body body = candidate.body();
    Presence presence = new Presence(columns, facts, candidate.points());
    String comes =
        presence.share() < 1
            ? text("comes and goes as a whole: there in %.1f %% of frames", 100 * presence.share())
            : "there in every frame";
    Certainty certainty = candidate.fit() >= body.sure() ? Certainty.SURE : Certainty.LIKELY;
    if (body == Body.HAND) {
      double variation = palmVariation(candidate.points());
      boolean isRigid = variation <= MOST_VARIATION;
      return new Tile(
          candidate,
          body.segment(),
          isRigid ? certainty : Certainty.LIKELY,
          Certainty.UNKNOWN,
          List.of(
              text("distances between its points correlate with a hand's: %.2f", candidate.fit()),
              text("the sides of its palm change by %.0f %%", 100 * variation),
              comes));
    }
    String what = body == Body.FACE ? "MediaPipe's face mesh" : "a body seen from the front";
    String fits = text("its points stand as those of %s: correlation %.2f", what, candidate.fit());
    return new Tile(candidate, body.segment(), certainty, Certainty.SURE, List.of(fits, comes));
  }

  private static double palmVariation(Points points) {
    int coordinates = Math.min(3, points.arrangement().coordinates());
    return new HandShape(coordinates).palmVariation(points, FRAMES);
  }

  /** A pose whose nose is the face's nose is a pose. */
  private void confirmPose(List<Tile> tiles) {
    Optional<Tile> pose = find(tiles, Body.POSE);
    Optional<Tile> face = find(tiles, Body.FACE);
    if (pose.isEmpty() || face.isEmpty()) {
      return;
    }
    Points body = pose.get().points();
    Points mesh = face.get().points();
    int[] frames = columns.spread(FRAMES);
    double[] distances = new double[frames.length];
    for (int i = 0; i < frames.length; i++) {
      double faceSize = distance(mesh, frames[i], 10, mesh, 152);
      distances[i] = distance(body, frames[i], 0, mesh, NOSE_OF_FACE) / faceSize;
    }
    double distance = Statistics.median(distances);
    if (distance < 0.3) {
      String evidence = text("its nose is %.2f face heights from the face's nose", distance);
      Certainty certainty =
          face.get().certainty() == Certainty.SURE ? Certainty.SURE : pose.get().certainty();
      tiles.set(tiles.indexOf(pose.get()), pose.get().with(certainty, evidence));
    }
  }

  /** Where likely parts fill everything that sure ones leave, they are sure. */
  private void confirmFilled(List<Tile> tiles) {
    if (columns.frames() < FEWEST_FRAMES || !isFilled(tiles)) {
      return;
    }
    long sure = tiles.stream().filter(tile -> tile.certainty() == Certainty.SURE).count();
    for (int i = 0; i < tiles.size(); i++) {
      Tile tile = tiles.get(i);
      boolean fits = tile.candidate().fit() >= tile.candidate().body().likely();
      if (tile.certainty() != Certainty.SURE && sure >= (fits ? 1 : 2)) {
        tiles.set(i, tile.with(Certainty.SURE, "with it, every column is explained"));
      }
    }
  }

  private boolean isFilled(List<Tile> tiles) {
    boolean[] covered = new boolean[partition.order().length];
    tiles.forEach(
        tile -> Arrays.fill(covered, tile.candidate().first(), tile.candidate().end(), true));
    for (int place = 0; place < covered.length; place++) {
      if (!covered[place] && !facts[partition.order()[place]].isConstant()) {
        return false;
      }
    }
    return true;
  }

  /** A hand whose wrist is the pose's wrist is a hand. */
  private void confirmHands(List<Tile> tiles) {
    Optional<Tile> pose = find(tiles, Body.POSE).filter(tile -> tile.certainty() == Certainty.SURE);
    for (int i = 0; pose.isPresent() && i < tiles.size(); i++) {
      if (tiles.get(i).candidate().body() == Body.HAND) {
        double distance = wristDistance(tiles.get(i).points(), pose.get().points());
        if (distance < NEAR) {
          String evidence = text("%.2f shoulder widths from the pose's wrist", distance);
          tiles.set(i, tiles.get(i).with(Certainty.SURE, evidence));
        }
      }
    }
  }

  /** The median distance to the nearer wrist of the pose; NaN if there are too few frames. */
  private double wristDistance(Points hand, Points pose) {
    int[] frames =
        Columns.spread(
            IntStream.range(0, columns.frames()).filter(hand::isPresent).toArray(), FRAMES);
    double[] distances = new double[frames.length < FEWEST_FRAMES ? 0 : frames.length];
    for (int i = 0; i < distances.length; i++) {
      double left = distance(hand, frames[i], 0, pose, LEFT_WRIST);
      double right = distance(hand, frames[i], 0, pose, LEFT_WRIST + 1);
      double shoulders = distance(pose, frames[i], LEFT_SHOULDER, pose, LEFT_SHOULDER + 1);
      distances[i] = Math.min(left, right) / shoulders;
    }
    return Statistics.median(distances);
  }

  private void nameHands(List<Tile> tiles) {
    List<Tile> hands = tiles.stream().filter(t -> t.candidate().body() == Body.HAND).toList();
    Sides sides =
        new Sides(
            find(tiles, Body.POSE).map(Tile::points), find(tiles, Body.FACE).map(Tile::points));
    List<Sides.Side> found = sides.of(hands.stream().map(Tile::points).toList());
    for (int i = 0; i < hands.size(); i++) {
      Sides.Side side = found.get(i);
      boolean isTold = side.certainty() != Certainty.UNKNOWN;
      String name = isTold ? (side.isLeft() ? "hands.left" : "hands.right") : Body.HAND.segment();
      tiles.set(tiles.indexOf(hands.get(i)), hands.get(i).named(name, side));
    }
  }

  private static Optional<Tile> find(List<Tile> tiles, Body body) {
    return tiles.stream().filter(tile -> tile.candidate().body() == body).findFirst();
  }

  private static double distance(Points a, int frame, int i, Points b, int j) {
    return Math.hypot(a.at(frame, i, 0) - b.at(frame, j, 0), a.at(frame, i, 1) - b.at(frame, j, 1));
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
