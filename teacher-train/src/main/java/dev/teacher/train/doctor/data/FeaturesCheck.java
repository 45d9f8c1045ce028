package dev.teacher.train.doctor.data;

import dev.teacher.api.data.Layout;
import dev.teacher.api.data.Part;
import dev.teacher.api.error.NonFiniteException;
import dev.teacher.features.statistics.SplitStatistics;
import dev.teacher.train.doctor.Check;
import dev.teacher.train.doctor.CheckResult;
import dev.teacher.train.doctor.Finding;
import dev.teacher.train.doctor.FindingKind;
import dev.teacher.train.doctor.Patient;
import dev.teacher.train.doctor.Remedy;
import dev.teacher.train.doctor.Thresholds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/** What the numbers are like, as they stand in the files and as features before normalisation. */
final class FeaturesCheck implements Check {
  private static final int NAMED = 20;

  /** Share of a segment's columns that make it constant as a whole. */
  private static final double WHOLE = 0.9;

  /** Of frames with the other hand, in how few a hand is hardly ever there. */
  private static final double HARDLY = 0.02;

  private final Looks looks;

  FeaturesCheck(Looks looks) {
    this.looks = looks;
  }

  @Override
  public String id() {
    return "features";
  }

  @Override
  public String title() {
    return "Feature statistics";
  }

  @Override
  public String question() {
    return "Are the numbers finite, alive, of sane size, and what the layout calls them?";
  }

  @Override
  public CheckResult examine(Patient patient) {
    Look look = looks.at(patient);
    look.samples(); // reads them, so that complaints are known
    List<Finding> findings = new ArrayList<>();
    nonFinite(look, findings);
    Map<String, Double> fits = look.fits();
    Set<String> explained = new TreeSet<>(extreme(look, findings));
    Set<String> constant = constant(look, findings);
    explained.addAll(constant);
    Set<String> wrong = layout(look, fits, explained, findings);
    missing(look, findings);
    SplitStatistics features = look.extracts().training();
    long zeros = features.columns().stream().mapToLong(c -> c.summary().zeros()).sum();
    long all = features.columns().stream().mapToLong(c -> c.summary().count()).sum();
    double worst = fits.values().stream().mapToDouble(f -> f).min().orElse(Double.NaN);
    return CheckResult.of(
        "%d columns of features over %d frames, %s zeros; parts fit their places by %s or better"
            .formatted(
                features.layout().width(),
                features.frames(),
                Numbers.percent((double) zeros / all),
                Numbers.text(worst)),
        findings,
        List.of(
            FeatureExhibits.segments(features),
            FeatureExhibits.signers(features),
            FeatureExhibits.distributions(features),
            FeatureExhibits.map(look.columns().layout(), fits, wrong, constant)));
  }

  private static void nonFinite(Look look, List<Finding> findings) {
    Set<String> samples = new TreeSet<>();
    List<String> places = new ArrayList<>();
    look.patient()
        .frames()
        .complaints()
        .forEach(
            (sample, complaint) -> {
              if (complaint instanceof NonFiniteException) {
                samples.add(sample);
                places.add(complaint.getMessage());
              }
            });
    if (!samples.isEmpty()) {
      findings.add(
          Finding.seen(
              FindingKind.NON_FINITE_INPUT,
              samples.size()
                  + " recordings hold numbers that are NaN or infinite: "
                  + String.join(", ", samples.stream().limit(NAMED).toList()),
              "one of them makes loss and weights NaN",
              places,
              Remedy.without("mend these recordings, or leave them out", samples)));
    }
    SplitStatistics features = look.extracts().training();
    if (!features.isFinite()) {
      findings.add(
          Finding.seen(
              FindingKind.NON_FINITE_INPUT,
              "the feature extractor makes NaN or infinity of finite numbers",
              "one of them makes loss and weights NaN",
              features.nonFinite().stream().map(Object::toString).toList(),
              Remedy.of("tell the author of the feature extractor")));
    }
  }

  private static Set<String> layout(
      Look look, Map<String, Double> fits, Set<String> explained, List<Finding> findings) {
    double least = look.patient().thresholds().get(Thresholds.LAYOUT);
    Set<String> wrong = new TreeSet<>();
    List<String> texts = new ArrayList<>();
    fits.forEach(
        (segment, fit) -> {
          if (fit < least && !explained.contains(segment)) {
            wrong.add(segment);
            texts.add(segment + " " + Numbers.text(fit));
          }
        });
    if (!wrong.isEmpty()) {
      findings.add(
          Finding.concluded(
              FindingKind.WRONG_LAYOUT,
              "columns do not fit what they are called, 1 being perfect and %s the least: %s"
                  .formatted(Numbers.text(least), String.join(", ", texts)),
              "features are made of the wrong points, and networks for hands see something else",
              texts,
              Remedy.of(
                  "see what the columns are: teacher inspect data; then name the layout or put the"
                      + " columns in order")));
    }
    return wrong;
  }

  private static void missing(Look look, List<Finding> findings) {
    double least = look.patient().thresholds().get(Thresholds.HANDS);
    List<String> texts = new ArrayList<>();
    look.postures()
        .forEach(
            (split, postures) -> {
              rare("a hand", split, postures, Posture::anyHand, least, texts);
              rare("the pose", split, postures, Posture::pose, least, texts);
            });
    if (look.isOfLandmarks()) {
      double left = there(look.columns(), Part.LEFT_HAND);
      double right = there(look.columns(), Part.RIGHT_HAND);
      if (Math.min(left, right) < HARDLY && Math.max(left, right) > HARDLY) {
        texts.add(
            "the %s hand is in %s of the frames of train"
                .formatted(
                    left < right ? "left" : "right", Numbers.percent(Math.min(left, right))));
      }
    } else {
      readyHands(look, least, texts);
    }
    if (!texts.isEmpty()) {
      findings.add(
          Finding.seen(
              FindingKind.MISSING_PARTS,
              String.join("; ", texts) + " (at least %s)".formatted(Numbers.percent(least)),
              "where hands are zeros, nothing tells one sign from another",
              texts,
              Remedy.change(
                  "extract landmarks again with a lower confidence; meanwhile fill what is missing",
                  "features.missing=INTERPOLATE")));
    }
  }

  private static double there(ColumnScan columns, Part part) {
    return 1 - columns.zeros()[part.column(9, 0)]; // a wrist may be the origin, a knuckle is not
  }

  private static void rare(
      String what,
      String split,
      List<Posture> postures,
      ToDoubleFunction<Posture> share,
      double least,
      List<String> texts) {
    double mean = postures.stream().mapToDouble(share).average().orElse(1);
    if (mean < least) {
      texts.add("%s is in %s of the frames of %s".formatted(what, Numbers.percent(mean), split));
    }
  }

  /** Ready features: segments of hands that are zeros in most frames, all of them. */
  private static void readyHands(Look look, double least, List<String> texts) {
    Layout layout = look.columns().layout();
    double most = 0;
    boolean any = false;
    for (Layout.Segment segment : layout.segments()) {
      if (segment.name().startsWith("hands")) {
        int offset = layout.offset(segment.name());
        double zeros = 1;
        for (int c = offset; c < offset + segment.width(); c++) {
          zeros = Math.min(zeros, look.columns().zeros()[c]);
        }
        any = true;
        most = Math.max(most, 1 - zeros);
      }
    }
    if (any && most < least / 2) {
      texts.add("hands are in %s of the frames of train".formatted(Numbers.percent(most)));
    }
  }

  /** The segments that hold extreme columns. */
  static Set<String> extreme(Look look, List<Finding> findings) {
    Set<String> segments = new TreeSet<>();
    ColumnScan columns = look.columns();
    double most = look.patient().thresholds().get(Thresholds.EXTREME);
    Map<String, List<Integer>> kinds = kinds(look);
    List<Double> middles = new ArrayList<>();
    kinds.values().forEach(own -> middles.add(middle(columns, own)));
    double overall =
        Numbers.median(middles.stream().mapToDouble(d -> d).filter(d -> d > 0).toArray());
    List<String> places = new ArrayList<>();
    double worst = 0;
    for (List<Integer> own : kinds.values()) {
      double usual = Math.max(middle(columns, own), 0.01 * overall);
      // A kind that is extreme as a whole is held against the others.
      double scale = usual > most * overall ? overall : usual;
      for (int c : own) {
        double ratio = columns.deviation()[c] / scale;
        if (ratio > most) {
          worst = Math.max(worst, ratio);
          segments.add(segment(columns.layout(), c));
          places.add(
              "%s: from %s to %s, deviation %s, usual %s"
                  .formatted(
                      columns.layout().columnName(c),
                      Numbers.text(columns.min()[c]),
                      Numbers.text(columns.max()[c]),
                      Numbers.text(columns.deviation()[c]),
                      Numbers.text(scale)));
        }
      }
    }
    if (!places.isEmpty()) {
      findings.add(
          Finding.seen(
              FindingKind.EXTREME_VALUES,
              "%d columns vary up to %s times as much as others of their kind (at most %s)"
                  .formatted(places.size(), Numbers.text(worst), Numbers.text(most)),
              "they drown the others wherever columns are added up",
              places,
              Remedy.of("mend the files: coordinates have one unit; until then, clip")));
    }
    return segments;
  }

  private static String segment(Layout layout, int column) {
    String name = layout.columnName(column);
    return name.substring(0, name.lastIndexOf('['));
  }

  private static double middle(ColumnScan columns, List<Integer> own) {
    return Numbers.median(
        own.stream()
            .filter(c -> !columns.isNeverThere(c))
            .mapToDouble(c -> columns.deviation()[c])
            .toArray());
  }

  /** Columns of one segment, and of one coordinate where they are landmarks. */
  private static Map<String, List<Integer>> kinds(Look look) {
    Map<String, List<Integer>> kinds = new LinkedHashMap<>();
    int column = 0;
    for (Layout.Segment segment : look.columns().layout().segments()) {
      for (int i = 0; i < segment.width(); i++) {
        String kind = segment.name() + (look.isOfLandmarks() ? " " + "xyz".charAt(i % 3) : "");
        kinds.computeIfAbsent(kind, k -> new ArrayList<>()).add(column);
        column++;
      }
    }
    return kinds;
  }

  /** The segments that hold constant columns which should move. */
  private static Set<String> constant(Look look, List<Finding> findings) {
    ColumnScan columns = look.columns();
    List<String> places = new ArrayList<>();
    Set<String> segments = new TreeSet<>();
    List<String> notes = new ArrayList<>();
    for (Map.Entry<String, List<Integer>> kind : kinds(look).entrySet()) {
      List<Integer> still =
          kind.getValue().stream()
              .filter(c -> columns.isConstant(c) && !columns.isFlag(c))
              .toList();
      long there = kind.getValue().stream().filter(c -> !columns.isNeverThere(c)).count();
      boolean whole = still.size() >= WHOLE * there;
      // Landmarks in two dimensions have one depth; that is no fault.
      boolean flat = look.isOfLandmarks() && whole && kind.getKey().endsWith(" z");
      for (int c : still) {
        String text =
            "%s is %s in every frame"
                .formatted(columns.layout().columnName(c), Numbers.text(columns.mean()[c]));
        if (flat) {
          notes.add(text);
        } else {
          places.add(text);
          segments.add(kind.getKey().split(" ", -1)[0]);
        }
      }
    }
    String cause =
        "they say nothing, and divided by their deviation their rounding errors are all that is"
            + " left";
    Remedy remedy = Remedy.of("extract them again, or leave them out of the layout");
    if (!places.isEmpty()) {
      findings.add(
          Finding.seen(
              FindingKind.CONSTANT_COLUMNS,
              "%d of %d columns never change where they are not 0, in %s"
                  .formatted(places.size(), columns.layout().width(), String.join(", ", segments)),
              cause,
              places,
              remedy));
    } else if (!notes.isEmpty()) {
      findings.add(
          Finding.note(
              FindingKind.CONSTANT_COLUMNS,
              notes.size() + " depths never change: the landmarks are flat",
              cause,
              notes,
              remedy));
    }
    return segments;
  }
}
