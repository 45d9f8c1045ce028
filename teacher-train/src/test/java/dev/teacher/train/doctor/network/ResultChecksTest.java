package dev.teacher.train.doctor.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.teacher.train.doctor.CheckResult;
import dev.teacher.train.doctor.Exhibit;
import dev.teacher.train.doctor.FindingKind;
import dev.teacher.train.doctor.Interference;
import dev.teacher.train.doctor.Verdict;
import dev.teacher.train.loop.TrainedModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The checks of the exported file and of the scorer. */
class ResultChecksTest {
  @Test
  void theExportedFileOfAHealthyNetworkSaysTheSame() {
    CheckResult result = new ExportCheck().examine(Patients.of());
    assertThat(result.verdict()).isEqualTo(Verdict.HEALTHY);
    assertThat(result.findings()).isEmpty();
  }

  @Test
  void anExportedFileWithOtherWeights() {
    Interference drift =
        new Interference() {
          @Override
          public TrainedModel exported(TrainedModel model) {
            return new TrainedModel(
                model.experiment(),
                model.state(),
                model.vocabulary(),
                model.statistics(),
                model.graph(),
                Patients.weights("head.weight", Patients.times(1.5f))
                    .weights(model.graph(), model.weights()));
          }
        };
    CheckResult result = new ExportCheck().examine(Patients.of(drift));
    assertThat(Patients.faults(result)).containsExactly(FindingKind.EXPORT_DRIFT);
    assertThat(result.findings().get(0).places().get(0)).startsWith("sample ");
  }

  private static CheckResult scored(UnaryOperator<List<List<String>>> change) {
    Interference interference =
        new Interference() {
          @Override
          public Map<String, List<List<String>>> scored(Map<String, List<List<String>>> pairs) {
            Map<String, List<List<String>>> changed = new LinkedHashMap<>();
            pairs.forEach((id, pair) -> changed.put(id, change.apply(pair)));
            return changed;
          }
        };
    return new ScoringCheck().examine(Patients.of(interference));
  }

  private static List<String> wrong(CheckResult result) {
    Exhibit.Table table = (Exhibit.Table) result.exhibits().get(0);
    return table.rows().stream()
        .filter(row -> row.get(3).equals("wrong"))
        .map(row -> row.get(0))
        .toList();
  }

  @Test
  void theScorerCountsRightly() {
    CheckResult result = scored(pair -> pair);
    assertThat(result.verdict()).isEqualTo(Verdict.HEALTHY);
    assertThat(wrong(result)).isEmpty();
  }

  @Test
  void referenceAndHypothesisSwapped() {
    CheckResult result = scored(pair -> List.of(pair.get(1), pair.get(0)));
    assertThat(Patients.faults(result)).containsExactly(FindingKind.SCORING_FAULT);
    assertThat(wrong(result))
        .containsExactly(
            "nothing",
            "the last gloss left out where there are more",
            "a gloss more, at the end",
            "another gloss first, and one more at the end");
  }

  @Test
  void insertionsThatAreNotCounted() {
    CheckResult result =
        scored(
            pair ->
                List.of(
                    pair.get(0),
                    pair.get(1).subList(0, Math.min(pair.get(0).size(), pair.get(1).size()))));
    assertThat(Patients.faults(result)).containsExactly(FindingKind.SCORING_FAULT);
    assertThat(wrong(result))
        .containsExactly(
            "a gloss more, at the end", "another gloss first, and one more at the end");
  }
}
