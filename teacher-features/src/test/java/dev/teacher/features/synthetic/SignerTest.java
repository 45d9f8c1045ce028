package dev.teacher.features.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SignerTest {
  private static final List<ToDoubleFunction<Signer>> TRAITS =
      List.of(
          Signer::shoulderWidth,
          Signer::armSize,
          Signer::handLength,
          Signer::headSize,
          Signer::speed,
          Signer::noise,
          Signer::roll,
          Signer::yaw,
          signer -> signer.mirrored() ? 1 : 0,
          signer -> signer.scale()[1],
          signer -> signer.position()[0],
          signer -> signer.position()[1]);

  @Test
  void theUnseenSignerLiesWithinTheRangeOfTheOthers() {
    for (long seed = 1; seed < 30; seed++) {
      List<Signer> seen = seen(seed);
      Signer unseen = Signer.unseen(seed, 6);
      for (ToDoubleFunction<Signer> trait : TRAITS) {
        double least = seen.stream().mapToDouble(trait).min().orElseThrow();
        double most = seen.stream().mapToDouble(trait).max().orElseThrow();
        assertThat(trait.applyAsDouble(unseen)).isBetween(least, most);
      }
    }
  }

  @Test
  void signersDifferInEveryTraitAndInTheirWayOfAGloss() {
    List<Signer> seen = seen(1);
    for (ToDoubleFunction<Signer> trait : TRAITS) {
      assertThat(seen.stream().mapToDouble(trait).distinct().count()).isGreaterThan(1);
    }
    assertThat(seen.get(0).style(3).place()).isNotEqualTo(seen.get(1).style(3).place());
    assertThat(seen.get(0).style(3).place()).isNotEqualTo(seen.get(0).style(4).place());
    assertThat(seen.get(0).style(3).place()).isEqualTo(seen(1).get(0).style(3).place());
  }

  private static List<Signer> seen(long seed) {
    return IntStream.range(0, 6).mapToObj(index -> Signer.seen(seed, index)).toList();
  }
}
