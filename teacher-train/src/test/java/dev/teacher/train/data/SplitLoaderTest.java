package dev.teacher.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.teacher.api.data.Sample;
import dev.teacher.api.data.Vocabulary;
import dev.teacher.api.error.TeacherException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplitLoaderTest {
  private static final Vocabulary VOCABULARY =
      Vocabulary.ofEntries(List.of(Vocabulary.BLANK, "A", "B"), "the test");

  private final List<String> notices = new ArrayList<>();
  private final SplitLoader loader = new SplitLoader(VOCABULARY, 4, notices::add);

  private static final Sample ENOUGH = Samples.of("enough", 9, "A", "A");
  private static final Sample SHORT = Samples.of("short", 8, "A", "A");

  @Test
  void aSampleWithJustEnoughFramesIsKeptWithItsLabels() {
    List<Item> items = loader.training("train", List.of(ENOUGH), SplitLoader.Infeasible.FAIL);
    assertThat(items).singleElement().satisfies(i -> assertThat(i.labels()).containsExactly(1, 1));
    assertThat(notices).isEmpty();
  }

  @Test
  void oneFrameLessIsRefusedByName() {
    List<Sample> samples = List.of(ENOUGH, SHORT);
    assertThatThrownBy(() -> loader.training("train", samples, SplitLoader.Infeasible.FAIL))
        .isInstanceOf(TeacherException.class)
        .hasMessageContaining("short: 8 frames give 2, its 2 glosses need 3")
        .hasMessageContaining("1 of 2 samples of split train")
        .hasMessageContaining("output stride (now 4)");
  }

  @Test
  void droppedSamplesAreCountedAndNamed() {
    List<Item> items =
        loader.training("train", List.of(SHORT, ENOUGH), SplitLoader.Infeasible.DROP);
    assertThat(items).extracting(Item::sample).containsExactly(ENOUGH);
    assertThat(notices)
        .singleElement()
        .asString()
        .contains("dropped 1 samples of split train", "short: 8 frames");
  }

  @Test
  void manyDroppedSamplesAreCountedRatherThanListed() {
    List<Sample> samples = new ArrayList<>(List.of(ENOUGH));
    IntStream.range(0, 11).forEach(i -> samples.add(Samples.of("s" + i, 1, "A", "B")));
    loader.training("train", samples, SplitLoader.Infeasible.DROP);
    assertThat(notices)
        .singleElement()
        .asString()
        .contains("dropped 11 samples", "s7", "and 3 more")
        .doesNotContain("s8");
  }

  @Test
  void aSplitOfWhichNothingIsLeftIsRefused() {
    assertThatThrownBy(() -> loader.training("train", List.of(SHORT), SplitLoader.Infeasible.DROP))
        .isInstanceOf(TeacherException.class)
        .hasMessageContaining("no sample is left");
  }

  @Test
  void anUnknownGlossIsRefusedWithItsFirstSample() {
    List<Sample> samples = List.of(ENOUGH, Samples.of("odd", 9, "Z", "A", "Z"));
    assertThatThrownBy(() -> loader.evaluation("dev", samples, SplitLoader.UnknownGloss.FAIL))
        .isInstanceOf(TeacherException.class)
        .hasMessageContaining("Z (first in sample odd)")
        .hasMessageContaining("1 unknown glosses, 2 occurrences");
  }

  @Test
  void aCountedUnknownGlossStaysInItsSentence() {
    List<Sample> samples = List.of(ENOUGH, Samples.of("odd", 9, "Z"));
    assertThat(loader.evaluation("dev", samples, SplitLoader.UnknownGloss.COUNT))
        .isEqualTo(samples);
    assertThat(notices)
        .singleElement()
        .asString()
        .contains("1 occurrences of 1 glosses", "unavoidable error", "Z");
  }

  @Test
  void anEmptyEvaluationSplitIsRefused() {
    assertThatThrownBy(() -> loader.evaluation("dev", List.of(), SplitLoader.UnknownGloss.COUNT))
        .isInstanceOf(TeacherException.class)
        .hasMessageContaining("split dev is empty");
  }
}
