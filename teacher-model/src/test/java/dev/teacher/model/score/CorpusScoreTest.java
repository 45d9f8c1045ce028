package dev.teacher.model.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.teacher.api.error.Category;
import dev.teacher.api.error.TeacherException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CorpusScoreTest {
  private static CorpusScore score(
      Map<String, List<String>> references, Map<String, List<String>> hypotheses) {
    return CorpusScore.of(references, hypotheses);
  }

  @Test
  void errorsAreSummedOverTheCorpusAndNotAveragedOverSentences() {
    CorpusScore score =
        score(
            Map.of("long", List.of("a", "b", "c", "d"), "short", List.of("a")),
            Map.of("long", List.of("a", "x", "d"), "short", List.of("a", "b", "c")));
    assertThat(score.substitutions()).isEqualTo(1);
    assertThat(score.deletions()).isEqualTo(1);
    assertThat(score.insertions()).isEqualTo(2);
    assertThat(score.referenceLength()).isEqualTo(5);
    assertThat(score.wer()).isEqualTo(4.0 / 5);
    assertThat(score.ser()).isEqualTo(1.0);
  }

  @Test
  void theRateIsNotCapped() {
    CorpusScore score = score(Map.of("a", List.of("x")), Map.of("a", List.of("y", "y", "y", "y")));
    assertThat(score.wer()).isEqualTo(4.0);
  }

  @Test
  void silenceDeletesEverything() {
    CorpusScore score = score(Map.of("a", List.of("x", "y")), Map.of("a", List.of()));
    assertThat(score.wer()).isEqualTo(1.0);
    assertThat(score.deletions()).isEqualTo(2);
  }

  @Test
  void aPerfectCorpusScoresZero() {
    Map<String, List<String>> same = Map.of("a", List.of("x", "y"), "b", List.of("z"));
    assertThat(score(same, same).wer()).isZero();
    assertThat(score(same, same).ser()).isZero();
  }

  @Test
  void alignmentsKeepTheOrderOfTheReferences() {
    Map<String, List<String>> references = new LinkedHashMap<>();
    for (String id : List.of("z", "a", "m")) {
      references.put(id, List.of("x"));
    }
    assertThat(score(references, references).alignments().keySet()).containsExactly("z", "a", "m");
  }

  @Test
  void anEmptyReferenceIsAnError() {
    refused(Map.of("s1", List.of()), Map.of("s1", List.of("x")), "s1");
    refused(Map.of(), Map.of(), "no sentence");
  }

  @Test
  void aMissingHypothesisIsAnError() {
    refused(
        Map.of("s1", List.of("x"), "s2", List.of("y")), Map.of("s1", List.of("x")), "s2", "1 of 2");
  }

  @Test
  void aHypothesisWithoutReferenceIsAnError() {
    refused(Map.of("s1", List.of("x")), Map.of("s1", List.of("x"), "s9", List.of()), "s9");
  }

  private static void refused(
      Map<String, List<String>> references,
      Map<String, List<String>> hypotheses,
      CharSequence... texts) {
    assertThatThrownBy(() -> CorpusScore.of(references, hypotheses))
        .isInstanceOfSatisfying(
            TeacherException.class, e -> assertThat(e.category()).isEqualTo(Category.DATA))
        .hasMessageContainingAll(texts);
  }
}
