package dev.teacher.features.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.teacher.api.data.GlossSegment;
import dev.teacher.api.data.Sample;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

class DataHashTest {
  private static final List<Rows> DATA =
      List.of(Rows.of("a", "Anna", 3, 1, 2, 3), Rows.of("b", "Ben", 3, 4, 5, 6));

  @Test
  void theChecksumIsCrc32cOfLittleEndianFloats() {
    float[] values = new float[50_000];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.sin(i);
    }
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    assertThat(Checksum.of(values)).isEqualTo((int) crc.getValue());

    Checksum pieces = new Checksum();
    pieces.add(FloatBuffer.wrap(values, 0, 33_333));
    pieces.add(FloatBuffer.wrap(values, 33_333, 16_667));
    assertThat(pieces.value()).isEqualTo((int) crc.getValue());
  }

  @Test
  void everythingOfASampleChangesTheHash() {
    String hash = hash(DATA, 1, 2);
    assertThat(hash).matches("[0-9a-f]{64}").isEqualTo(hash(DATA, 1, 2));
    Rows first = DATA.get(0);
    assertThat(hash(DATA, 1, 3)).isNotEqualTo(hash);
    assertThat(hash(DATA, 2, 1)).isNotEqualTo(hash);
    assertThat(hash(List.of(DATA.get(1), first), 1, 2)).isNotEqualTo(hash);
    assertThat(hash(List.of(first), 1)).isNotEqualTo(hash);
    for (Rows other :
        List.of(
            Rows.of("c", "Anna", 3, 1, 2, 3),
            Rows.of("a", "Ann", 3, 1, 2, 3),
            Rows.of("a", "Anna", 1, 1, 2, 3))) {
      assertThat(hash(List.of(other, DATA.get(1)), 1, 2)).as("%s", other).isNotEqualTo(hash);
    }
    assertThat(DataHash.of(List.of(first.sample(List.of("A", "B"))), new int[] {1}))
        .isNotEqualTo(DataHash.of(List.of(first.sample(List.of("A"))), new int[] {1}));
  }

  @Test
  void segmentsChangeOnlyTheHashThatCountsThem() {
    Rows rows = DATA.get(0);
    List<Sample> plain = List.of(rows.sample());
    List<Sample> segmented =
        List.of(
            new Sample(
                rows.id(),
                rows.signer(),
                List.of("A"),
                List.of(new GlossSegment("A", 0, 1)),
                rows));
    int[] checksums = {1};
    assertThat(DataHash.of(segmented, checksums)).isEqualTo(DataHash.of(plain, checksums));
    assertThat(DataHash.withSegments(segmented, checksums))
        .isNotEqualTo(DataHash.withSegments(plain, checksums));
    assertThat(DataHash.withSegments(plain, checksums))
        .isNotEqualTo(DataHash.withSegments(plain, new int[] {2}));
  }

  @Test
  void everythingOfAnOriginChangesItsSource() {
    Origin origin = origin("train", Optional.empty(), "x", List.of("y"));
    String source = source(origin);
    assertThat(source).isEqualTo(source(origin));
    List<Origin> others =
        List.of(
            origin("dev", Optional.empty(), "x", List.of("y")),
            origin("train", Optional.of(new Origin.Draw(2, 2, 1)), "x", List.of("y")),
            origin("train", Optional.of(new Origin.Draw(2, 2, 2)), "x", List.of("y")),
            origin("train", Optional.empty(), "z", List.of("y")),
            origin("train", Optional.empty(), "x", List.of("z")),
            origin("train", Optional.empty(), "x", List.of("y", "y")),
            new Origin(Origin.Measured.FILES, "train", Optional.empty(), "x", List.of("y"), ""));
    assertThat(others.stream().map(DataHashTest::source)).doesNotContain(source);
    assertThat(others.stream().map(DataHashTest::source)).doesNotHaveDuplicates();
  }

  private static String source(Origin origin) {
    return origin.of(DATA.stream().map(Rows::sample).toList(), new int[] {1, 2}).source();
  }

  private static Origin origin(
      String split, Optional<Origin.Draw> draw, String features, List<String> normalizers) {
    return new Origin(Origin.Measured.FEATURES, split, draw, features, normalizers, "");
  }

  private static String hash(List<Rows> data, int... checksums) {
    return DataHash.of(data.stream().map(Rows::sample).toList(), checksums);
  }
}
