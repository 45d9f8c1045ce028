package dev.teacher.train.doctor;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** What a check shows beside its findings: numbers to print, to keep and to draw. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "form")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Exhibit.Table.class, name = "table"),
  @JsonSubTypes.Type(value = Exhibit.Bars.class, name = "bars"),
  @JsonSubTypes.Type(value = Exhibit.Curves.class, name = "curves"),
  @JsonSubTypes.Type(value = Exhibit.Distributions.class, name = "distributions"),
  @JsonSubTypes.Type(value = Exhibit.Map.class, name = "map")
})
public sealed interface Exhibit {
  /** What is shown, with its unit. */
  String title();

  /**
   * Rows of text and numbers.
   *
   * @param title of the table
   * @param columns their headings
   * @param rows as many cells as columns each; the first cell names the row
   */
  record Table(String title, List<String> columns, List<List<String>> rows) implements Exhibit {
    public Table {
      columns = List.copyOf(columns);
      rows = rows.stream().map(List::copyOf).toList();
    }
  }

  /**
   * One number for each of some things.
   *
   * @param title of the picture, with the unit
   * @param logarithmic whether factors count rather than differences
   * @param bars in order
   */
  record Bars(String title, boolean logarithmic, List<Bar> bars) implements Exhibit {
    public Bars {
      bars = List.copyOf(bars);
    }
  }

  /**
   * A number with what is known of its uncertainty.
   *
   * @param name of the thing
   * @param value NaN where there is none
   * @param low lower end of its interval; the value where none was measured
   * @param high upper end
   * @param sick whether a finding is about it
   */
  record Bar(String name, double value, double low, double high, boolean sick) {
    /** A number without an interval. */
    public static Bar of(String name, double value, boolean sick) {
      return new Bar(name, value, value, value, sick);
    }
  }

  /**
   * Lines over steps.
   *
   * @param title of the picture, with the unit
   * @param x what runs to the right
   * @param logarithmic whether the upright axis is
   * @param lines in order
   */
  record Curves(String title, String x, boolean logarithmic, List<Line> lines) implements Exhibit {
    public Curves {
      lines = List.copyOf(lines);
    }
  }

  /**
   * A line.
   *
   * @param name of the line
   * @param x of its points, rising
   * @param y of its points
   */
  record Line(String name, List<Double> x, List<Double> y) {
    public Line {
      x = List.copyOf(x);
      y = List.copyOf(y);
    }
  }

  /**
   * How numbers are spread, for several things on one scale.
   *
   * @param title of the picture
   * @param from lower edge of the first bin
   * @param to upper edge of the last one; what lies outside counts in the outermost bins
   * @param rows in order
   */
  record Distributions(String title, double from, double to, List<Distribution> rows)
      implements Exhibit {
    public Distributions {
      rows = List.copyOf(rows);
    }
  }

  /**
   * How the numbers of one thing are spread.
   *
   * @param name of the thing
   * @param shares of the numbers in each bin, equally wide
   * @param note mean, deviation and range in words
   * @param sick whether a finding is about it
   */
  record Distribution(String name, List<Double> shares, String note, boolean sick) {
    public Distribution {
      shares = List.copyOf(shares);
    }
  }

  /**
   * Segments of columns side by side.
   *
   * @param title of the picture
   * @param segments in order
   */
  record Map(String title, List<Segment> segments) implements Exhibit {
    public Map {
      segments = List.copyOf(segments);
    }
  }

  /**
   * A segment of columns.
   *
   * @param name of the segment
   * @param columns how many
   * @param note about it
   * @param sick whether a finding is about it
   */
  record Segment(String name, int columns, String note, boolean sick) {}
}
