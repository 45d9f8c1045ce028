package dev.teacher.train.report;

import java.util.ArrayList;
import java.util.List;

/** Puts words where there is little room. */
final class Words {
  private Words() {}

  /** At most so many characters, the last one three dots in one if any are left out. */
  static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, Math.max(0, most - 1)) + "…";
  }

  /** A list in lines, with commas; what finds no room in the last line is left out. */
  static List<String> lines(List<String> words, int width, int most) {
    List<String> lines = new ArrayList<>();
    String line = "";
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i) + (i < words.size() - 1 ? "," : "");
      String longer = line.isEmpty() ? word : line + " " + word;
      if (longer.length() <= width || line.isEmpty()) {
        line = longer;
      } else if (lines.size() < most - 1) {
        lines.add(cut(line, width));
        line = word;
      } else {
        line = cut(longer, width);
        break;
      }
    }
    lines.add(cut(line, width));
    return lines;
  }
}
