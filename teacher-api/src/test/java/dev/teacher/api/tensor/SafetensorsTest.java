package dev.teacher.api.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.teacher.api.error.Category;
import dev.teacher.api.error.TeacherException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("model.safetensors");
  }

  @Test
  void whatIsWrittenIsRead() {
    Weights weights =
        new Weights()
            .putMetadata("format", "1")
            .putMetadata("quote \" and ü\n", "")
            .put("mixed.conv.weight", Tensor.of(new float[] {1, -0f, Float.NaN, 1e-40f}, 2, 1, 2))
            .put("steps", Tensor.scalar(Long.MIN_VALUE))
            .put("b", Tensor.scalar(0.5f))
            .put("ä.\"odd\" {name}", Tensor.of(new long[] {1, 2}, 2))
            .put("empty", Tensor.of(new float[0], 3, 0));
    Safetensors.write(file, weights);
    Weights read = Safetensors.read(file);
    assertThat(read.names()).containsExactlyElementsOf(weights.names());
    for (String name : weights.names()) {
      assertThat(read.get(name).sameAs(weights.get(name))).as(name).isTrue();
    }
    assertThat(read.metadata()).isEqualTo(weights.metadata());
  }

  @Test
  void tensorsLongerThanABufferComeBack() {
    float[] floats = new float[100_001];
    long[] longs = new long[70_003];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = i * 0.25f;
    }
    for (int i = 0; i < longs.length; i++) {
      longs[i] = -i;
    }
    Weights weights =
        new Weights()
            .put("a", Tensor.of(floats, floats.length))
            .put("b", Tensor.of(longs, longs.length));
    Safetensors.write(file, weights);
    assertThat(Safetensors.read(file).get("a").floats()).isEqualTo(floats);
    assertThat(Safetensors.read(file).get("b").longs()).isEqualTo(longs);
  }

  @Test
  void theBytesAreThoseOfTheFormat() throws IOException {
    Safetensors.write(
        file, new Weights().putMetadata("k", "v").put("w", Tensor.of(new float[] {1, 2}, 2, 1)));
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    byte[] header = new byte[(int) bytes.getLong()];
    bytes.get(header);
    assertThat(new String(header, StandardCharsets.UTF_8).strip())
        .isEqualTo(
            "{\"__metadata__\":{\"k\":\"v\"},"
                + "\"w\":{\"dtype\":\"F32\",\"shape\":[2,1],\"data_offsets\":[0,8]}}");
    assertThat(bytes.position() % 8).isZero();
    assertThat(bytes.getFloat()).isEqualTo(1f);
    assertThat(bytes.getFloat()).isEqualTo(2f);
    assertThat(bytes.hasRemaining()).isFalse();
  }

  @Test
  void narrowTypesAreWidenedWithoutLoss() throws IOException {
    ByteBuffer data = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
    for (int half : new int[] {0x3c00, 0xc000, 0x0001, 0x7bff, 0x7c00, 0x8000}) {
      data.putShort((short) half);
    }
    data.putShort((short) 0x3f80).putShort((short) 0xff80);
    data.putInt(-7).putInt(Integer.MAX_VALUE);
    save(
        "{\"h\":{\"dtype\":\"F16\",\"shape\":[6],\"data_offsets\":[0,12]},"
            + "\"b\":{\"dtype\":\"BF16\",\"shape\":[2],\"data_offsets\":[12,16]},"
            + "\"i\":{\"dtype\":\"I32\",\"shape\":[2],\"data_offsets\":[16,24]}}",
        data.array());
    Weights read = Safetensors.read(file);
    assertThat(read.get("h").floats())
        .containsExactly(1f, -2f, 0x1p-24f, 65504f, Float.POSITIVE_INFINITY, -0f);
    assertThat(read.get("b").floats()).containsExactly(1f, Float.NEGATIVE_INFINITY);
    assertThat(read.get("i").longs()).containsExactly(-7, Integer.MAX_VALUE);
  }

  @Test
  void doublesAreRefusedByName() throws IOException {
    save("{\"w\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,8]}}", new byte[8]);
    assertThatThrownBy(() -> Safetensors.read(file))
        .hasMessage(
            """
            the type of a weight is not supported
              where:    %s, w
              expected: one of [F32, F16, BF16, I64, I32]
              found:    F64
              to do:    save the file in float32"""
                .formatted(file));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}} x",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[8,4]}}",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}}",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[1.5],\"data_offsets\":[0,4]}}",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":1,\"data_offsets\":[0,4]}}",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,null]}}",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,2,4]}}",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,1e99]}}",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,4]}}",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[2147483647,2147483647,2147483647],"
            + "\"data_offsets\":[0,4]}}",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[2147483647],\"data_offsets\":[0,8589934588]}}",
        "{\"w\":{\"shape\":[1],\"data_offsets\":[0,4]}}",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4],\"more\":1}}",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},"
            + "\"v\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},"
            + "\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}",
        "{\"__metadata__\":{\"k\":1},"
            + "\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}",
        "{\"w\":[1]}",
        "{\"w\":null}",
        "[1]",
        "{}",
        "{\"w\":",
        "",
        "include \"/etc/hosts\"",
        "{\"w\":${HOME}}"
      })
  void aBadHeaderIsADataProblem(String header) throws IOException {
    save(header, new byte[4]);
    assertThatThrownBy(() -> Safetensors.read(file))
        .isInstanceOfSatisfying(
            TeacherException.class, e -> assertThat(e.category()).isEqualTo(Category.DATA))
        .hasMessageContaining(file.toString());
  }

  @Test
  void deepNestingIsRefusedBeforeParsing() throws IOException {
    save("{\"w\":" + "[".repeat(1_000_000), new byte[0]);
    assertThatThrownBy(() -> Safetensors.read(file)).isInstanceOf(TeacherException.class);
  }

  @Test
  void aHugeHeaderLengthTakesNoMemory() throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    Files.write(file, bytes.putLong(Long.MAX_VALUE).array());
    assertThatThrownBy(() -> Safetensors.read(file))
        .hasMessageContaining("expected: a header of 2 to 8 bytes")
        .hasMessageContaining("found:    a header of 9223372036854775807 bytes");
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> Safetensors.read(file))
        .hasMessage(
            """
            cannot read weights
              where:    %s
              found:    no such file or folder: %s"""
                .formatted(file, file));
  }

  @Test
  void thousandsOfTensorsAreRead() {
    Weights weights = new Weights();
    for (int i = 0; i < 5000; i++) {
      weights.put("layers." + i + ".weight", Tensor.scalar((float) i));
    }
    Safetensors.write(file, weights);
    assertThat(Safetensors.read(file).names()).containsExactlyElementsOf(weights.names());
  }

  private void save(String header, byte[] data) throws IOException {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(8 + text.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
    Files.write(file, bytes.putLong(text.length).put(text).put(data).array());
  }
}
