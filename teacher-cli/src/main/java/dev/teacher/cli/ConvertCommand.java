package dev.teacher.cli;

import dev.teacher.api.data.Landmarks;
import dev.teacher.api.data.Part;
import dev.teacher.api.io.AtomicFiles;
import dev.teacher.api.plugin.FrameFiles;
import dev.teacher.api.plugin.PluginContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reads landmarks of any known format and writes them in one. */
@Command(
    name = "convert",
    description = "Convert landmark files of any known format to .npy or .pose files.")
final class ConvertCommand implements Callable<Integer> {
  @Mixin CommonOptions common;

  @Parameters(
      arity = "1..*",
      paramLabel = "IN",
      description = "Landmark files, folders of frames, or folders with such files in them.")
  List<Path> inputs;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "FORMAT",
      description = "The format to write: ${COMPLETION-CANDIDATES}.")
  LandmarkFormat format;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "PATH",
      description = "The file to write if it ends in .FORMAT, else the folder to write to.")
  Path out;

  @Option(
      names = "--columns",
      paramLabel = "N",
      description =
          "Columns of .npy files: 1629 (x, y, z; the default) or 1662 (with a visibility for each"
              + " point of the pose: 1 where the pose is present, 0 where it is missing).")
  int columns = Part.COLUMNS;

  @Option(
      names = "--picture",
      paramLabel = "WxH",
      description = "Picture in pixels, which .pose files count in. Default: ${DEFAULT-VALUE}.")
  String picture = "1000x1000";

  @Option(
      names = "--frame-rate",
      paramLabel = "N",
      description =
          "Frames a second, written to .pose files of recordings that do not tell. Default: 0,"
              + " unknown. (.npy files have no place for it.)")
  double frameRate;

  @Option(names = "--force", description = "Overwrite files that exist.")
  boolean force;

  record Converted(String from, String to, int frames) {}

  record Result(List<Converted> files, long frames) {}

  @Override
  public Integer call() {
    LandmarkFormat.Options options = LandmarkFormat.Options.of(columns, picture, frameRate);
    Console console = common.console();
    FrameFiles files = new FrameFiles(new PluginContext(common.registry(), console::progress));
    ConversionPlan plan = new ConversionPlan(files, inputs);
    List<ConversionPlan.Step> steps = plan.steps(out, format.suffix());
    if (!force) {
      ConversionPlan.refuseExisting(steps);
    }
    if (!plan.others().isEmpty()) {
      int others = plan.others().size();
      console.progress(
          "left out: " + others + " files that are no landmarks, such as " + plan.others().get(0));
    }
    List<Converted> converted = new ArrayList<>();
    long frames = 0;
    for (ConversionPlan.Step step : steps) {
      Landmarks landmarks = files.openLandmarks(step.from()).read();
      AtomicFiles.writeFile(step.to(), stream -> format.write(stream, landmarks, options));
      converted.add(
          new Converted(step.from().toString(), step.to().toString(), landmarks.frames()));
      frames += landmarks.frames();
      report(console, converted.size(), steps.size());
    }
    console.result(
        new Result(converted, frames),
        "wrote " + converted.size() + " files with " + frames + " frames to " + out);
    return 0;
  }

  /** Says how far it is, ten times. */
  private static void report(Console console, int done, int total) {
    if (10L * done / total > 10L * (done - 1) / total) {
      console.progress("converted " + done + " of " + total);
    }
  }
}
