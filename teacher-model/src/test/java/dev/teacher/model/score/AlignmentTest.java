package dev.teacher.model.score;

import static org.assertj.core.api.Assertions.assertThat;

import dev.teacher.model.score.Alignment.Kind;
import dev.teacher.model.score.Alignment.Step;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class AlignmentTest {
  private static List<String> words(String letters) {
    return letters.chars().mapToObj(Character::toString).toList();
  }

  @Property
  void errorsAndSubstitutionsAreTheFewestOfAllAlignments(
      @ForAll @StringLength(max = 5) @CharRange(from = 'a', to = 'c') String reference,
      @ForAll @StringLength(max = 5) @CharRange(from = 'a', to = 'c') String hypothesis) {
    Alignment alignment = Alignment.of(words(reference), words(hypothesis));
    int[] best = best(reference, hypothesis);
    assertThat(alignment.errors()).isEqualTo(best[0]);
    assertThat(alignment.count(Kind.SUBSTITUTION)).isEqualTo(best[1]);
  }

  @Property
  void stepsSpellBothSentences(
      @ForAll @StringLength(max = 12) @CharRange(from = 'a', to = 'd') String reference,
      @ForAll @StringLength(max = 12) @CharRange(from = 'a', to = 'd') String hypothesis) {
    List<Step> steps = Alignment.of(words(reference), words(hypothesis)).steps();
    assertThat(steps.stream().map(Step::reference).flatMap(Optional::stream))
        .containsExactlyElementsOf(words(reference));
    assertThat(steps.stream().map(Step::hypothesis).flatMap(Optional::stream))
        .containsExactlyElementsOf(words(hypothesis));
    for (Step step : steps) {
      boolean both = step.reference().isPresent() && step.hypothesis().isPresent();
      Kind expected =
          both
              ? step.reference().equals(step.hypothesis()) ? Kind.CORRECT : Kind.SUBSTITUTION
              : step.reference().isPresent() ? Kind.DELETION : Kind.INSERTION;
      assertThat(step.kind()).isEqualTo(expected);
    }
  }

  @Property
  void swappingTheSentencesSwapsDeletionsAndInsertions(
      @ForAll @StringLength(max = 12) @CharRange(from = 'a', to = 'd') String a,
      @ForAll @StringLength(max = 12) @CharRange(from = 'a', to = 'd') String b) {
    Alignment there = Alignment.of(words(a), words(b));
    Alignment back = Alignment.of(words(b), words(a));
    assertThat(back.count(Kind.SUBSTITUTION)).isEqualTo(there.count(Kind.SUBSTITUTION));
    assertThat(back.count(Kind.DELETION)).isEqualTo(there.count(Kind.INSERTION));
    assertThat(back.count(Kind.INSERTION)).isEqualTo(there.count(Kind.DELETION));
  }

  @Test
  void prefersCorrectGlossesToSubstitutions() {
    Alignment alignment = Alignment.of(words("ab"), words("bc"));
    assertThat(alignment.steps())
        .extracting(Step::kind)
        .containsExactly(Kind.DELETION, Kind.CORRECT, Kind.INSERTION);
  }

  @Test
  void breaksTiesFromTheEnd() {
    assertThat(Alignment.of(words("aa"), words("a")).steps())
        .extracting(Step::kind)
        .containsExactly(Kind.DELETION, Kind.CORRECT);
    assertThat(Alignment.of(words("ab"), words("c")).steps())
        .extracting(Step::kind)
        .containsExactly(Kind.DELETION, Kind.SUBSTITUTION);
  }

  /** Fewest errors, and fewest substitutions among those, by trying everything. */
  private static int[] best(String reference, String hypothesis) {
    if (reference.isEmpty() || hypothesis.isEmpty()) {
      return new int[] {reference.length() + hypothesis.length(), 0};
    }
    boolean same = reference.charAt(0) == hypothesis.charAt(0);
    int[] paired = best(reference.substring(1), hypothesis.substring(1));
    int[] result = same ? paired : new int[] {paired[0] + 1, paired[1] + 1};
    for (int[] other :
        List.of(
            best(reference.substring(1), hypothesis), best(reference, hypothesis.substring(1)))) {
      boolean fewer = other[0] + 1 < result[0];
      if (fewer || (other[0] + 1 == result[0] && other[1] < result[1])) {
        result = new int[] {other[0] + 1, other[1]};
      }
    }
    return result;
  }
}
