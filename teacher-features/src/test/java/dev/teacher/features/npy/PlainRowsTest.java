package dev.teacher.features.npy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.teacher.api.error.TeacherException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlainRowsTest {
  private static final int COLUMNS = 1001;

  @TempDir private Path folder;

  private final PlainRows plain = new PlainRows();

  @Test
  void theRowsOfAPlainFileComeInPiecesBitForBit() throws IOException {
    float[] values = new float[COLUMNS * 90];
    for (int i = 0; i < values.length; i++) {
      values[i] = Float.intBitsToFloat(i * 123_456_789);
    }
    Path file = folder.resolve("a.npy");
    NpyWriter.write(file, values, COLUMNS);
    List<Integer> bits = new ArrayList<>();
    List<Integer> pieces = new ArrayList<>();
    assertThat(plain.read(open(file), piece -> take(piece, pieces, bits))).isTrue();
    assertThat(pieces).hasSizeGreaterThan(1).allMatch(n -> n % COLUMNS == 0);
    assertThat(bits).hasSize(values.length);
    for (int i = 0; i < values.length; i++) {
      assertThat(bits.get(i)).isEqualTo(Float.floatToRawIntBits(values[i]));
    }
  }

  @Test
  void aRowWiderThanABufferComesAlone() throws IOException {
    Path wide = folder.resolve("wide.npy");
    NpyWriter.write(wide, new float[2 * 200_000], 200_000);
    List<Integer> pieces = new ArrayList<>();
    plain.read(open(wide), piece -> take(piece, pieces, new ArrayList<>()));
    Path narrow = folder.resolve("narrow.npy");
    NpyWriter.write(narrow, new float[2], 1);
    plain.read(open(narrow), piece -> take(piece, pieces, new ArrayList<>()));
    assertThat(pieces).containsExactly(200_000, 200_000, 2);
  }

  @Test
  void otherTypesAndOrdersAreNotItsBusiness() throws IOException {
    for (String type : List.of(">f4", "<f8", "<i4", "<f2")) {
      requireLeftAlone(type, false);
    }
    requireLeftAlone("<f4", true);
  }

  @Test
  void aFileThatChangedOrWasCutOffIsRefused() throws IOException {
    Path file = folder.resolve("a.npy");
    NpyWriter.write(file, new float[COLUMNS * 90], COLUMNS);
    NpyFeatures features = open(file);
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 4));
    assertThatThrownBy(() -> plain.read(features, piece -> {}))
        .isInstanceOf(TeacherException.class)
        .hasMessageContaining("cut off")
        .hasMessageContaining(file.toString());
    Files.delete(file);
    NpyWriter.write(file, new float[COLUMNS * 91], COLUMNS);
    assertThatThrownBy(() -> plain.read(features, piece -> {}))
        .isInstanceOf(TeacherException.class)
        .hasMessageContaining("changed while it was used");
    Files.delete(file);
    assertThatThrownBy(() -> plain.read(features, piece -> {}))
        .isInstanceOf(TeacherException.class)
        .hasMessageContaining("cannot read");
  }

  @Test
  void aFileThatEndsWhileItIsReadIsRefused() throws IOException {
    Path file = folder.resolve("a.npy");
    NpyWriter.write(file, new float[COLUMNS * 90], COLUMNS);
    NpyFeatures features = open(file);
    assertThatThrownBy(() -> plain.read(features, piece -> cut(file)))
        .isInstanceOf(TeacherException.class)
        .hasMessageContaining("it ended while it was read");
  }

  private static void cut(Path file) {
    try {
      Files.newByteChannel(file, StandardOpenOption.WRITE).truncate(200).close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void requireLeftAlone(String type, boolean fortran) throws IOException {
    Path file = folder.resolve("other.npy");
    byte[] array = new byte[Integer.parseInt(type.substring(2)) * 6];
    Files.write(file, NpyBytes.file(1, NpyBytes.dictionary(type, fortran, "(2, 3)"), array));
    boolean done =
        plain.read(
            open(file),
            piece -> {
              throw new AssertionError(piece);
            });
    assertThat(done).as(type).isFalse();
  }

  private static NpyFeatures open(Path file) {
    return NpyFeatures.openStored(NpyInput.of(file));
  }

  private static void take(ByteBuffer piece, List<Integer> pieces, List<Integer> bits) {
    pieces.add(piece.remaining() / 4);
    while (piece.hasRemaining()) {
      bits.add(piece.getInt());
    }
  }
}
