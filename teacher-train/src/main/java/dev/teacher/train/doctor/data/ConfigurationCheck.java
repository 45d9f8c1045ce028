package dev.teacher.train.doctor.data;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigRenderOptions;
import dev.teacher.api.error.NonFiniteException;
import dev.teacher.api.error.TeacherException;
import dev.teacher.api.pipeline.Experiment;
import dev.teacher.features.corpus.Listing;
import dev.teacher.train.doctor.Check;
import dev.teacher.train.doctor.CheckResult;
import dev.teacher.train.doctor.Finding;
import dev.teacher.train.doctor.FindingKind;
import dev.teacher.train.doctor.Patient;
import dev.teacher.train.doctor.Remedy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a training would refuse: features that are standardised twice, data that cannot be read. */
final class ConfigurationCheck implements Check {
  /** The file says so where statistics were refused; another check tells. */
  static final String STATISTICS = "feature statistics";

  /** A floor below which the kept normaliser gets its usual one again. */
  private static final double LEAST_FLOOR = 1e-5;

  private final Looks looks;

  ConfigurationCheck(Looks looks) {
    this.looks = looks;
  }

  @Override
  public String id() {
    return "configuration";
  }

  @Override
  public String title() {
    return "Configuration";
  }

  @Override
  public String question() {
    return "Does the configuration contradict itself, and can everything it names be read?";
  }

  @Override
  public CheckResult examine(Patient patient) {
    List<Finding> findings = new ArrayList<>();
    List<String> refusals = refusals(patient);
    if (!refusals.isEmpty()) {
      findings.add(
          Finding.seen(
              FindingKind.REFUSED,
              refusals.get(0),
              "a training ends before its first step",
              refusals,
              Remedy.of("do what the message says")));
    }
    List<String> owners = patient.experiment().standardisers();
    if (owners.size() > 1) {
      findings.add(twice(patient.experiment(), owners));
    }
    return CheckResult.of(
        "%d standardising normalisers (one at most), %d refusals"
            .formatted(owners.size(), refusals.size()),
        findings,
        List.of());
  }

  private static Finding twice(Experiment experiment, List<String> owners) {
    List<String> chain = kept(experiment);
    String override = "normalizers=[" + String.join(",", chain) + "]";
    return Finding.seen(
        FindingKind.DECLARED_TWICE,
        "standardised %d times: %s".formatted(owners.size(), String.join("; ", owners)),
        "the second one divides by what the first one left: differences between samples go, and"
            + " one large column makes all others vanish",
        owners,
        Remedy.change("keep one standardising normaliser", override));
  }

  /** The chain with its first standardiser alone; with none if the network standardises itself. */
  private static List<String> kept(Experiment experiment) {
    List<String> kept = new ArrayList<>();
    boolean owned = experiment.backbone().standardises();
    List<String> sections = rendered(experiment);
    int place = 0;
    for (Map.Entry<String, dev.teacher.api.plugin.Normalizer> entry :
        experiment.normalizers().entrySet()) {
      boolean standardises = entry.getValue().standardises();
      if (!standardises || !owned) {
        kept.add(sections.get(place));
        owned |= standardises;
      }
      place++;
    }
    return kept;
  }

  /** The sections of the normalisers. */
  static List<? extends Config> sections(Experiment experiment) {
    return experiment.config().hasPath("normalizers")
        ? experiment.config().getConfigList("normalizers")
        : List.of();
  }

  /** The normalisers, each in a line, without a floor that is none. */
  static List<String> rendered(Experiment experiment) {
    return sections(experiment).stream().map(ConfigurationCheck::rendered).toList();
  }

  private static String rendered(Config section) {
    boolean floorless = section.hasPath("floor") && section.getDouble("floor") < LEAST_FLOOR;
    return (floorless ? section.withoutPath("floor") : section)
        .root()
        .render(ConfigRenderOptions.concise());
  }

  /** Messages that no other check explains. */
  private List<String> refusals(Patient patient) {
    List<String> refusals = new ArrayList<>();
    for (Map.Entry<String, TeacherException> refusal : patient.refusals().entrySet()) {
      String about = refusal.getKey();
      if (!about.equals(STATISTICS) && !isExplained(patient, about)) {
        refusals.add(about + ": " + refusal.getValue().getMessage());
      }
    }
    patient
        .frames()
        .complaints()
        .forEach(
            (sample, complaint) -> {
              if (!(complaint instanceof NonFiniteException)) {
                refusals.add("sample " + sample + ": " + complaint.getMessage());
              }
            });
    return refusals;
  }

  /** Whether empty references or ids given twice are all that is wrong with a split. */
  private boolean isExplained(Patient patient, String about) {
    String split = about.replaceFirst("^split ", "");
    if (!(patient.corpus() instanceof Listing.Source source)
        || !patient.splits().containsKey(split)) {
      return false;
    }
    Listing listing = looks.at(patient).listing(source, split);
    return listing.faults().size() == listing.empty().size() + listing.repeated().size();
  }
}
