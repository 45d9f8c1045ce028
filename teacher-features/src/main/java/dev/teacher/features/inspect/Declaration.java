package dev.teacher.features.inspect;

import dev.teacher.api.data.Layout;
import dev.teacher.features.layout.Presets;
import java.util.ArrayList;
import java.util.List;

/** Holds a declared layout against what was found. */
public final class Declaration {
  private Declaration() {}

  /**
   * The segments of a layout that the data surely contradict; none where the data do not tell.
   *
   * @param declared the layout
   * @param inspection of the data
   */
  public static List<Contradiction> check(Layout declared, Inspection inspection) {
    if (declared.width() != inspection.columns()) {
      String found = "the data have " + inspection.columns() + " columns";
      return List.of(new Contradiction(declared.name(), 0, declared.width(), List.of(found)));
    }
    boolean isPreset = Presets.all().contains(declared);
    List<Contradiction> contradictions = new ArrayList<>();
    int from = 0;
    for (Layout.Segment segment : declared.segments()) {
      Pieces pieces = new Pieces();
      int to = from + segment.width();
      for (Found found : inspection.found()) {
        if (found.from() < to && from < found.to()) {
          boolean differs =
              Expectation.of(segment.name()).map(e -> e.excludes(found)).orElse(false)
                  || (isPreset && isArrangedOtherwise(found));
          pieces.add(found, Math.max(from, found.from()), Math.min(to, found.to()), differs);
        }
      }
      if (pieces.differ()) {
        contradictions.add(new Contradiction(segment.name(), from, to, pieces.texts()));
      }
      from = to;
    }
    return contradictions;
  }

  /** Presets have their coordinates point by point. */
  private static boolean isArrangedOtherwise(Found found) {
    return found.certainty() == Certainty.SURE
        && (found.order() == Found.Order.BY_COORDINATE || found.order() == Found.Order.BY_FRAME);
  }
}
