package dev.teacher.train.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import dev.teacher.api.error.TeacherException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads the files back with the protocol buffers' own parser, field by field. */
class EventFileTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.ofEpochSecond(1_700_000_000, 500_000_000), ZoneOffset.UTC);

  @TempDir Path folder;

  @Test
  void aFileBeginsAsThoseOfTensorFlowDo() throws IOException {
    Path file = write(0, events -> {});
    assertThat(file.getFileName().toString()).startsWith("events.out.tfevents.1700000000.");
    // The first twelve bytes of every event file that TensorFlow writes: 24 bytes, and the
    // checksum of that number.
    assertThat(Files.readAllBytes(file))
        .startsWith(0x18, 0, 0, 0, 0, 0, 0, 0, 0xa3, 0x7f, 0x4b, 0x22);
    UnknownFieldSet first = EventFiles.read(file).get(0);
    assertThat(number(first, 1)).isEqualTo(1_700_000_000.5);
    assertThat(text(first, 3)).isEqualTo("brain.Event:2");
  }

  @Test
  void aNumberIsASimpleValueUnderItsTag() throws IOException {
    UnknownFieldSet event =
        EventFiles.read(write(0, events -> events.scalar("train/loss", 1_234_567_890_123L, 0.25)))
            .get(1);
    assertThat(event.getField(2).getVarintList()).containsExactly(1_234_567_890_123L);
    UnknownFieldSet value = value(event);
    assertThat(text(value, 1)).isEqualTo("train/loss");
    assertThat(Float.intBitsToFloat(value.getField(2).getFixed32List().get(0))).isEqualTo(0.25f);
  }

  @Test
  void aTextIsATensorOfOneStringThatThePluginForTextsShows() throws IOException {
    UnknownFieldSet value =
        value(
            EventFiles.read(write(0, events -> events.text("dev/worst", 7, "| MÜSSEN | – |")))
                .get(1));
    UnknownFieldSet tensor = message(value, 8);
    assertThat(tensor.getField(1).getVarintList()).containsExactly(7L); // DT_STRING
    assertThat(message(message(tensor, 2), 2).getField(1).getVarintList()).containsExactly(1L);
    assertThat(text(tensor, 8)).isEqualTo("| MÜSSEN | – |");
    assertThat(text(message(message(value, 9), 1), 1)).isEqualTo("text");
  }

  @Test
  void aHistogramHasItsMomentsAndItsBuckets() throws IOException {
    float[] values = {-1, 0, 0.5f, 0.5f, 2, Float.NaN};
    UnknownFieldSet histogram =
        message(
            value(EventFiles.read(write(0, events -> events.histogram("w", 3, values))).get(1)), 5);
    assertThat(DoubleStream.of(1, 2, 3, 4, 5).map(f -> number(histogram, (int) f)).toArray())
        .containsExactly(-1, 2, 5, 2, 5.5);
    List<Double> limits = packed(histogram, 6);
    List<Double> counts = packed(histogram, 7);
    assertThat(limits).isSorted().hasSameSizeAs(counts);
    assertThat(counts.stream().mapToDouble(c -> c).sum()).isEqualTo(5);
  }

  @Test
  void aTrainingThatGoesOnSaysFromWhichStepItsFileCounts() throws IOException {
    Path first = write(0, events -> events.scalar("a", 1, 1));
    Path second = write(500, events -> events.scalar("a", 501, 1));
    assertThat(second).isNotEqualTo(first);
    assertThat(second.toString()).isGreaterThan(first.toString());
    assertThat(EventFiles.read(first)).hasSize(2);
    UnknownFieldSet restart = EventFiles.read(second).get(1);
    assertThat(restart.getField(2).getVarintList()).containsExactly(500L);
    assertThat(message(restart, 7).getField(1).getVarintList()).containsExactly(1L); // START
  }

  @Test
  void aRecordThatIsCutShortHidesNothingOfTheFileBehindIt() throws IOException {
    Path first =
        write(
            0,
            events -> {
              events.scalar("a", 1, 1);
              events.scalar("a", 2, 1);
              events.scalar("a", 3, 1);
            });
    byte[] whole = Files.readAllBytes(first);
    Files.write(first, Arrays.copyOf(whole, whole.length - 5));
    assertThat(EventFiles.shown(folder)).containsExactly("1 a", "2 a");
    write(2, events -> events.scalar("b", 2, 1));
    assertThat(EventFiles.shown(folder)).containsExactly("1 a", "2 b");
  }

  @Test
  void aFolderThatCannotBeWrittenIsNamed() {
    Path missing = folder.resolve("missing");
    assertThatThrownBy(() -> EventFile.create(missing))
        .isInstanceOf(TeacherException.class)
        .hasMessageContainingAll("cannot write the events", missing.toString());
  }

  @Test
  void closingTwiceIsAllowed() {
    EventFile events = EventFile.create(folder);
    events.close();
    events.close();
  }

  private interface Work {
    void on(EventFile events);
  }

  private Path write(long firstStep, Work work) {
    try (EventFile events = EventFile.open(folder, CLOCK, firstStep)) {
      work.on(events);
      return events.path();
    }
  }

  private static UnknownFieldSet value(UnknownFieldSet event) throws IOException {
    return message(message(event, 5), 1);
  }

  private static UnknownFieldSet message(UnknownFieldSet outer, int field) throws IOException {
    return UnknownFieldSet.parseFrom(bytes(outer, field));
  }

  private static ByteString bytes(UnknownFieldSet outer, int field) {
    List<ByteString> all = outer.getField(field).getLengthDelimitedList();
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  private static String text(UnknownFieldSet outer, int field) {
    return bytes(outer, field).toStringUtf8();
  }

  private static double number(UnknownFieldSet outer, int field) {
    return Double.longBitsToDouble(outer.getField(field).getFixed64List().get(0));
  }

  private static List<Double> packed(UnknownFieldSet outer, int field) {
    ByteBuffer numbers = bytes(outer, field).asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    List<Double> all = new ArrayList<>();
    while (numbers.hasRemaining()) {
      all.add(numbers.getDouble());
    }
    return all;
  }
}
