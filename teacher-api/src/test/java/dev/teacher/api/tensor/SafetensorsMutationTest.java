package dev.teacher.api.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import dev.teacher.api.error.Category;
import dev.teacher.api.error.TeacherException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsMutationTest {
  private static final int MUTATIONS = 3000;
  private static final String SIGNS = "0123456789{}[]\",:.-eE \\\0\n";

  @TempDir Path folder;

  @Test
  void aDamagedFileIsReadOrRefusedButNeverBreaksTheReader() throws IOException {
    Path file = folder.resolve("model.safetensors");
    Safetensors.write(
        file,
        new Weights()
            .putMetadata("format", "1")
            .put("conv.weight", Tensor.of(new float[12], 2, 3, 2))
            .put("steps", Tensor.scalar(3L)));
    byte[] sound = Files.readAllBytes(file);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    int refused = 0;
    for (int seed = 0; seed < MUTATIONS; seed++) {
      Files.write(file, mutated(sound, new SplittableRandom(seed)));
      long before = threads.getCurrentThreadAllocatedBytes();
      try {
        Safetensors.read(file);
      } catch (TeacherException e) {
        assertThat(e.category()).as("seed %d: %s", seed, e).isEqualTo(Category.DATA);
        refused++;
      } catch (RuntimeException | Error e) {
        fail("seed " + seed, e);
      }
      long allocated = threads.getCurrentThreadAllocatedBytes() - before;
      assertThat(allocated).as("seed %d", seed).isLessThan(Files.size(file) + (64 << 20));
    }
    assertThat(refused).isBetween(MUTATIONS / 2, MUTATIONS - 1); // some only change a number
  }

  private static byte[] mutated(byte[] sound, SplittableRandom random) {
    byte[] bytes = sound.clone();
    int header = ByteBuffer.wrap(sound).order(ByteOrder.LITTLE_ENDIAN).getInt();
    for (int n = random.nextInt(1, 4); n > 0; n--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(7)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bytes = Arrays.copyOf(bytes, at + 1);
        case 2 -> bytes = Arrays.copyOf(bytes, bytes.length + random.nextInt(1, 100));
        case 3 -> bytes[at] = (byte) SIGNS.charAt(random.nextInt(SIGNS.length()));
        case 4 -> bytes[random.nextInt(Math.min(8, bytes.length))] = (byte) random.nextInt();
        case 5 -> bytes[Math.min(at, 8 + random.nextInt(header))] = (byte) random.nextInt();
        default -> bytes = digits(bytes, at, random.nextInt(1, 25));
      }
    }
    return bytes;
  }

  /** Nines put in after the next digit, with the header's length corrected: huge numbers. */
  private static byte[] digits(byte[] bytes, int from, int count) {
    int at = from;
    while (at < bytes.length && !Character.isDigit(bytes[at])) {
      at++;
    }
    if (at < 8 || at == bytes.length) {
      return bytes;
    }
    byte[] grown = new byte[bytes.length + count];
    System.arraycopy(bytes, 0, grown, 0, at);
    Arrays.fill(grown, at, at + count, (byte) '9');
    System.arraycopy(bytes, at, grown, at + count, bytes.length - at);
    ByteBuffer start = ByteBuffer.wrap(grown).order(ByteOrder.LITTLE_ENDIAN);
    start.putLong(0, start.getLong(0) + count);
    return grown;
  }
}
