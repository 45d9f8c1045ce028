package dev.teacher.train.doctor.network;

import com.typesafe.config.Config;
import dev.teacher.api.plugin.PluginKind;
import dev.teacher.api.plugin.Registry;
import dev.teacher.train.doctor.Course;
import dev.teacher.train.doctor.FindingKind;
import dev.teacher.train.doctor.Patient;
import dev.teacher.train.loop.TrainSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is tried where a training does not learn.
 *
 * @param kind of finding, if it helps
 * @param text what is changed, in words
 * @param cause what is wrong, if it helps
 * @param remedy what to do, if it helps
 * @param overrides the change
 */
record Change(FindingKind kind, String text, String cause, String remedy, List<String> overrides) {
  private static final String RATE = "optimizer.learning-rate";

  /** A rate within this factor of the optimiser's usual one is as usual. */
  private static final double USUAL = 3;

  /** A usual rate is changed by this factor. */
  private static final double FAR = 30;

  /** A loss that rose to this share of the first one speaks of too large steps. */
  private static final double RISEN = 1.5;

  /** A loss that fell to this share of the first one is not for want of large steps. */
  private static final double FALLEN = 0.5;

  Change {
    overrides = List.copyOf(overrides);
  }

  /** All of them, the likeliest first. */
  static List<Change> of(Patient patient, Course own) {
    double highest =
        own.losses().stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
    boolean wild = !own.finite() || highest > RISEN * own.firstLoss();
    List<Change> changes = new ArrayList<>();
    if (!Double.isFinite(own.firstLoss())) { // before anything moved
      normaliser(patient).ifPresent(changes::add);
      return changes;
    }
    Change slower = slower(patient);
    Change faster = faster(patient);
    Change unregularised = regularisation(patient);
    boolean falls = own.lastLoss() < FALLEN * own.firstLoss();
    if (wild) {
      changes.addAll(List.of(slower, unregularised, faster));
    } else if (falls) {
      changes.addAll(List.of(unregularised, slower, faster));
    } else {
      changes.addAll(List.of(faster, unregularised, slower));
    }
    normaliser(patient).ifPresent(changes::add);
    return changes;
  }

  private static Change slower(Patient patient) {
    double rate = patient.settings().learningRate();
    double usual = usual(patient);
    double other = rate > USUAL * usual ? usual : rate / FAR;
    return new Change(
        FindingKind.RATE_TOO_HIGH,
        Text.say("a learning rate of %.1e in the place of %.1e", other, rate),
        "steps overshoot: the loss jumps about or rises, and weights grow until nothing is finite",
        "lower the learning rate; teacher find-lr measures a good one",
        List.of("train." + RATE + "=" + other));
  }

  private static Change faster(Patient patient) {
    double rate = patient.settings().learningRate();
    double usual = usual(patient);
    double other = Math.min(10, rate < usual / USUAL ? usual : rate * FAR);
    return new Change(
        FindingKind.RATE_TOO_LOW,
        Text.say("a learning rate of %.1e in the place of %.1e", other, rate),
        "weights hardly move: the loss stays where it is however long the training",
        "raise the learning rate; teacher find-lr measures a good one",
        List.of("train." + RATE + "=" + other));
  }

  /** The optimiser's own default. */
  private static double usual(Patient patient) {
    Config section = patient.experiment().section("train");
    return new TrainSettings(section.withoutPath(RATE)).learningRate();
  }

  /** Drop-out only where the network has a key for it. */
  private static Change regularisation(Patient patient) {
    List<String> overrides = new ArrayList<>();
    Config backbone = patient.experiment().section("backbone");
    String type = Registry.type(PluginKind.BACKBONE, backbone, "backbone");
    boolean drops =
        patient.subject().registry().factory(PluginKind.BACKBONE, type, "backbone").keys().stream()
            .anyMatch(key -> key.path().equals("dropout"));
    if (drops) {
      overrides.add("backbone.dropout=0");
    }
    overrides.add("train.optimizer.weight-decay=0");
    return new Change(
        FindingKind.OVER_REGULARISED,
        drops ? "neither drop-out nor weight decay" : "no weight decay",
        "so much is dropped or taken back at each step that nothing is kept",
        "lower drop-out (0.2 to 0.5 is usual) and weight decay (0.01 is usual)",
        overrides);
  }

  /** Where the features are standardised never or more than once. */
  private static Optional<Change> normaliser(Patient patient) {
    int standardisers = patient.experiment().standardisers().size();
    if (standardisers == 1) {
      return Optional.empty();
    }
    return Optional.of(
        new Change(
            standardisers == 0 ? FindingKind.NOT_STANDARDISED : FindingKind.COLLAPSED_VARIANCE,
            "a single standardising normaliser",
            standardisers == 0
                ? "features of very different sizes: the largest drown the others"
                : "features are standardised again and again, and the signal is lost",
            "let one normaliser standardise: normalizers = [ { type = global-stats } ]",
            List.of("normalizers=[{type=global-stats}]")));
  }
}
