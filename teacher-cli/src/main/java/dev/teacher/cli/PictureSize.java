package dev.teacher.cli;

import dev.teacher.api.error.Problem;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A picture in pixels.
 *
 * @param width from 1 to 65535
 * @param height from 1 to 65535
 */
record PictureSize(int width, int height) {
  private static final Pattern SIZE = Pattern.compile("([0-9]{1,5})[xX]([0-9]{1,5})");

  /** What {@code --picture} says; a usage problem where it says no size. */
  static PictureSize of(String picture) {
    Matcher size = SIZE.matcher(picture);
    int width = size.matches() ? Integer.parseInt(size.group(1)) : 0;
    int height = size.matches() ? Integer.parseInt(size.group(2)) : 0;
    if (width < 1 || width > 0xffff || height < 1 || height > 0xffff) {
      throw Problem.usage("--picture is wrong")
          .expected("width and height in pixels, 1 to 65535 each, such as 1280x720")
          .found(picture)
          .exception();
    }
    return new PictureSize(width, height);
  }
}
