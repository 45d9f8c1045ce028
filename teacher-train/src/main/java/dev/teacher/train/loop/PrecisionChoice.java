package dev.teacher.train.loop;

import dev.teacher.api.plugin.Precision;
import dev.teacher.train.engine.Processor;
import java.util.Optional;

/**
 * In what precision a training runs on a processor.
 *
 * @param precision what it is
 * @param notice what the user has to know of it
 */
record PrecisionChoice(Precision precision, Optional<String> notice) {
  /** What the configuration asks for. */
  enum Wanted {
    FLOAT32,
    BFLOAT16,
    AUTO
  }

  static PrecisionChoice of(Wanted wanted, Processor processor) {
    Optional<String> lack = processor.lackOfBfloat16();
    Precision best = lack.isEmpty() ? Precision.BFLOAT16 : Precision.FLOAT32;
    return switch (wanted) {
      case FLOAT32 -> new PrecisionChoice(Precision.FLOAT32, Optional.empty());
      case BFLOAT16 ->
          new PrecisionChoice(
              best, lack.map(why -> "train.precision = bfloat16 is off, float32 it is: " + why));
      case AUTO ->
          new PrecisionChoice(
              best,
              Optional.of(
                  "train.precision = auto: "
                      + lack.map(why -> "float32, since " + why)
                          .orElse("bfloat16, which this processor multiplies itself")));
    };
  }
}
