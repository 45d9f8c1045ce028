package dev.teacher.train.doctor.data;

import dev.teacher.api.data.FeatureStatistics;
import dev.teacher.api.data.Frames;
import dev.teacher.api.data.Layout;
import dev.teacher.api.data.Sample;
import dev.teacher.api.pipeline.Experiment;
import dev.teacher.api.pipeline.Recognizer;
import dev.teacher.train.doctor.Check;
import dev.teacher.train.doctor.CheckResult;
import dev.teacher.train.doctor.Exhibit;
import dev.teacher.train.doctor.Finding;
import dev.teacher.train.doctor.FindingKind;
import dev.teacher.train.doctor.NormaliserChains;
import dev.teacher.train.doctor.Patient;
import dev.teacher.train.doctor.Remedy;
import dev.teacher.train.doctor.Thresholds;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What every normaliser makes of the features, and whether the configured chain serves. */
final class NormalisersCheck implements Check {
  private static final int STANDARDISED_RECORDINGS = 150;

  /** Columns that a finding names. */
  private static final int WORST = 10;

  private final Looks looks;

  NormalisersCheck(Looks looks) {
    this.looks = looks;
  }

  @Override
  public String id() {
    return "normalisers";
  }

  @Override
  public String title() {
    return "Normalisation comparison";
  }

  @Override
  public String question() {
    return "What does each normaliser make of the features, and does the configured one serve?";
  }

  @Override
  public CheckResult examine(Patient patient) {
    Look look = looks.at(patient);
    List<Sample> samples = patient.draw("train", patient.subject().effort().sentences());
    List<Chain> chains = new ArrayList<>();
    Optional<FeatureStatistics> fresh = Optional.of(look.extracts().training().features());
    for (Map.Entry<String, List<Map<String, Object>>> usual : NormaliserChains.usual().entrySet()) {
      chains.add(
          Chain.of(
              usual.getKey(),
              NormaliserChains.with(patient, usual.getValue()),
              fresh,
              samples,
              look));
    }
    Chain raw = chains.get(0);
    Experiment experiment = patient.experiment();
    Chain configured = Chain.of("as configured", experiment, patient.statistics(), samples, look);
    chains.add(0, configured);
    List<Finding> findings = new ArrayList<>();
    already(look, findings);
    Optional<Finding> clipped =
        clipped(patient, Clipping.of(patient, raw, configured, samples, look));
    if (clipped.isPresent()) { // the sizes that are left are those of the bounds
      findings.add(clipped.get());
    } else {
      collapsed(patient, configured, raw, findings);
      size(patient, configured, findings);
    }
    return CheckResult.of(
        "as configured: mean %s, deviation %s, from %s to %s, effective rank %s of %d columns, %s"
                .formatted(
                    Numbers.text(configured.spread().mean()),
                    Numbers.text(configured.spread().deviation()),
                    Numbers.text(configured.spread().min()),
                    Numbers.text(configured.spread().max()),
                    Numbers.text(configured.spread().rank()),
                    configured.spread().deviations().length,
                    Numbers.percent(configured.collapsed(raw)))
            + " of them collapsed",
        findings,
        List.of(table(chains, raw), distributions(chains, !findings.isEmpty())));
  }

  private static void already(Look look, List<Finding> findings) {
    int width = look.columns().layout().width();
    List<Frames> some =
        look.training().stream().limit(STANDARDISED_RECORDINGS).map(look::frames).toList();
    StandardisedInput found = StandardisedInput.of(some, width);
    if (!found.holds()) {
      return;
    }
    List<String> owners = look.patient().experiment().standardisers();
    String cause =
        "a second standardiser divides what the first one left, and landmarks are no longer places"
            + " on a body";
    Remedy remedy =
        Remedy.change(
            "give the program the numbers as they were extracted, or take the normaliser out",
            "normalizers=[]");
    findings.add(
        owners.isEmpty() && !look.isOfLandmarks()
            ? Finding.note(FindingKind.ALREADY_STANDARDISED, found.text(), cause, owners, remedy)
            : Finding.seen(FindingKind.ALREADY_STANDARDISED, found.text(), cause, owners, remedy));
  }

  /** The normaliser behind which most columns have lost most of what they told apart. */
  private static Optional<Finding> clipped(Patient patient, List<Clipping> clippings) {
    double most = patient.thresholds().get(Thresholds.CLIPPED);
    double columns = patient.thresholds().get(Thresholds.COLLAPSED);
    return clippings.stream()
        .filter(clipping -> clipping.losing(most).size() > columns * clipping.varying())
        .findFirst()
        .map(clipping -> clipped(patient, clipping, clipping.losing(most)));
  }

  private static Finding clipped(Patient patient, Clipping clipping, List<Integer> losing) {
    Layout layout = Recognizer.featureLayout(patient.experiment());
    List<Double> shares = losing.stream().map(column -> clipping.shares()[column]).toList();
    List<String> kept = new ArrayList<>(ConfigurationCheck.rendered(patient.experiment()));
    kept.remove(clipping.place());
    return Finding.seen(
        FindingKind.COLLAPSED_VARIANCE,
        "%s makes numbers that differ equal to the smallest or largest one of their column: %s of"
                .formatted(
                    clipping.normaliser(),
                    Numbers.percent(Numbers.mean(shares.stream().mapToDouble(s -> s).toArray())))
            + " the numbers in %d of %d columns that vary"
                .formatted(losing.size(), clipping.varying()),
        "all that is left of most columns is on which side of a bound they lie",
        losing.stream()
            .limit(WORST)
            .map(
                column ->
                    "%s: %s of the numbers are now %s or %s"
                        .formatted(
                            layout.columnName(column),
                            Numbers.percent(clipping.shares()[column]),
                            Numbers.text(clipping.low()[column]),
                            Numbers.text(clipping.high()[column])))
            .toList(),
        Remedy.change(
            "leave it out, or set bounds that only what is far outside meets: -10 and 10 behind a"
                + " standardiser",
            "normalizers=[" + String.join(",", kept) + "]"));
  }

  private static void collapsed(
      Patient patient, Chain configured, Chain raw, List<Finding> findings) {
    double most = patient.thresholds().get(Thresholds.COLLAPSED);
    double share = configured.collapsed(raw);
    double rank = configured.spread().rank() / raw.spread().rank();
    if (share > most || rank < 1 - most) {
      findings.add(
          Finding.seen(
              FindingKind.COLLAPSED_VARIANCE,
              "%s of the columns that vary before vary by less than a hundredth behind; effective"
                      .formatted(Numbers.percent(share))
                  + " rank %s, before %s"
                      .formatted(
                          Numbers.text(configured.spread().rank()),
                          Numbers.text(raw.spread().rank())),
              "the network sees a few columns, and what they stand beside is lost",
              worst(configured, patient),
              Remedy.change(
                  "standardise once, with the floor that a deviation needs",
                  "normalizers=[{type=global-stats}]")));
    }
  }

  /** The columns that are left, the largest first. */
  private static List<String> worst(Chain configured, Patient patient) {
    double[] deviations = configured.spread().deviations();
    List<Integer> columns = new ArrayList<>();
    for (int c = 0; c < deviations.length; c++) {
      columns.add(c);
    }
    columns.sort((a, b) -> Double.compare(deviations[b], deviations[a]));
    Layout layout = Recognizer.featureLayout(patient.experiment());
    return columns.stream()
        .limit(WORST)
        .map(c -> layout.columnName(c) + ": deviation " + Numbers.text(deviations[c]))
        .toList();
  }

  private static void size(Patient patient, Chain configured, List<Finding> findings) {
    double most = patient.thresholds().get(Thresholds.SIZE);
    double size = configured.spread().size();
    boolean standardised = !patient.experiment().standardisers().isEmpty();
    if (!standardised && (size > most || size < 1 / most)) {
      findings.add(
          Finding.seen(
              FindingKind.NOT_STANDARDISED,
              "the network gets numbers of size %s, from %s to %s (1 is good, at most %s)"
                  .formatted(
                      Numbers.text(size),
                      Numbers.text(configured.spread().min()),
                      Numbers.text(configured.spread().max()),
                      Numbers.text(most)),
              "gradients grow with inputs: the largest columns decide, and a usual learning rate is"
                  + " too high or too low",
              List.of(),
              Remedy.change("standardise", "normalizers=[{type=global-stats}]")));
    }
  }

  private static Exhibit table(List<Chain> chains, Chain raw) {
    List<List<String>> rows = new ArrayList<>();
    for (Chain chain : chains) {
      Spread spread = chain.spread();
      rows.add(
          List.of(
              chain.name(),
              Numbers.text(spread.mean()),
              Numbers.text(spread.deviation()),
              Numbers.text(spread.min()),
              Numbers.text(spread.max()),
              "" + spread.nonFinite(),
              String.format(Locale.ROOT, "%.1f", spread.rank()),
              Numbers.percent(chain.collapsed(raw))));
    }
    return new Exhibit.Table(
        "What normalisers make of the features",
        List.of(
            "normalisers",
            "mean",
            "deviation",
            "smallest",
            "largest",
            "not finite",
            "effective rank",
            "collapsed columns"),
        rows);
  }

  private static Exhibit distributions(List<Chain> chains, boolean sick) {
    double from = -4;
    double to = 4;
    List<Exhibit.Distribution> rows = new ArrayList<>();
    for (int i = 0; i < chains.size(); i++) {
      Chain chain = chains.get(i);
      rows.add(
          new Exhibit.Distribution(
              chain.name(),
              Spread.shares(chain.values(), from, to),
              "mean %s, deviation %s"
                  .formatted(
                      Numbers.text(chain.spread().mean()),
                      Numbers.text(chain.spread().deviation())),
              i == 0 && sick));
    }
    return new Exhibit.Distributions("Features before and behind normalisers", from, to, rows);
  }
}
