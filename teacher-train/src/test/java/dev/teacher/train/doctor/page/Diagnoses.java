package dev.teacher.train.doctor.page;

import dev.teacher.train.doctor.CheckResult;
import dev.teacher.train.doctor.Course;
import dev.teacher.train.doctor.Diagnosis;
import dev.teacher.train.doctor.Diagnosis.Examination;
import dev.teacher.train.doctor.Diagnosis.Trial;
import dev.teacher.train.doctor.Effort;
import dev.teacher.train.doctor.Exhibit;
import dev.teacher.train.doctor.Exhibit.Bar;
import dev.teacher.train.doctor.Exhibit.Bars;
import dev.teacher.train.doctor.Exhibit.Curves;
import dev.teacher.train.doctor.Exhibit.Distribution;
import dev.teacher.train.doctor.Exhibit.Distributions;
import dev.teacher.train.doctor.Exhibit.Line;
import dev.teacher.train.doctor.Exhibit.Segment;
import dev.teacher.train.doctor.Exhibit.Table;
import dev.teacher.train.doctor.Finding;
import dev.teacher.train.doctor.FindingKind;
import dev.teacher.train.doctor.Remedy;
import dev.teacher.train.doctor.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Diagnoses as doctors make them, to look at. */
final class Diagnoses {
  private Diagnoses() {}

  /** Nothing is wrong; one check had nothing to look at. */
  static Diagnosis healthy() {
    List<Examination> examinations =
        List.of(
            examination(
                "features",
                "Feature statistics",
                CheckResult.of(
                    "340 columns of 60 recordings, every number finite, no column constant",
                    List.of(),
                    List.of(layout(false), segments(), signers(3)))),
            examination(
                "normalisers",
                "Normalisation comparison",
                CheckResult.of(
                    "after global-stats 0 of 340 columns have collapsed, effective rank 61 of 64",
                    List.of(),
                    List.of(spread(false)))),
            examination(
                "gradients",
                "Gradient flow",
                CheckResult.of(
                    "norms from 0.021 to 1.9, none dead",
                    List.of(),
                    List.of(gradients(12, false)))),
            examination(
                "export",
                "Export",
                CheckResult.cannotTell("no checkpoint was given, so there is nothing to export")));
    return new Diagnosis(
        "quickstart", Verdict.HEALTHY, List.of(), examinations, List.of(), Effort.QUICK, 21.4);
  }

  /** Very much is wrong, of a network with many layers. */
  static Diagnosis sick() {
    Finding twice =
        Finding.seen(
            FindingKind.DECLARED_TWICE,
            "normalizers[0] global-stats (configs/origin.conf: line 14) and normalizers[1]"
                + " per-sample-zscore (configs/origin.conf: line 15) both bring columns to mean 0 and"
                + " deviation 1; after the second, 187 of 225 columns have less than 1 % of the"
                + " variance that they have behind the first",
            "the second one divides by a deviation that a few blown up columns decide, so what is"
                + " signed has hardly any size left",
            List.of(
                "normalizers[0] (configs/origin.conf: line 14)",
                "normalizers[1] (configs/origin.conf: line 15)"),
            Remedy.change("keep one of them", "normalizers = [ { type = global-stats } ]"));
    Finding blown =
        Finding.seen(
            FindingKind.BLOWN_UP,
            "7 columns have a deviation below 1e-7 in the statistics; behind global-stats the largest"
                + " number is 2.98e8, where a healthy one stays below 50",
            "the last bit of a float becomes the largest number there is",
            IntStream.range(0, 31)
                .mapToObj(
                    i -> "pose[" + (3 * i + 2) + "], column " + (3 * i + 2) + ": deviation 1.2e-9")
                .toList(),
            Remedy.change("set the floor again, or leave it out", "normalizers.0.floor = 1e-3"));
    Finding few =
        Finding.seen(
            FindingKind.FEW_STATISTICS,
            "statistics of 100 samples and 9,214 frames; 400 are there",
            "a mean of few sentences is not the mean of the corpus",
            List.of(),
            Remedy.of(
                "compute them of the whole split: teacher stats --config configs/origin.conf --out statistics"));
    Finding mislabelled =
        Finding.concluded(
            FindingKind.MISLABELLED,
            "5 samples cannot be learned by heart together, 3 of them can",
            "what the network should say contradicts what it sees",
            List.of(
                "train_00017_a_very_long_identifier_of_a_sentence_that_somebody_named_by_hand_and_never_shortened/part-2",
                "train_0233"),
            Remedy.without(
                "look at the annotation of these samples",
                new TreeSet<>(List.of("train_0017", "train_0233"))));
    Finding vanishing =
        Finding.concluded(
            FindingKind.VANISHING,
            "the gradient of mixed3.branch1.conv.weight is 3.1e-11 of that of the head",
            "the first layers stand still",
            List.of("mixed3.branch1.conv.weight", "mixed3.branch1.norm.scale"),
            Remedy.of("mend what is above; it is most likely its doing"));
    Finding note =
        Finding.note(
            FindingKind.SHIFTED,
            "test-unseen: the mean of hands is 0.8 deviations from training",
            "signers differ",
            List.of("test-unseen"),
            Remedy.of("nothing; a result on it will be worse than on test"));
    List<Finding> findings = List.of(twice, blown, few, mislabelled, vanishing, note);
    List<Examination> examinations =
        List.of(
            examination(
                "configuration",
                "Configuration",
                CheckResult.of(
                    "2 standardising normalizers, where one may be", List.of(twice), List.of())),
            examination(
                "labels",
                "Labels",
                CheckResult.of(
                    "400 sentences, 14 glosses, none empty",
                    List.of(mislabelled),
                    List.of(counts(40)))),
            examination(
                "features",
                "Feature statistics",
                CheckResult.of(
                    "1629 columns of 60 recordings, 7 of them constant",
                    List.of(note),
                    List.of(layout(true), segments(), signers(8)))),
            examination(
                "normalisers",
                "Normalisation comparison",
                CheckResult.of(
                    "global-stats and per-sample-zscore together leave 38 of 225 columns",
                    List.of(twice),
                    List.of(spread(true), comparison()))),
            examination(
                "statistics",
                "Stored statistics",
                CheckResult.of(
                    "100 samples, smallest deviation 1.2e-9", List.of(blown, few), List.of())),
            examination(
                "forward",
                "Forward stability",
                CheckResult.of(
                    "activations from 1.2e-4 to infinite; the first beyond 1000 is encoder.pose.conv",
                    List.of(),
                    List.of(activations()))),
            examination(
                "gradients",
                "Gradient flow",
                CheckResult.of(
                    "of 64 weights 9 get next to nothing",
                    List.of(vanishing),
                    List.of(gradients(64, true)))),
            examination(
                "ablation",
                "Modality ablation",
                CheckResult.of(
                    "without hands the WER is 41 points worse", List.of(), List.of(ablation()))),
            examination(
                "learning",
                "Short trainings",
                CheckResult.of(
                    "5 samples were not learned by heart in 60 steps: WER 100 %",
                    List.of(), List.of(courses()))),
            examination(
                "export",
                "Export",
                CheckResult.cannotTell("no checkpoint was given, so there is nothing to export")));
    Trial kept =
        new Trial(
            "declared-twice",
            twice.remedy().overrides(),
            Optional.of(course(60, 1, false)),
            Optional.of(course(60, 0, true)),
            true,
            "with one normalizer the loss falls from 4.8 to 0.11 and 5 samples are learned by heart;"
                + " as it is, the WER on them stays at 100 %");
    Trial floor =
        new Trial(
            "blown-up",
            blown.remedy().overrides(),
            Optional.empty(),
            Optional.of(course(60, 0.4, false)),
            false,
            "as it is, the first loss is not finite; with a floor it falls, but nothing is learned by"
                + " heart");
    return new Diagnosis(
        "origin", Verdict.SICK, findings, examinations, List.of(kept, floor), Effort.FULL, 203.7);
  }

  /** What is hard to draw: no numbers, nothing to list, texts that look like HTML. */
  static Diagnosis strange() {
    Finding odd =
        new Finding(
            FindingKind.NON_FINITE_INPUT,
            Finding.Certainty.SEEN,
            "NaN in <b>12</b> frames & more",
            "",
            List.of(),
            Remedy.of("mend \"them\""));
    List<Exhibit> exhibits =
        List.of(
            new Table("no rows", List.of("a", "b"), List.of()),
            new Table(
                "no numbers",
                List.of("column", "mean", "largest"),
                List.of(List.of("<i>", "NaN", "Infinity"), List.of("b", "0.5", "-Infinity"))),
            new Bars("no bars", true, List.of()),
            new Bars(
                "bars without numbers",
                true,
                List.of(
                    Bar.of("none", Double.NaN, true),
                    Bar.of("endless", Double.POSITIVE_INFINITY, true),
                    Bar.of("zero", 0, false),
                    Bar.of("one", 1, false))),
            new Bars("only zero", false, List.of(Bar.of("zero", 0, false))),
            new Bars(
                "many without numbers",
                false,
                IntStream.range(0, 30).mapToObj(i -> Bar.of("w" + i, Double.NaN, true)).toList()),
            new Curves("no lines", "steps", true, List.of()),
            new Curves(
                "lines without numbers",
                "steps",
                false,
                List.of(
                    new Line("empty", List.of(), List.of()),
                    new Line(
                        "broken",
                        List.of(1.0, 2.0, 3.0),
                        List.of(1.0, Double.NaN, Double.POSITIVE_INFINITY)))),
            new Distributions("no rows", -1, 1, List.of()),
            new Distributions(
                "nothing finite",
                -1,
                1,
                List.of(
                    new Distribution("nothing", List.of(), "all NaN", true),
                    new Distribution("no share", List.of(Double.NaN, Double.NaN), "", true))),
            new Exhibit.Map("no segments", List.of()),
            new Exhibit.Map("empty segment", List.of(new Segment("void", 0, "", false))));
    Course broken =
        new Course(List.of(), List.of(), 3, Double.NaN, Double.NaN, false, Optional.empty());
    Trial untried =
        new Trial("non-finite-input", List.of(), Optional.of(broken), Optional.empty(), false, "");
    return new Diagnosis(
        "<odd> & own",
        Verdict.SICK,
        List.of(odd),
        List.of(
            examination(
                "features",
                "Features",
                new CheckResult(Verdict.SICK, "NaN in 12 frames", List.of(odd), exhibits)),
            examination("batch", "Batch", CheckResult.cannotTell("nothing <there>"))),
        List.of(untried),
        Effort.QUICK,
        Double.MIN_VALUE);
  }

  /** No check was made. */
  static Diagnosis empty() {
    return new Diagnosis(
        "nothing", Verdict.CANNOT_TELL, List.of(), List.of(), List.of(), Effort.QUICK, 0);
  }

  private static Examination examination(String id, String title, CheckResult result) {
    return new Examination(
        id,
        title,
        "What would show a fault of " + title.toLowerCase(Locale.ROOT) + "?",
        result,
        1.23);
  }

  private static Exhibit layout(boolean sick) {
    return new Exhibit.Map(
        "columns of the features",
        List.of(
            new Segment("pose", 99, "mean 0.31, deviation 0.22", false),
            new Segment("face", 1404, "mean 0.48, deviation 0.03", false),
            new Segment("left-hand", 63, "missing in 71 % of the frames", sick),
            new Segment("right-hand", 63, "missing in 4 % of the frames", false),
            new Segment("velocity", 225, "zero in 38 % of the frames", false),
            new Segment("presence", 1, "constant 1", sick)));
  }

  private static Exhibit segments() {
    return new Table(
        "segments",
        List.of("segment", "mean", "deviation", "smallest", "largest", "zeros", "not finite"),
        List.of(
            List.of("all", "0.0312", "0.911", "-8.12", "9.7", "21.4 %", "0"),
            List.of("pose", "0.31", "0.22", "-0.4", "1.3", "0.0 %", "0"),
            List.of("left-hand", "0.12", "0.31", "-1.1", "1.4", "71.0 %", "0"),
            List.of("right-hand", "0.38", "0.21", "-0.9", "1.6", "4.2 %", "0")));
  }

  private static Exhibit signers(int count) {
    return new Table(
        "signers",
        List.of("signer", "sentences", "mean of hands", "remark"),
        IntStream.range(0, count)
            .mapToObj(
                i ->
                    List.of(
                        "signer-" + i,
                        Integer.toString(20 + i),
                        "0.3" + i,
                        i == 2 ? "sits nearer to the camera than the others" : "like the others"))
            .toList());
  }

  private static Exhibit counts(int glosses) {
    return new Table(
        "glosses",
        List.of("gloss", "occurrences"),
        IntStream.range(0, glosses)
            .mapToObj(i -> List.of("GLOSS" + i, Integer.toString(300 - 7 * i)))
            .toList());
  }

  private static Exhibit spread(boolean sick) {
    List<Distribution> rows = new ArrayList<>();
    rows.add(new Distribution("raw", bell(-0.5, 0.35), "mean -0.5, deviation 0.35", false));
    rows.add(
        new Distribution("global-stats", bell(0, 1), "mean 0, deviation 1, from -8 to 9", false));
    if (sick) {
      rows.add(
          new Distribution(
              "global-stats, then per-sample-zscore",
              bell(0, 0.02),
              "mean -0.001, deviation 1, from -1.7 to 2.98e8; 187 of 225 columns have collapsed",
              true));
      rows.add(new Distribution("none", List.of(), "NaN in 3 columns", true));
    }
    rows.add(new Distribution("clip [-100, 100]", bell(-0.5, 0.35), "like raw", false));
    rows.add(new Distribution("min-max", bell(0.4, 0.5), "from -1 to 1", false));
    return new Distributions("how features are spread, before and behind normalisers", -3, 3, rows);
  }

  private static List<Double> bell(double mean, double deviation) {
    double[] heights =
        IntStream.range(0, 60)
            .mapToDouble(i -> (-3 + (i + 0.5) / 10 - mean) / deviation)
            .map(z -> Math.exp(-z * z / 2))
            .toArray();
    double sum = IntStream.range(0, 60).mapToDouble(i -> heights[i]).sum();
    return IntStream.range(0, 60).mapToObj(i -> sum == 0 ? 0.0 : heights[i] / sum).toList();
  }

  private static Exhibit comparison() {
    return new Bars(
        "columns whose variance has collapsed, %",
        false,
        List.of(
            Bar.of("raw", 3.1, false),
            Bar.of("global-stats (configured)", 0, false),
            Bar.of("per-sample-zscore", 0.4, false),
            Bar.of("min-max", 1.2, false),
            Bar.of("global-stats, then per-sample-zscore (configured)", 83.1, true)));
  }

  private static Exhibit gradients(int layers, boolean sick) {
    List<Bar> bars = new ArrayList<>();
    for (int i = 0; i < layers; i++) {
      boolean dead = sick && i >= 20 && i < 29;
      double norm = dead ? Math.pow(10, -9 - i % 3) : 0.02 * Math.exp(2 * Math.sin(i)) + i / 100.0;
      bars.add(Bar.of("mixed" + i / 8 + ".branch" + i % 4 + ".conv.weight", norm, dead));
    }
    return new Bars("norm of the gradient by weight, at the first step", true, bars);
  }

  private static Exhibit activations() {
    return new Bars(
        "largest activation by layer",
        true,
        List.of(
            Bar.of("features", 1.2, false),
            Bar.of("normalizer0", 8.7, false),
            Bar.of("normalizer1", 2.98e8, true),
            Bar.of("encoder.pose.conv", 7.1e9, true),
            Bar.of("lstm", 1, false),
            Bar.of("head", Double.POSITIVE_INFINITY, true),
            Bar.of("log_probs", Double.NaN, true)));
  }

  private static Exhibit ablation() {
    return new Bars(
        "WER without a segment, points more (95 % interval)",
        false,
        List.of(
            new Bar("hands", 41.2, 33, 48.9, false),
            new Bar("pose", 12.5, 6.1, 19, false),
            new Bar("face", -0.4, -2.1, 1.2, true),
            new Bar("velocity", 3.3, -0.8, 7.9, false)));
  }

  private static Exhibit courses() {
    List<Double> steps = IntStream.rangeClosed(1, 60).mapToObj(i -> (double) i).toList();
    return new Curves(
        "loss of short trainings",
        "steps",
        true,
        List.of(
            new Line("as configured", steps, course(60, 1, false).losses()),
            new Line("a tenth of the rate", steps, course(60, 0.8, false).losses()),
            new Line(
                "backbone.dropout=0, train.optimizer.weight-decay=0",
                steps,
                course(60, 0.5, false).losses())));
  }

  private static Course course(int steps, double floor, boolean learns) {
    List<Double> losses =
        IntStream.range(0, steps)
            .mapToObj(
                i ->
                    4.7 * (floor + (1 - floor) * Math.exp(-i / 14.0)) + 0.1 * Math.abs(Math.sin(i)))
            .toList();
    return new Course(losses, losses, 5, learns ? 0 : 1, learns ? 0.71 : 1, true, Optional.empty());
  }
}
