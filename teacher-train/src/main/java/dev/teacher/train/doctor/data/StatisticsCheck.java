package dev.teacher.train.doctor.data;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigRenderOptions;
import dev.teacher.api.data.FeatureStatistics;
import dev.teacher.api.error.TeacherException;
import dev.teacher.api.graph.Buffer;
import dev.teacher.api.pipeline.Experiment;
import dev.teacher.train.doctor.Check;
import dev.teacher.train.doctor.CheckResult;
import dev.teacher.train.doctor.Exhibit;
import dev.teacher.train.doctor.Finding;
import dev.teacher.train.doctor.FindingKind;
import dev.teacher.train.doctor.Patient;
import dev.teacher.train.doctor.Remedy;
import dev.teacher.train.doctor.Thresholds;
import dev.teacher.train.statistics.FeatureMeasurement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether the statistics that normalisers hold are those of the training split. */
final class StatisticsCheck implements Check {
  private final Looks looks;

  StatisticsCheck(Looks looks) {
    this.looks = looks;
  }

  @Override
  public String id() {
    return "statistics";
  }

  @Override
  public String title() {
    return "Stored statistics";
  }

  @Override
  public String question() {
    return "Are the statistics that normalisers divide by those of the training split?";
  }

  @Override
  public CheckResult examine(Patient patient) {
    List<Finding> findings = new ArrayList<>();
    TeacherException refusal = patient.refusals().get(ConfigurationCheck.STATISTICS);
    if (refusal != null) {
      findings.add(
          Finding.seen(
              FindingKind.STALE_STATISTICS,
              refusal.getMessage(),
              "a training refuses them; with them, features would be off by what has changed",
              List.of(),
              Remedy.change(
                  "compute them anew",
                  chain(patient.experiment(), section -> section.withoutPath("file")))));
    }
    if (patient.statistics().isEmpty()) {
      return CheckResult.of("no normaliser takes statistics", findings, List.of());
    }
    FeatureStatistics held = patient.statistics().get();
    FeatureStatistics fresh = fresh(looks.at(patient));
    if (!held.layout().equals(fresh.layout())) {
      findings.add(
          Finding.seen(
              FindingKind.STALE_STATISTICS,
              "they are of " + held.layout().spec() + ", the features are " + fresh.layout().spec(),
              "columns are divided by what belongs to others",
              List.of(),
              again(patient)));
      return CheckResult.of("statistics of another layout", findings, List.of());
    }
    StatisticsDistance distance = StatisticsDistance.of(held, fresh);
    compare(patient, held, distance, findings);
    blownUp(patient, held, findings);
    return CheckResult.of(
        "%d sentences with %d frames; means %s deviations, deviations %s from those of training"
            .formatted(
                held.samples(),
                held.frames(),
                Numbers.text(distance.means()),
                Numbers.percent(Math.expm1(distance.deviations()))),
        findings,
        List.of(table(held, fresh)));
  }

  /** Of the training split as it is now. */
  private static FeatureStatistics fresh(Look look) {
    Experiment experiment = look.patient().experiment();
    if (experiment.normalizersBeforeStatistics().isEmpty()) {
      return look.extracts().training().features();
    }
    return FeatureMeasurement.run(
            experiment,
            FeatureMeasurement.origin(experiment, "train", Optional.empty()),
            look.training(),
            Optional.of(look.patient().frames().cache()),
            (n, of) -> {})
        .features();
  }

  private static void compare(
      Patient patient,
      FeatureStatistics held,
      StatisticsDistance distance,
      List<Finding> findings) {
    int few = patient.thresholds().get(Thresholds.FEW_STATISTICS);
    int available = patient.splits().get("train").size();
    if (held.samples() < few) {
      String evidence =
          "they are of %d sentences with %d frames (at least %d); train has %d"
              .formatted(held.samples(), held.frames(), few, available);
      String cause =
          "means are off by about %s of the deviation between sentences, and columns that vary in"
                  .formatted(Numbers.percent(1 / Math.sqrt(held.samples())))
              + " other sentences alone are divided by too little";
      boolean spared = available >= 2 * held.samples();
      findings.add(
          spared
              ? Finding.seen(FindingKind.FEW_STATISTICS, evidence, cause, List.of(), again(patient))
              : Finding.note(
                  FindingKind.FEW_STATISTICS,
                  evidence,
                  cause,
                  List.of(),
                  Remedy.of("record more, or normalise each sample by itself")));
      if (spared) {
        return; // few ones are off, and that is why
      }
    }
    double most = patient.thresholds().get(Thresholds.STALE_STATISTICS);
    if (distance.padding() > 0.02) {
      findings.add(
          Finding.seen(
              FindingKind.PADDED_STATISTICS,
              "means and deviations are those of the training split with %s zeros among the frames"
                  .formatted(Numbers.percent(distance.padding())),
              "every column is moved towards 0 and spread by what batches were padded with",
              distance.worst(),
              again(patient)));
    } else if (distance.means() > most || distance.deviations() > most) {
      findings.add(
          Finding.seen(
              FindingKind.STALE_STATISTICS,
              "half of their means are %s deviations or more from those of train, half of their"
                      .formatted(Numbers.text(distance.means()))
                  + " deviations differ by %s or more (at most %s)"
                      .formatted(
                          Numbers.percent(Math.expm1(distance.deviations())), Numbers.text(most)),
              "features do not get mean 0 and deviation 1: they are moved and stretched",
              distance.worst(),
              again(patient)));
    }
  }

  private static Remedy again(Patient patient) {
    return Remedy.change(
        "compute them of the whole training split"
            + (patient.isTrained() ? ", and train again" : ""),
        chain(patient.experiment(), section -> section.withoutPath("file")));
  }

  /** The chain of normalisers, some of it changed. */
  private static String chain(
      Experiment experiment, java.util.function.UnaryOperator<Config> change) {
    List<String> sections = new ArrayList<>();
    for (Config section : ConfigurationCheck.sections(experiment)) {
      sections.add(change.apply(section).root().render(ConfigRenderOptions.concise()));
    }
    return "normalizers=[" + String.join(",", sections) + "]";
  }

  /** Columns whose divisor is next to nothing, as it stands in the graph. */
  private static void blownUp(Patient patient, FeatureStatistics held, List<Finding> findings) {
    double usual = Math.sqrt(held.deviation().stream().mapToDouble(d -> d * d).average().orElse(0));
    double least = patient.thresholds().get(Thresholds.BLOWN_UP) * usual;
    List<String> places = new ArrayList<>();
    double worst = 0;
    for (Buffer buffer : patient.graph().buffers()) {
      boolean isDivisor =
          buffer.name().matches("normalizer\\d+\\.deviation")
              && buffer.initial().size() == held.layout().width();
      for (int c = 0; isDivisor && c < held.layout().width(); c++) {
        double divisor = buffer.initial().floats()[c];
        if (divisor < least) {
          worst = Math.max(worst, 1 / divisor);
          places.add(
              "%s: deviation %s, divided by %s, that is times %s"
                  .formatted(
                      held.layout().columnName(c),
                      Numbers.text(held.deviation().get(c)),
                      Numbers.text(divisor),
                      Numbers.text(1 / divisor)));
        }
      }
    }
    if (!places.isEmpty()) {
      findings.add(
          Finding.seen(
              FindingKind.BLOWN_UP,
              "%d of %d columns are divided by less than %s, a share of %s of the usual deviation:"
                      .formatted(
                          places.size(),
                          held.layout().width(),
                          Numbers.text(least),
                          Numbers.text(least / usual))
                  + " they are multiplied by up to "
                  + Numbers.text(worst),
              "what float32 rounds off becomes larger than every signal, and a normaliser or layer"
                  + " behind it sees nothing else",
              places,
              Remedy.change(
                  "give the deviation its usual floor",
                  chain(patient.experiment(), section -> section.withoutPath("floor")))));
    }
  }

  private static Exhibit table(FeatureStatistics held, FeatureStatistics fresh) {
    List<List<String>> rows = new ArrayList<>();
    int offset = 0;
    for (dev.teacher.api.data.Layout.Segment segment : held.layout().segments()) {
      int to = offset + segment.width();
      rows.add(
          List.of(
              segment.name(),
              Numbers.text(root(held.mean().subList(offset, to))),
              Numbers.text(root(fresh.mean().subList(offset, to))),
              Numbers.text(root(held.deviation().subList(offset, to))),
              Numbers.text(root(fresh.deviation().subList(offset, to))),
              Numbers.text(
                  held.deviation().subList(offset, to).stream()
                      .mapToDouble(d -> d)
                      .min()
                      .orElse(0))));
      offset = to;
    }
    return new Exhibit.Table(
        "Held statistics and those of the training split, root mean square over columns",
        List.of(
            "segment",
            "mean held",
            "mean of train",
            "deviation held",
            "deviation of train",
            "smallest held"),
        rows);
  }

  private static double root(List<Double> numbers) {
    return Math.sqrt(numbers.stream().mapToDouble(n -> n * n).average().orElse(0));
  }
}
