package dev.teacher.train.data;

import dev.teacher.api.data.Sample;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Says whether two trainings saw the same data: a hash of ids, signers, glosses and lengths. */
public final class DataHash {
  private DataHash() {}

  /** SHA-256 in hexadecimal; the order of the samples counts. */
  public static String of(List<Sample> samples) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Sample sample : samples) {
        String line =
            String.join(
                "|",
                sample.id(),
                sample.signer(),
                String.join(" ", sample.glosses()),
                Integer.toString(sample.source().frames()));
        digest.update((line + "\n").getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
