package dev.teacher.features.layout;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigValue;
import dev.teacher.api.config.Key;
import dev.teacher.api.config.Origins;
import dev.teacher.api.config.Settings;
import dev.teacher.api.data.Layout;
import dev.teacher.api.data.Layout.Segment;
import dev.teacher.api.error.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A layout in the configuration: the name of a {@link Presets preset}, or one's own.
 *
 * <pre>
 * layout = mediapipe-6516
 * layout { name = mine, segments = [ { name = pose, width = 99 }, { name = hands, width = 126 } ] }
 * </pre>
 */
public final class LayoutKey {
  /** More columns than that are a slip. */
  private static final int WIDEST = 1_000_000;

  private static final Key<String> NAME =
      Key.text("name", "own")
          .check(name -> name.matches("[A-Za-z0-9_.-]+"), "of letters, digits, _ . -")
          .meaning("What the layout is called.");
  private static final Key<List<Segment>> SEGMENTS =
      Key.<List<Segment>>required(
              "segments", "list of segments { name, width }", LayoutKey::segments)
          .meaning("The columns in their order.");
  private static final Key<String> SEGMENT =
      Key.text("name", null)
          .check(name -> name.matches("[a-z0-9_.-]+"), "of lower-case letters, digits, _ . -")
          .meaning("What the columns are called.");
  private static final Key<Integer> WIDTH =
      Key.integer("width", null).range(1, WIDEST).meaning("How many columns.");

  private LayoutKey() {}

  /** A required key whose value is a layout. */
  public static Key<Layout> of(String path) {
    return Key.required(
        path,
        "name of a layout, or { name, segments = [ { name, width }, ... ] }",
        LayoutKey::read);
  }

  private static Layout read(Config config, String path) {
    ConfigValue value = config.getValue(path);
    return switch (value.valueType()) {
      case STRING, NUMBER -> Presets.named(config.getString(path), Origins.of(value));
      case OBJECT -> own(Settings.of(config.getConfig(path), path, List.of(NAME, SEGMENTS)));
      default ->
          throw new ConfigException.WrongType(
              value.origin(), path, "a layout", value.valueType().name());
    };
  }

  private static Layout own(Settings settings) {
    return new Layout(settings.get(NAME), settings.get(SEGMENTS));
  }

  private static List<Segment> segments(Config config, String path) {
    List<Segment> segments = new ArrayList<>();
    Map<String, String> places = new TreeMap<>();
    long width = 0;
    for (Config section : config.getConfigList(path)) {
      String place = "layout." + path + "[" + segments.size() + "]";
      Settings settings = Settings.of(section, place, List.of(SEGMENT, WIDTH));
      Segment segment = new Segment(settings.get(SEGMENT), settings.get(WIDTH));
      String before = places.putIfAbsent(segment.name(), settings.origin(SEGMENT));
      if (before != null) {
        throw Problem.usage("a layout names segment " + segment.name() + " twice")
            .where(before + "\n" + settings.origin(SEGMENT))
            .remedy("give each its own name, " + segment.name() + "-again for example")
            .exception();
      }
      segments.add(segment);
      width += segment.width();
    }
    if (segments.isEmpty() || width > WIDEST) {
      throw Problem.usage("a layout has 1 to " + WIDEST + " columns")
          .where(Origins.of(config.getValue(path)))
          .found(width + " columns in " + segments.size() + " segments")
          .exception();
    }
    return segments;
  }
}
