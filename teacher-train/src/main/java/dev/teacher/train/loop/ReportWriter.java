package dev.teacher.train.loop;

import dev.teacher.api.config.ConfigFile;
import dev.teacher.api.pipeline.Experiment;
import dev.teacher.train.data.FrameCache;
import dev.teacher.train.report.History;
import dev.teacher.train.report.RunReport;
import dev.teacher.train.run.RunFolder;
import java.util.List;
import java.util.Map;

/**
 * What a finished training leaves for people: {@code report.html}, and every hypothesis with its
 * alignment in {@code evaluation-<split>.jsonl}.
 *
 * @param run its folder
 * @param experiment as configured
 * @param cache where landmarks to be drawn come from
 */
record ReportWriter(RunFolder run, Experiment experiment, FrameCache cache) {
  /**
   * Writes both.
   *
   * @param facts that stand at the top of the page, in their order
   * @param results of the best checkpoint, dev first
   */
  void write(Map<String, String> facts, List<SplitResult> results) {
    results.forEach(result -> result.writeLines(run.path()));
    RunReport report =
        new RunReport(
            run.path().toAbsolutePath().normalize().getFileName().toString(),
            facts,
            new History(run.metrics()),
            results.stream().map(result -> result.report(cache)).toList(),
            ConfigFile.render(experiment.config()));
    run.write("report.html", report.render());
  }
}
