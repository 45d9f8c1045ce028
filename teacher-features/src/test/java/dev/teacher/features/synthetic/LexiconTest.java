package dev.teacher.features.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LexiconTest {
  private static final Variation NONE =
      new Variation(new double[3], new double[3], new double[HandShape.SIZE], 1, 1);

  private final Lexicon lexicon = new Lexicon(1, 40);

  @Test
  void hasForEveryGlossOneThatDiffersInTheHandShapeAlone() {
    for (int i = 0; i < 40; i++) {
      Gloss gloss = lexicon.gloss(i);
      Gloss partner = lexicon.gloss(i ^ 1);
      assertThat(partner.fingers()).isNotEqualTo(gloss.fingers());
      assertThat(partner.place()).isEqualTo(gloss.place());
      assertThat(partner.rotation()).isEqualTo(gloss.rotation());
      assertThat(partner.movement()).isEqualTo(gloss.movement());
      assertThat(partner.duration()).isEqualTo(gloss.duration());
      assertThat(partner.face()).isEqualTo(gloss.face());
      assertThat(partner.other()).isEqualTo(gloss.other());
    }
  }

  @Test
  void hasForEveryGlossOneThatDiffersInTheMovementAlone() {
    for (int i = 0; i < 40; i++) {
      Gloss gloss = lexicon.gloss(i);
      Gloss partner = lexicon.gloss(i ^ 2);
      assertThat(partner.movement()).isNotEqualTo(gloss.movement());
      assertThat(partner.fingers()).isEqualTo(gloss.fingers());
      assertThat(partner.place()).isEqualTo(gloss.place());
      assertThat(partner.duration()).isEqualTo(gloss.duration());
      assertThat(partner.face()).isEqualTo(gloss.face());
    }
  }

  @Test
  void hasForEveryGlossOneThatSharesShapeAndMovementAtAnotherPlace() {
    for (int i = 0; i < 40; i++) {
      Gloss gloss = lexicon.gloss(i);
      Gloss partner = lexicon.gloss(i ^ 4);
      assertThat(partner.place()).isNotEqualTo(gloss.place());
      assertThat(partner.fingers()).isEqualTo(gloss.fingers());
      assertThat(partner.movement()).isEqualTo(gloss.movement());
    }
  }

  @Test
  void givesEveryGlossAnotherSignOfPlausibleDuration() {
    Set<List<Double>> signs = new HashSet<>();
    for (int i = 0; i < 40; i++) {
      List<Double> sign = new ArrayList<>();
      for (double time = 0; time <= 1; time += 0.125) {
        Arrays.stream(lexicon.gloss(i).posture(time, NONE)).forEach(sign::add);
      }
      assertThat(signs.add(sign)).isTrue();
      assertThat(lexicon.gloss(i).duration()).isBetween(0.35, 0.8);
    }
  }

  @Test
  void namesGlossesByWordsThenByNumbers() {
    assertThat(IntStream.range(0, 60).mapToObj(Lexicon::name)).doesNotHaveDuplicates();
    assertThat(Lexicon.name(0)).isEqualTo("HELLO");
    assertThat(Lexicon.name(50)).isEqualTo("GLOSS51");
  }
}
