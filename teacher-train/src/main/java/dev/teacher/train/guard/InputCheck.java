package dev.teacher.train.guard;

import dev.teacher.api.data.Batch;
import dev.teacher.api.data.Layout;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/** Finds numbers in the valid frames of a batch that are not finite. */
final class InputCheck {
  private final Layout layout;
  private float[] row = new float[0];

  /**
   * @param layout of the input
   */
  InputCheck(Layout layout) {
    this.layout = layout;
  }

  /**
   * The first of a sample.
   *
   * @param sample its id
   * @param text frame and column
   */
  record Place(String sample, String text) {}

  /** The first place of each sample that has one. */
  List<Place> places(Batch batch) {
    List<Place> places = new ArrayList<>();
    FloatBuffer data = batch.view();
    for (int i = 0; i < batch.size(); i++) {
      int size = Math.toIntExact(batch.lengths()[i] * batch.width());
      if (row.length < size) {
        row = new float[size];
      }
      data.get(i * batch.frames() * batch.width(), row, 0, size);
      if (!isFinite(size)) {
        places.add(new Place(batch.ids().get(i), first(size, batch.width())));
      }
    }
    return places;
  }

  /** Four sums that do not wait for each other; a finite number times 0 is 0. */
  private boolean isFinite(int size) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    int i = 0;
    for (; i + 3 < size; i += 4) {
      a += row[i] * 0;
      b += row[i + 1] * 0;
      c += row[i + 2] * 0;
      d += row[i + 3] * 0;
    }
    for (; i < size; i++) {
      a += row[i] * 0;
    }
    return a + b + c + d == 0;
  }

  private String first(int size, int width) {
    for (int i = 0; i < size; i++) {
      if (!Float.isFinite(row[i])) {
        return row[i] + " in frame " + i / width + ", column " + layout.columnName(i % width);
      }
    }
    throw new IllegalStateException("all numbers are finite");
  }
}
