package dev.teacher.cli;

import dev.teacher.api.data.Sample;
import dev.teacher.api.error.Category;
import dev.teacher.api.error.Problem;
import dev.teacher.api.io.AtomicFiles;
import dev.teacher.api.pipeline.Experiment;
import dev.teacher.api.plugin.CorpusReader;
import dev.teacher.features.page.StatisticsPage;
import dev.teacher.features.statistics.ColumnStatistics;
import dev.teacher.features.statistics.FrameSample;
import dev.teacher.features.statistics.NonFinitePlace;
import dev.teacher.features.statistics.Origin.Draw;
import dev.teacher.features.statistics.Origin.Measured;
import dev.teacher.features.statistics.Progress;
import dev.teacher.features.statistics.SegmentStatistics;
import dev.teacher.features.statistics.SignerStatistics;
import dev.teacher.features.statistics.SplitStatistics;
import dev.teacher.train.run.StatisticsFile;
import dev.teacher.train.statistics.FeatureMeasurement;
import dev.teacher.train.statistics.StoredMeasurement;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures a split. */
@Command(
    name = "stats",
    description =
        "Measure the columns of a split: ranges, means, deviations, quantiles, what is constant or"
            + " not finite (exit code 4); store what the normalizer global-stats needs.")
final class StatsCommand implements Callable<Integer> {
  private static final String PAGE = "statistics.html";

  @Mixin CommonOptions common;
  @Mixin ConfigOptions configuration;

  @Option(
      names = "--split",
      paramLabel = "NAME",
      description = "The split to measure; train where not given.")
  String split = "train";

  @Option(
      names = "--samples",
      paramLabel = "N",
      description = "Measure N samples, drawn with --seed, rather than all.")
  Integer samples;

  @Option(names = "--seed", paramLabel = "S", description = "Draws the samples of --samples; 1.")
  long seed = 1;

  @Option(
      names = "--of",
      paramLabel = "WHAT",
      description =
          "features: what the normalizer that asks for statistics gets. files: the columns as they"
              + " stand in the files.")
  Measured of = Measured.FEATURES;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Store the statistics in this folder (feature-stats.json), with a page to look at"
              + " (statistics.html); or in this file, if it ends with .json.")
  Path out;

  /** The fields of {@link SplitStatistics}, and where they were stored. */
  record Result(
      boolean finite,
      String of,
      String split,
      Draw draw,
      String layout,
      int samples,
      long frames,
      int dof,
      String source,
      FrameSample sampledFrames,
      List<Double> levels,
      List<SegmentStatistics> segments,
      List<SignerStatistics> signers,
      List<NonFinitePlace> nonFinite,
      List<ColumnStatistics> columns,
      String file,
      String page) {}

  @Override
  public Integer call() {
    Console console = common.console();
    Experiment experiment =
        new Experiment(configuration.load(), common.registry(), console::progress);
    SplitStatistics statistics = measure(experiment, console);
    Optional<Path> file = Optional.ofNullable(out).map(StatsCommand::file);
    Optional<Path> page = file.map(f -> f.resolveSibling(PAGE));
    file.ifPresent(f -> StatisticsFile.write(f, statistics.features(), statistics.origin()));
    page.ifPresent(p -> write(p, StatisticsPage.render(statistics)));
    String stored = file.map(f -> "\n\nstored in " + f + "; to look at: " + page.get()).orElse("");
    console.result(result(statistics, file, page), StatsText.of(statistics) + stored);
    return statistics.isFinite() ? 0 : Category.FINDING.exitCode();
  }

  private SplitStatistics measure(Experiment experiment, Console console) {
    boolean files = of == Measured.FILES;
    CorpusReader corpus = files ? experiment.openStoredCorpus() : experiment.openCorpus();
    List<Sample> all = corpus.read(split);
    Optional<Draw> draw = draw(all.size());
    List<Sample> chosen = draw.map(d -> d.from(all)).orElse(all);
    Progress progress = ProgressBar.of("measuring " + split, "samples", console);
    return files
        ? StoredMeasurement.run(experiment, split, draw, chosen, progress)
        : FeatureMeasurement.run(
            experiment,
            FeatureMeasurement.origin(experiment, split, draw),
            chosen,
            Optional.empty(),
            progress);
  }

  private Optional<Draw> draw(int all) {
    if (samples == null || samples == all) {
      return Optional.empty();
    }
    if (samples < 1 || samples > all) {
      throw Problem.usage("--samples is out of range")
          .expected("1 to " + all + ", the samples of split " + split)
          .found(samples)
          .exception();
    }
    return Optional.of(new Draw(samples, all, seed));
  }

  private static Path file(Path out) {
    return out.toString().toLowerCase(Locale.ROOT).endsWith(".json")
        ? out.toAbsolutePath()
        : out.resolve(StatisticsFile.NAME);
  }

  private static void write(Path file, String text) {
    AtomicFiles.writeFile(file, stream -> stream.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static Result result(SplitStatistics found, Optional<Path> file, Optional<Path> page) {
    return new Result(
        found.isFinite(),
        found.origin().of().name().toLowerCase(Locale.ROOT),
        found.origin().split(),
        found.origin().draw().orElse(null),
        found.layout().spec(),
        found.samples(),
        found.frames(),
        0,
        found.origin().source(),
        found.sample(),
        FrameSample.LEVELS,
        found.segments(),
        found.signers(),
        found.nonFinite(),
        found.columns(),
        file.map(Path::toString).orElse(null),
        page.map(Path::toString).orElse(null));
  }
}
