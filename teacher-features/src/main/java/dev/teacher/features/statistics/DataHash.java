package dev.teacher.features.statistics;

import dev.teacher.api.data.Sample;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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
    return String.join(
        "|",
        sample.id(),
        sample.signer(),
        String.join(" ", sample.glosses()),
        Integer.toString(sample.source().frames()),
        Integer.toHexString(checksum));
  }
}
