package dev.teacher.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.teacher.api.error.Category;
import dev.teacher.api.error.TeacherException;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Damages a file in many ways: whatever comes is read or refused as data, and nothing else, and no
 * more memory is taken than the file's size and {@value #FREE_BYTES} bytes.
 */
public final class Mutations {
  /** How many a test of the usual build takes. */
  public static final int FEW = 1000;

  /** How many a slow test takes. */
  public static final int MANY = 10_000;

  private static final long FREE_BYTES = 64L << 20;
  private static final Pattern DIGITS = Pattern.compile("[0-9]+");

  private Mutations() {}

  /** Makes another file of a sound one. */
  @FunctionalInterface
  public interface Mutator {
    /** The bytes of the damaged file. */
    byte[] mutate(byte[] sound, SplittableRandom random) throws IOException;
  }

  /**
   * Reads a file {@code count} times, damaged by {@link #mutate}.
   *
   * @param damaged the file that is damaged
   * @param attempt reads the recording, whose name ends the file's path or its folder's
   */
  public static void check(Path damaged, int count, Supplier<float[]> attempt) throws IOException {
    check(damaged, count, Mutations::mutate, attempt);
  }

  /** Reads a file {@code count} times, damaged in some way; at least a third must be refused. */
  public static void check(Path damaged, int count, Mutator mutator, Supplier<float[]> attempt)
      throws IOException {
    byte[] sound = Files.readAllBytes(damaged);
    assertThat(attempt.get()).as("the sound file").isNotEmpty();
    int refused = 0;
    for (int seed = 0; seed < count; seed++) {
      byte[] bytes = mutator.mutate(sound, new SplittableRandom(seed));
      Files.delete(damaged); // some file systems write a file out at once that is cut to nothing
      Files.write(damaged, bytes);
      long before = taken();
      try {
        for (float value : attempt.get()) {
          if (!Float.isFinite(value)) {
            fail("seed " + seed + " gave " + value);
          }
        }
      } catch (TeacherException e) {
        assertThat(e.category()).as("seed %d: %s", seed, e.getMessage()).isEqualTo(Category.DATA);
        assertThat(e).hasMessageContaining(damaged.getParent().toString());
        refused++;
      } catch (RuntimeException | Error e) {
        fail("seed " + seed, e);
      }
      assertThat(taken() - before)
          .as("bytes of memory for seed %d, a file of %d bytes", seed, bytes.length)
          .isLessThanOrEqualTo(bytes.length + FREE_BYTES);
    }
    Files.write(damaged, sound);
    assertThat(refused).isGreaterThan(count / 3);
  }

  /** Bytes that this thread ever took, and all threads hold outside the heap. */
  public static long taken() {
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long outside =
        ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .mapToLong(BufferPoolMXBean::getMemoryUsed)
            .sum();
    return threads.getCurrentThreadAllocatedBytes() + outside;
  }

  /**
   * Bits flipped, bytes replaced, cut off, grown, shifted, pieces exchanged, repeated or cleared,
   * extreme numbers in binary and in digits; mostly near the start or the end.
   */
  public static byte[] mutate(byte[] sound, SplittableRandom random) {
    byte[] bytes = sound.clone();
    int length = bytes.length;
    switch (random.nextInt(12)) {
      case 0 -> {
        return Arrays.copyOf(bytes, random.nextInt(length));
      }
      case 1 -> {
        return Arrays.copyOf(bytes, length + random.nextInt(1, 5000));
      }
      case 2 -> {
        return Arrays.copyOfRange(bytes, random.nextInt(length), length);
      }
      case 3, 4 -> putExtreme(bytes, random);
      case 5 -> exchange(bytes, random);
      case 6 -> { // a piece is there twice, or something lies between
        int at = near(length, random);
        byte[] grown = Arrays.copyOf(bytes, length + random.nextInt(1, 300));
        System.arraycopy(bytes, at, grown, at + grown.length - length, length - at);
        return grown;
      }
      case 7 -> {
        int at = near(length, random);
        int end = Math.min(length, at + random.nextInt(1, 100));
        Arrays.fill(bytes, at, end, (byte) (random.nextBoolean() ? 0 : -1));
      }
      case 8 -> {
        return putDigits(bytes, random);
      }
      default -> {
        for (int n = random.nextInt(1, 8); n > 0; n--) {
          int at = near(length, random);
          bytes[at] =
              random.nextBoolean()
                  ? (byte) random.nextInt()
                  : (byte) (bytes[at] ^ (1 << random.nextInt(8)));
        }
      }
    }
    return bytes;
  }

  /** A number of two, four or eight bytes becomes an extreme one. */
  private static void putExtreme(byte[] bytes, SplittableRandom random) {
    long[] extremes = {
      -1, 0, 1, 0x7fff, Integer.MAX_VALUE, Integer.MIN_VALUE, Long.MAX_VALUE, 0x7fc00000, 0x7f800000
    };
    long extreme = extremes[random.nextInt(extremes.length)];
    int size = 2 << random.nextInt(3);
    int at = near(bytes.length - size, random);
    for (int i = 0; i < size; i++) {
      bytes[at + i] = (byte) (extreme >>> (8 * i));
    }
  }

  /** Two pieces of the same size change places. */
  private static void exchange(byte[] bytes, SplittableRandom random) {
    int size = random.nextInt(1, Math.min(200, bytes.length / 3));
    int one = near(bytes.length - 2 * size, random);
    int other = random.nextInt(one + size, bytes.length - size + 1);
    byte[] piece = Arrays.copyOfRange(bytes, one, one + size);
    System.arraycopy(bytes, other, bytes, one, size);
    System.arraycopy(piece, 0, bytes, other, size);
  }

  /** A number in a header that is text becomes another one, of any length. */
  private static byte[] putDigits(byte[] bytes, SplittableRandom random) {
    int start = Math.min(bytes.length, 200);
    String text = new String(bytes, 0, start, StandardCharsets.ISO_8859_1);
    MatchResult[] numbers = DIGITS.matcher(text).results().toArray(MatchResult[]::new);
    if (numbers.length == 0) {
      putExtreme(bytes, random);
      return bytes;
    }
    MatchResult number = numbers[random.nextInt(numbers.length)];
    String[] digits = {
      "0",
      "1",
      "-1",
      Integer.toString(random.nextInt(Integer.MAX_VALUE)),
      Long.toString(random.nextLong(Long.MAX_VALUE)),
      "2147483647",
      "4294967296",
      "9".repeat(random.nextInt(1, 40)),
      Integer.toString(random.nextInt(10_000)),
    };
    String chosen = digits[random.nextInt(digits.length)];
    byte[] head =
        (text.substring(0, number.start()) + chosen).getBytes(StandardCharsets.ISO_8859_1);
    int grown = chosen.length() - number.group().length();
    byte[] changed = Arrays.copyOf(head, Math.max(head.length, bytes.length + grown));
    System.arraycopy(bytes, number.end(), changed, head.length, bytes.length - number.end());
    return changed;
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
