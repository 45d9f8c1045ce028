package dev.teacher.features.statistics;

import dev.teacher.api.data.Sample;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/** Says whether two programs saw the same data: annotations and the content of files. */
public final class DataHash {
  private DataHash() {}

  /**
   * SHA-256 in hexadecimal over each sample's id, signer, glosses, number of frames and content;
   * the order of the samples counts.
   *
   * @param checksums of what each sample's files hold, see {@link Checksum}
   */
  public static String of(List<Sample> samples, int[] checksums) {
    if (samples.size() != checksums.length) {
      throw new IllegalArgumentException(samples.size() + " samples, " + checksums.length);
    }
    return of(
        IntStream.range(0, checksums.length)
            .mapToObj(i -> line(samples.get(i), checksums[i]))
            .toList());
  }

  /**
   * The same, and when each gloss is signed, where that is known: everything that a training may
   * take from a split.
   */
  public static String withSegments(List<Sample> samples, int[] checksums) {
    List<String> lines = new ArrayList<>(List.of(of(samples, checksums)));
    samples.forEach(sample -> lines.add(sample.segments().toString()));
    return of(lines);
  }

  /** The same but for the content: as it was computed in the first format of checkpoints. */
  public static String ofAnnotations(List<Sample> samples) {
    return of(samples.stream().map(DataHash::line).toList());
  }

  /** SHA-256 in hexadecimal over lines. */
  static String of(List<String> lines) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      lines.forEach(line -> digest.update((line + "\n").getBytes(StandardCharsets.UTF_8)));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static String line(Sample sample, int checksum) {
    return line(sample) + "|" + Integer.toHexString(checksum);
  }

  private static String line(Sample sample) {
    return String.join(
        "|",
        sample.id(),
        sample.signer(),
        String.join(" ", sample.glosses()),
        Integer.toString(sample.source().frames()));
  }
}
