package dev.teacher.features.statistics;

import dev.teacher.api.data.Layout;
import dev.teacher.api.data.Sample;
import dev.teacher.api.error.Problem;
import java.nio.FloatBuffer;
import java.util.List;

/** What one thread works with: reads a sample, counts its rows and keeps the sampled ones. */
final class SampleReader {
  private final Layout layout;
  private final int width;
  private final FramePicks picks;
  private final RowSource source;
  private final SampleMoments moments;

  SampleReader(Layout layout, FramePicks picks, RowSource source) {
    this.layout = layout;
    this.width = layout.width();
    this.picks = picks;
    this.source = source;
    this.moments = new SampleMoments(width);
  }

  /**
   * What is known of a sample.
   *
   * @param columns each column
   * @param segments each segment's columns together
   * @param checksum of its content
   * @param places of its first numbers that are not finite
   */
  record Result(
      ColumnMoments columns, ColumnMoments segments, int checksum, List<NonFinitePlace> places) {}

  /** Reads the sample of that number. */
  Result read(int index, Sample sample) {
    moments.clear();
    Taker taker = new Taker(index, sample.source().frames());
    int checksum = source.read(sample, taker::take);
    if (taker.rows != sample.source().frames()) {
      throw changed(sample, taker.rows);
    }
    ColumnMoments columns = moments.finish();
    List<NonFinitePlace> places =
        moments.notFinite().stream().map(cell -> place(sample, cell)).toList();
    return new Result(columns, SegmentRange.together(layout, columns), checksum, places);
  }

  private NonFinitePlace place(Sample sample, SampleMoments.Cell cell) {
    return new NonFinitePlace(
        sample.id(),
        sample.source().location(),
        Math.toIntExact(cell.row()),
        cell.column(),
        layout.columnName(cell.column()),
        cell.value());
  }

  private static RuntimeException changed(Sample sample, int rows) {
    return Problem.data("a sample has another number of frames than when it was opened")
        .where("sample " + sample.id() + ", " + sample.source().location())
        .expected(sample.source().frames())
        .found(rows)
        .remedy("do not change files while they are read")
        .exception();
  }

  /** Takes the rows of one sample. */
  private final class Taker {
    private final int[] wanted;
    private final int place;
    private final int frames;
    private int kept;
    private int rows;

    Taker(int index, int frames) {
      wanted = picks.of(index);
      place = picks.firstRow(index);
      this.frames = frames;
    }

    void take(FloatBuffer piece) {
      int start = piece.position();
      int count = piece.remaining() / width;
      for (; kept < wanted.length && wanted[kept] < rows + count; kept++) {
        int from = start + (wanted[kept] - rows) * width;
        piece.get(from, picks.values(), (place + kept) * width, width);
      }
      rows += count;
      if (rows <= frames) {
        moments.add(piece);
      }
    }
  }
}
