package dev.teacher.train.transfer;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A tensor's name in which at most one {@code *} stands for any characters. */
record NamePattern(String text) {
  NamePattern {
    if (text.indexOf('*') != text.lastIndexOf('*')) {
      throw new IllegalArgumentException("more than one * in " + text);
    }
  }

  /** What the {@code *} stands for in a name that matches; empty text where there is none. */
  Optional<String> match(String name) {
    int star = text.indexOf('*');
    String regex =
        star < 0
            ? Pattern.quote(text)
            : Pattern.quote(text.substring(0, star))
                + "(.*)"
                + Pattern.quote(text.substring(star + 1));
    Matcher matcher = Pattern.compile(regex, Pattern.DOTALL).matcher(name);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    return Optional.of(star < 0 ? "" : matcher.group(1));
  }

  /** The name with the {@code *} filled in. */
  String fill(String part) {
    return text.replace("*", part);
  }
}
