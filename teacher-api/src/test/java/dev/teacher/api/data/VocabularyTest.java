package dev.teacher.api.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.teacher.api.error.TeacherException;
import java.util.List;
import org.junit.jupiter.api.Test;

class VocabularyTest {
  private static final Vocabulary VOCABULARY =
      Vocabulary.of(List.of(List.of("SUN", "RAIN"), List.of("RAIN", "ALPS")));

  private static Sample sample(String... glosses) {
    return new Sample("s1", "", List.of(glosses), null);
  }

  @Test
  void blankIsFirstAndGlossesAreSorted() {
    assertThat(VOCABULARY.entries()).containsExactly("<blank>", "ALPS", "RAIN", "SUN");
    assertThat(VOCABULARY.size()).isEqualTo(4);
    assertThat(VOCABULARY.gloss(3)).isEqualTo("SUN");
    assertThat(VOCABULARY.contains("<blank>")).isFalse();
    assertThatThrownBy(() -> VOCABULARY.gloss(0)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void sentencesAreEncodedInOrder() {
    assertThat(VOCABULARY.encode(sample("SUN", "ALPS", "SUN"))).containsExactly(3, 1, 3);
  }

  @Test
  void anUnknownGlossNamesTheSample() {
    assertThatThrownBy(() -> VOCABULARY.encode(sample("SUN", "SNOW")))
        .hasMessage(
            """
            a gloss is not in the vocabulary
              where:    sample s1
              expected: one of the 3 glosses of the training split
              found:    SNOW
              to do:    correct the annotation or add training sentences with that gloss""");
    assertThatThrownBy(() -> VOCABULARY.encode(sample("<blank>")))
        .isInstanceOf(TeacherException.class);
  }

  @Test
  void savedEntriesComeBack() {
    assertThat(Vocabulary.ofEntries(VOCABULARY.entries(), "file")).isEqualTo(VOCABULARY);
  }

  @Test
  void badEntriesNameTheirOrigin() {
    for (List<String> entries :
        List.of(
            List.<String>of(),
            List.of("<blank>"),
            List.of("A", "<blank>"),
            List.of("<blank>", "A", "A"),
            List.of("<blank>", " "))) {
      assertThatThrownBy(() -> Vocabulary.ofEntries(entries, "vocabulary.txt"))
          .isInstanceOf(TeacherException.class)
          .hasMessageContaining("where:    vocabulary.txt");
    }
    assertThatThrownBy(() -> Vocabulary.of(List.of(List.of("<blank>"))))
        .hasMessageStartingWith("a gloss cannot be called <blank>");
  }
}
