package dev.teacher.features.inspect;

import java.util.ArrayList;
import java.util.List;

/** What stands in the columns of a declared segment, neighbours of one block in one line. */
final class Pieces {
  private final List<Piece> pieces = new ArrayList<>();

  /**
   * Some columns.
   *
   * @param block of whole parts; empty for others, which have a line of their own
   * @param text what they are
   * @param differs whether that contradicts the declaration
   */
  private record Piece(int from, int to, String block, String text, boolean differs) {
    boolean joins(Piece next) {
      return !block.isEmpty() && block.equals(next.block) && differs == next.differs;
    }

    Piece with(Piece next) {
      return new Piece(from, next.to, block, block + " of several parts", differs);
    }
  }

  void add(Found found, int from, int to, boolean differs) {
    boolean isWhole = from == found.from() && to == found.to();
    String block = isWhole ? found.block() : "";
    Piece next = new Piece(from, to, block, found.piece(from, to), differs);
    int last = pieces.size() - 1;
    if (last >= 0 && pieces.get(last).joins(next)) {
      pieces.set(last, pieces.get(last).with(next));
    } else {
      pieces.add(next);
    }
  }

  /** Whether any contradicts the declaration. */
  boolean differ() {
    return pieces.stream().anyMatch(Piece::differs);
  }

  List<String> texts() {
    return pieces.stream().map(Pieces::text).toList();
  }

  private static String text(Piece piece) {
    String range =
        piece.to() - piece.from() == 1
            ? "column " + piece.from()
            : "columns " + piece.from() + " to " + (piece.to() - 1);
    return range + ": " + piece.text() + (piece.differs() ? "" : " (as declared)");
  }
}
