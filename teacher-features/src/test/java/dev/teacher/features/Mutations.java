package dev.teacher.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.teacher.api.error.Category;
import dev.teacher.api.error.TeacherException;
import dev.teacher.api.plugin.LandmarkReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Damages a file in many ways: whatever comes is read or refused as data, and nothing else. */
public final class Mutations {
  /** How many a test of the usual build takes. */
  public static final int FEW = 300;

  /** How many a slow test takes. */
  public static final int MANY = 10_000;

  private Mutations() {}

  /**
   * Reads a damaged file {@code count} times; at least a third must be refused, and the message
   * must name the file.
   *
   * @param damaged the file that is damaged
   * @param recording the path that the reader is given
   */
  public static void check(LandmarkReader reader, Path damaged, Path recording, int count)
      throws IOException {
    byte[] sound = Files.readAllBytes(damaged);
    int refused = 0;
    for (int seed = 0; seed < count; seed++) {
      Files.write(damaged, mutated(sound, new SplittableRandom(seed)));
      try {
        reader.accepts(recording);
        for (float value : reader.open(recording).read().values()) {
          if (!Float.isFinite(value)) {
            fail("seed " + seed + " gave " + value);
          }
        }
      } catch (TeacherException e) {
        assertThat(e.category()).as("seed %d: %s", seed, e.getMessage()).isEqualTo(Category.DATA);
        assertThat(e).hasMessageContaining(recording.getFileName().toString());
        refused++;
      } catch (RuntimeException | Error e) {
        fail("seed " + seed, e);
      }
    }
    Files.write(damaged, sound);
    assertThat(refused).isGreaterThan(count / 3);
  }

  /** Bits flipped, bytes replaced, mostly at the start or the end; cut off; grown; shifted. */
  private static byte[] mutated(byte[] sound, SplittableRandom random) {
    byte[] bytes = sound.clone();
    switch (random.nextInt(8)) {
      case 0 -> {
        return Arrays.copyOf(bytes, random.nextInt(bytes.length));
      }
      case 1 -> {
        return Arrays.copyOf(bytes, bytes.length + random.nextInt(1, 5000));
      }
      case 2 -> {
        int from = random.nextInt(bytes.length);
        return Arrays.copyOfRange(bytes, from, bytes.length);
      }
      case 3 -> { // an extreme number somewhere near the start or the end
        int at = near(bytes.length - 4, random);
        int extreme = new int[] {-1, 0, Integer.MAX_VALUE, 0x7fc00000, 1}[random.nextInt(5)];
        for (int i = 0; i < 4; i++) {
          bytes[at + i] = (byte) (extreme >>> (8 * i));
        }
      }
      default -> {
        for (int n = random.nextInt(1, 8); n > 0; n--) {
          int at = near(bytes.length, random);
          bytes[at] =
              random.nextBoolean()
                  ? (byte) random.nextInt()
                  : (byte) (bytes[at] ^ (1 << random.nextInt(8)));
        }
      }
    }
    return bytes;
  }

  private static int near(int length, SplittableRandom random) {
    int reach = Math.min(length, 200);
    return switch (random.nextInt(3)) {
      case 0 -> random.nextInt(reach);
      case 1 -> length - 1 - random.nextInt(reach);
      default -> random.nextInt(length);
    };
  }
}
