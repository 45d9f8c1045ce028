package dev.teacher.train.doctor.data;

import dev.teacher.api.config.ConfigFile;
import dev.teacher.api.data.FeatureStatistics;
import dev.teacher.api.pipeline.Experiment;
import dev.teacher.api.plugin.CorpusReader;
import dev.teacher.api.plugin.Registry;
import dev.teacher.train.doctor.Case;
import dev.teacher.train.doctor.Check;
import dev.teacher.train.doctor.CheckResult;
import dev.teacher.train.doctor.Effort;
import dev.teacher.train.doctor.Finding;
import dev.teacher.train.doctor.FindingKind;
import dev.teacher.train.doctor.Interference;
import dev.teacher.train.doctor.Patient;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Patients with a small synthetic corpus, of which something is changed. */
final class Patients {
  private static final String CONFIG =
      """
      corpus {
        type = synthetic, signers = 3, glosses = 6
        sentences { train = 60, dev = 18, test = 6, test-unseen = 12 }
      }
      features { type = body-centred }
      normalizers = [ { type = global-stats } ]
      backbone { type = tcn-bilstm, channels = 8, hidden = 8, layers = 1 }
      """;
  private static final Registry REGISTRY = Registry.ofClassPath();
  private static final Faulty HEALTHY =
      new Faulty(
          new Experiment(ConfigFile.parse(CONFIG, "the test", List.of()), REGISTRY, line -> {})
              .openCorpus(),
          List.of("train", "dev", "test", "test-unseen"));

  private Patients() {}

  /** One with another corpus and another configuration. */
  static Patient of(UnaryOperator<Faulty> corpus, String... overrides) {
    return of(corpus, held -> held, overrides);
  }

  /** One whose normalisers hold other statistics. */
  static Patient withStatistics(UnaryOperator<FeatureStatistics> change, String... overrides) {
    return of(healthy -> healthy, change, overrides);
  }

  private static Patient of(
      UnaryOperator<Faulty> corpus, UnaryOperator<FeatureStatistics> change, String... overrides) {
    Faulty faulty = corpus.apply(HEALTHY);
    Interference interference =
        new Interference() {
          @Override
          public CorpusReader corpus(CorpusReader configured) {
            return faulty;
          }

          @Override
          public FeatureStatistics statistics(FeatureStatistics computed) {
            return change.apply(computed);
          }
        };
    return new Patient(
        new Case(
            ConfigFile.parse(CONFIG, "the test", List.of(overrides)),
            REGISTRY,
            Optional.empty(),
            Effort.QUICK,
            1,
            interference,
            line -> {}));
  }

  /** What one check comes to. */
  static CheckResult examined(String id, Patient patient) {
    Check check =
        DataChecks.all().stream().filter(c -> c.id().equals(id)).findFirst().orElseThrow();
    return check.examine(patient);
  }

  /** The kinds of the faults that one check finds. */
  static List<FindingKind> found(String id, Patient patient) {
    return examined(id, patient).findings().stream()
        .filter(Finding::isFault)
        .map(Finding::kind)
        .toList();
  }
}
