package dev.teacher.train.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the processor can do.
 *
 * @param name of it; unknown where the system does not say
 * @param flags its extensions as Linux names them; empty where they are unknown
 */
public record Processor(String name, Optional<Set<String>> flags) {
  private static final String UNKNOWN = "unknown";

  /** Extensions that multiply bfloat16; without one of them it is slower than float32. */
  private static final List<String> BFLOAT16 = List.of("avx512_bf16", "amx_bf16");

  /** The processor of this computer. */
  public static Processor here() {
    return of(Path.of("/proc/cpuinfo"));
  }

  /**
   * The processor that a file describes.
   *
   * @param cpuinfo in the form of Linux; need not exist
   */
  public static Processor of(Path cpuinfo) {
    try {
      List<String> lines = Files.readAllLines(cpuinfo);
      return new Processor(
          value(lines, "model name").orElse(UNKNOWN),
          value(lines, "flags").map(flags -> Set.copyOf(Arrays.asList(flags.split("\\s+")))));
    } catch (IOException e) { // another system than Linux
      return new Processor(UNKNOWN, Optional.empty());
    }
  }

  private static Optional<String> value(List<String> lines, String key) {
    return lines.stream()
        .filter(line -> line.matches(key + "\\s*:.*"))
        .findFirst()
        .map(line -> line.substring(line.indexOf(':') + 1).trim());
  }

  /** Its extensions in one line, in the order of their names. */
  public String features() {
    return flags.map(names -> String.join(" ", new TreeSet<>(names))).orElse(UNKNOWN);
  }

  /** Why products in bfloat16 are not worth it here; empty if they are. */
  public Optional<String> lackOfBfloat16() {
    if (flags.isEmpty()) {
      return Optional.of("what this processor can do is unknown, as /proc/cpuinfo does not say it");
    }
    return BFLOAT16.stream().anyMatch(flags.get()::contains)
        ? Optional.empty()
        : Optional.of("this processor has none of " + String.join(", ", BFLOAT16));
  }
}
