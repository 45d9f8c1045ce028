package dev.teacher.cli;

import com.typesafe.config.Config;
import dev.teacher.api.data.Layout;
import dev.teacher.api.data.Part;
import dev.teacher.api.error.Problem;
import dev.teacher.api.plugin.FrameFiles;
import dev.teacher.api.plugin.PluginContext;
import dev.teacher.api.plugin.PluginKind;
import dev.teacher.api.plugin.Registry;
import dev.teacher.features.inspect.Contradiction;
import dev.teacher.features.inspect.Declaration;
import dev.teacher.features.inspect.Found;
import dev.teacher.features.inspect.Group;
import dev.teacher.features.inspect.Groups;
import dev.teacher.features.inspect.Inspection;
import dev.teacher.features.layout.Presets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Works out what the columns of files are, and holds a declared layout against them.
 *
 * @param paths files and folders
 * @param layout name of the declared one, or null
 * @param configuration that declares one, if it names a file
 * @param files how many to read at most
 * @param seed of the draw
 */
record InspectData(
    List<Path> paths, String layout, ConfigOptions configuration, int files, long seed) {
  /** Neighbouring columns of one kind; {@code to} is the column after the last. */
  record Segment(
      String name, int from, int to, String what, String certainty, List<String> evidence) {
    static Segment of(Found found) {
      String certainty = lower(found.certaintyOfName());
      return new Segment(
          found.name(), found.from(), found.to(), found.what(), certainty, found.evidence());
    }
  }

  /** Files with the same columns; {@code preset} is null where the layout is none. */
  record Kind(
      List<String> recordings,
      int frames,
      String layout,
      String preset,
      String certainty,
      List<Segment> segments,
      List<String> notes,
      List<Contradiction> contradictions) {
    static Kind of(Group group, List<Contradiction> contradictions) {
      Inspection inspection = group.inspection();
      return new Kind(
          group.recordings(),
          inspection.frames(),
          inspection.layout().spec(),
          inspection.preset().map(Layout::name).orElse(null),
          lower(inspection.certainty()),
          inspection.found().stream().map(Segment::of).toList(),
          inspection.notes(),
          contradictions);
    }
  }

  /** {@code declared} is null where nothing is declared. */
  record Result(int recordings, int read, int columns, String declared, List<Kind> kinds) {}

  /** Reads, prints, and says whether something is wrong. */
  boolean run(Registry registry, Console console) {
    FrameFiles readers = new FrameFiles(new PluginContext(registry, console::progress));
    InspectedFiles sample = InspectedFiles.read(readers, paths, files, seed, console::progress);
    Optional<Layout> declared = declared(registry, console, sample.columns());
    List<Group> groups = Groups.of(sample.recordings(), sample.columns());
    List<Kind> kinds = new ArrayList<>();
    for (Group group : groups) {
      List<Contradiction> contradictions =
          declared.map(d -> Declaration.check(d, group.inspection())).orElse(List.of());
      kinds.add(Kind.of(group, contradictions));
    }
    Result result =
        new Result(
            sample.all(),
            sample.recordings().size(),
            sample.columns(),
            declared.map(Layout::spec).orElse(null),
            kinds);
    console.result(result, InspectionText.of(result, groups));
    return kinds.size() > 1 || !kinds.get(0).contradictions().isEmpty();
  }

  private Optional<Layout> declared(Registry registry, Console console, int columns) {
    if (layout != null && configuration.file != null) {
      throw Problem.usage("two layouts are declared")
          .where("--layout " + layout + " and --config " + configuration.file)
          .remedy("leave one of them out")
          .exception();
    }
    if (layout != null) {
      return Optional.of(Presets.named(layout, "--layout"));
    }
    if (configuration.file == null) {
      return Optional.empty();
    }
    Layout input =
        registry
            .create(
                PluginKind.FEATURES,
                section(configuration.load(), "features"),
                "features",
                console::progress)
            .input();
    // Readers of landmarks take them with the visibility of the pose as well.
    Optional<Layout> withVisibility =
        Presets.find("mediapipe-1662").filter(preset -> preset.width() == columns);
    return Optional.of(input.equals(Part.LAYOUT) ? withVisibility.orElse(input) : input);
  }

  private static Config section(Config config, String name) {
    if (!config.hasPath(name)) {
      throw Problem.usage("the configuration has no section " + name)
          .where(config.origin().description())
          .remedy("add it, or name a layout with --layout")
          .exception();
    }
    return config.getConfig(name);
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
