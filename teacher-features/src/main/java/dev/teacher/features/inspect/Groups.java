package dev.teacher.features.inspect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Tells recordings apart whose columns are ordered otherwise, though they are as many: face or pose
 * of one are looked for in the others, in the same columns.
 */
public final class Groups {
  /** A face or pose that fits less in its columns is not there. */
  private static final double FITS = 0.6;

  private static final int FRAMES = 24;
  private static final int MOST_SCANS = 12;

  private final int width;
  private int scans;

  private Groups(int width) {
    this.width = width;
  }

  /**
   * Groups and inspects recordings of the same number of columns; the largest group first.
   *
   * @param recordings at least one
   * @param width columns of a frame
   */
  public static List<Group> of(List<Recording> recordings, int width) {
    return new Groups(width)
        .split(recordings).stream()
            .sorted(Comparator.comparingInt((List<Recording> group) -> -group.size()))
            .map(group -> inspected(group, width))
            .toList();
  }

  private static Group inspected(List<Recording> group, int width) {
    return new Group(
        group.stream().map(Recording::name).toList(),
        Inspector.inspect(group.stream().map(Recording::rows).toList(), width));
  }

  private List<List<Recording>> split(List<Recording> recordings) {
    List<List<Recording>> groups = new ArrayList<>();
    List<Recording> silent = new ArrayList<>(); // those in which neither face nor pose is seen
    List<Recording> rest = new ArrayList<>(recordings);
    while (!rest.isEmpty()) {
      List<Candidate> anchors = scans < MOST_SCANS ? anchors(rest.get(0)) : List.of();
      if (anchors.isEmpty()) {
        silent.add(rest.remove(0));
        continue;
      }
      List<Recording> group = rest.stream().filter(r -> fit(anchors, r)).toList();
      groups.add(new ArrayList<>(group.isEmpty() ? rest.subList(0, 1) : group));
      rest.removeAll(groups.get(groups.size() - 1));
    }
    List<Recording> largest =
        groups.stream().max(Comparator.comparingInt(List::size)).orElse(silent);
    if (largest != silent) {
      largest.addAll(silent);
      return groups;
    }
    return List.of(silent);
  }

  /** Where face and pose are in a recording. */
  private List<Candidate> anchors(Recording recording) {
    scans++;
    Columns columns = Columns.of(List.of(recording.rows()), width);
    int[] order = IntStream.range(0, width).toArray();
    Candidates candidates = new Candidates(columns, ColumnFacts.of(columns));
    List<Candidate> anchors = new ArrayList<>();
    for (Body body : List.of(Body.FACE, Body.POSE)) {
      candidates.of(body, order).stream().limit(1).forEach(anchors::add);
    }
    return anchors;
  }

  /** Whether none of the anchors is clearly not there. */
  private boolean fit(List<Candidate> anchors, Recording recording) {
    Columns columns = Columns.of(List.of(recording.rows()), width);
    for (Candidate anchor : anchors) {
      Points points = anchor.points();
      Points here = new Points(columns, points.order(), points.first(), points.arrangement());
      if (anchor.body().shape(points.arrangement().coordinates()).fit(here, FRAMES) < FITS) {
        return false;
      }
    }
    return true;
  }
}
