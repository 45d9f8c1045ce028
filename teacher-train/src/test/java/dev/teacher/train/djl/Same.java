package dev.teacher.train.djl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.teacher.api.tensor.Weights;

/** Compares weights bit by bit. */
final class Same {
  private Same() {}

  static void assertSame(Weights found, Weights expected) {
    assertThat(found.names()).isEqualTo(expected.names());
    for (String name : expected.names()) {
      assertThat(found.get(name).sameAs(expected.get(name))).as(name).isTrue();
    }
  }
}
