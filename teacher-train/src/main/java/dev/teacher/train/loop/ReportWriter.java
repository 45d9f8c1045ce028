package dev.teacher.train.loop;

import dev.teacher.api.config.ConfigFile;
import dev.teacher.train.guard.Alarm;
import dev.teacher.train.report.History;
import dev.teacher.train.report.Quantity;
import dev.teacher.train.report.RunReport;
import dev.teacher.train.run.RunFolder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a finished training leaves for people: {@code report.html}, and every hypothesis with its
 * alignment in {@code evaluation-<split>.jsonl}.
 *
 * @param run its folder
 * @param prepared what was trained
 * @param alarms that the guards gave
 */
record ReportWriter(RunFolder run, Preparation prepared, List<Alarm> alarms) {
  /**
   * Writes both.
   *
   * @param result how it ended
   */
  void write(TrainResult result) {
    List<SplitResult> splits =
        result.splits().stream()
            .map(
                evaluation ->
                    new SplitResult(
                        evaluation,
                        prepared.samples(evaluation.split()),
                        prepared.vocabulary,
                        prepared.stride))
            .toList();
    splits.forEach(split -> split.writeLines(run.path()));
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("best epoch", result.bestEpoch() + " of " + result.epochs());
    facts.put("weights", Quantity.of((double) prepared.graph.parameterCount()));
    facts.put("glosses", Integer.toString(prepared.vocabulary.size() - 1));
    facts.put("minutes", String.format(Locale.ROOT, "%.1f", result.seconds() / 60));
    RunReport report =
        new RunReport(
            run.path().toAbsolutePath().normalize().getFileName().toString(),
            facts,
            alarms,
            new History(run.metrics()),
            splits.stream().map(split -> split.report(prepared.cache)).toList(),
            ConfigFile.render(prepared.experiment.config()));
    run.write("report.html", report.render());
  }
}
