package dev.teacher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.teacher.train.doctor.CheckResult;
import dev.teacher.train.doctor.Diagnosis;
import dev.teacher.train.doctor.Diagnosis.Examination;
import dev.teacher.train.doctor.Diagnosis.Trial;
import dev.teacher.train.doctor.Effort;
import dev.teacher.train.doctor.Exhibit.Bar;
import dev.teacher.train.doctor.Exhibit.Bars;
import dev.teacher.train.doctor.Finding;
import dev.teacher.train.doctor.FindingKind;
import dev.teacher.train.doctor.Remedy;
import dev.teacher.train.doctor.Verdict;
import dev.teacher.train.run.Json;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DiagnosisTextTest {
  private static final Finding TWICE =
      Finding.seen(
          FindingKind.DECLARED_TWICE,
          "two standardise",
          "the second destroys the signal",
          List.of("line 1", "line 2", "line 3", "line 4", "line 5", "line 6", "line 7"),
          Remedy.change("keep one", "normalizers=[{type=none}]"));

  @Test
  void findingsStandFirstThenALineACheck() {
    Trial trial =
        new Trial(
            "declared-twice", List.of(), Optional.empty(), Optional.empty(), true, "it recovers");
    Diagnosis sick =
        new Diagnosis(
            "own",
            Verdict.SICK,
            List.of(TWICE),
            List.of(
                new Examination(
                    "configuration",
                    "Configuration",
                    "?",
                    CheckResult.of("2 of 1", List.of(TWICE), List.of()),
                    0.04),
                new Examination("export", "Export", "?", CheckResult.cannotTell("nothing"), 1)),
            List.of(trial),
            Effort.FULL,
            12.4);
    assertThat(DiagnosisText.of(sick))
        .isEqualTo(
            """
            SICK: 1 fault. The first to mend: features are standardised twice, as configured
            could not be looked at: export

            1. features are standardised twice, as configured  [declared-twice]
               seen:   two standardise
               cause:  the second destroys the signal
               where:  line 1
                       line 2
                       line 3
                       line 4
                       line 5
                       and 2 more (--json names all)
               to do:  keep one
                       --set 'normalizers=[{type=none}]'
               tried:  it recovers

            sick         configuration  2 of 1 (0.0 s)
            cannot tell  export         nothing (1.0 s)
            2 checks in 12 s, --full\
            """);
  }

  @Test
  void noCheckSaysThatNothingIsKnown() {
    Diagnosis none =
        new Diagnosis(
            "own", Verdict.CANNOT_TELL, List.of(), List.of(), List.of(), Effort.QUICK, 0.1);
    assertThat(DiagnosisText.of(none))
        .isEqualTo(
            "CANNOT TELL: no check had enough to look at, so nothing is known\n\n"
                + "0 checks in 0 s, --quick");
  }

  @Test
  void whatIsNoNumberIsNullInJson() {
    Finding finding =
        Finding.note(
            FindingKind.SHIFTED, "", "", List.of(), Remedy.without("look", Set.of("b", "a", "c")));
    Bars bars =
        new Bars(
            "norms", true, List.of(new Bar("w", Double.NaN, 0, Double.POSITIVE_INFINITY, true)));
    CheckResult result = CheckResult.of("", List.of(finding), List.of(bars));
    assertThat(Json.line(result))
        .isEqualTo(
            "{\"verdict\":\"healthy\",\"summary\":\"\",\"findings\":[{\"kind\":\"shifted\","
                + "\"certainty\":\"note\",\"evidence\":\"\",\"cause\":\"\",\"places\":[],"
                + "\"remedy\":{\"text\":\"look\",\"overrides\":[],\"without\":[\"a\",\"b\",\"c\"]}}],"
                + "\"exhibits\":[{\"form\":\"bars\",\"title\":\"norms\",\"logarithmic\":true,"
                + "\"bars\":[{\"name\":\"w\",\"value\":null,\"low\":0.0,\"high\":null,"
                + "\"sick\":true}]}]}");
    Trial untried =
        new Trial("shifted", List.of(), Optional.empty(), Optional.empty(), false, "not tried");
    assertThat(Json.line(untried))
        .isEqualTo(
            "{\"finding\":\"shifted\",\"change\":[],\"sick\":null,\"remedied\":null,"
                + "\"recovers\":false,\"text\":\"not tried\"}");
  }
}
