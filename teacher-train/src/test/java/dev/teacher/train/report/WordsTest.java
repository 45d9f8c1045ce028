package dev.teacher.train.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WordsTest {
  @Test
  void aTextThatFitsStaysAsItIs() {
    assertThat(Words.cut("linear", 6)).isEqualTo("linear");
    assertThat(Words.cut("linear", 5)).isEqualTo("line…");
  }

  @Test
  void wordsFillLinesAndTheLastLineSaysThatThereIsMore() {
    List<String> words = List.of("conv 5", "relu", "pool", "linear");
    assertThat(Words.lines(words, 12, 2)).containsExactly("conv 5,", "relu, pool,…");
    assertThat(Words.lines(words, 13, 2)).containsExactly("conv 5, relu,", "pool, linear");
    assertThat(Words.lines(words, 99, 2)).containsExactly("conv 5, relu, pool, linear");
    assertThat(Words.lines(List.of(), 9, 2)).containsExactly("");
  }

  @Test
  void aWordLongerThanALineIsCut() {
    assertThat(Words.lines(List.of("backpropagation", "relu"), 8, 2))
        .containsExactly("backpro…", "relu");
  }
}
