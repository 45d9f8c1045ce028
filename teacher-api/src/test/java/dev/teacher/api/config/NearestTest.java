package dev.teacher.api.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {
  private static final List<String> KNOWN = List.of("hidden", "dropout", "output-stride");

  @Test
  void aSlipIsRecognised() {
    assertThat(Nearest.of("hiden", KNOWN)).contains("hidden");
    assertThat(Nearest.of("output_stride", KNOWN)).contains("output-stride");
    assertThat(Nearest.of("dropuot", KNOWN)).contains("dropout");
  }

  @Test
  void anotherWordIsNot() {
    assertThat(Nearest.of("epochs", KNOWN)).isEmpty();
    assertThat(Nearest.of("hidden", List.of())).isEmpty();
  }

  @Test
  void distancesAreThoseOfLevenshtein() {
    assertThat(Nearest.distance("kitten", "sitting")).isEqualTo(3);
    assertThat(Nearest.distance("", "abc")).isEqualTo(3);
    assertThat(Nearest.distance("trian", "train")).isEqualTo(1);
    assertThat(Nearest.distance("flaw", "lawn")).isEqualTo(2);
    assertThat(Nearest.distance("same", "same")).isZero();
  }
}
