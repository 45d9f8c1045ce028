package dev.teacher.train.loop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the processor can do.
 *
 * @param flags its extensions as Linux names them; empty where they are unknown
 */
record Processor(Optional<Set<String>> flags) {
  /** Extensions that multiply bfloat16; without one of them it is slower than float32. */
  private static final List<String> BFLOAT16 = List.of("avx512_bf16", "amx_bf16");

  /** The processor of this computer. */
  static Processor here() {
    return of(Path.of("/proc/cpuinfo"));
  }

  /**
   * The processor that a file describes.
   *
   * @param cpuinfo in the form of Linux; need not exist
   */
  static Processor of(Path cpuinfo) {
    try {
      return new Processor(
          Files.readAllLines(cpuinfo).stream()
              .filter(line -> line.matches("flags\\s*:.*"))
              .findFirst()
              .map(line -> line.substring(line.indexOf(':') + 1).trim().split("\\s+"))
              .map(words -> Set.copyOf(Arrays.asList(words))));
    } catch (IOException e) { // another system than Linux
      return new Processor(Optional.empty());
    }
  }

  /** Why products in bfloat16 are not worth it here; empty if they are. */
  Optional<String> lackOfBfloat16() {
    if (flags.isEmpty()) {
      return Optional.of("what this processor can do is unknown, as /proc/cpuinfo does not say it");
    }
    return BFLOAT16.stream().anyMatch(flags.get()::contains)
        ? Optional.empty()
        : Optional.of("this processor has none of " + String.join(", ", BFLOAT16));
  }
}
