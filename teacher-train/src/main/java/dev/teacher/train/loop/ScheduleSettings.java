package dev.teacher.train.loop;

import dev.teacher.api.config.Key;
import dev.teacher.api.config.Settings;
import dev.teacher.api.error.Problem;
import java.util.List;
import java.util.Locale;

/** The keys {@code schedule.*} of the section {@code train}. */
final class ScheduleSettings {
  /** The schedules. */
  enum Type {
    COSINE,
    CONSTANT,
    ONE_CYCLE,
    PLATEAU
  }

  /** The form of a fall. */
  enum Fall {
    COSINE,
    LINEAR
  }

  /** What a plateau is one of. */
  enum Watch {
    /** The word error rate on dev. */
    WER,
    /** The mean loss on dev. */
    LOSS
  }

  private static final Key<Type> TYPE =
      Key.choice("schedule.type", Type.class, Type.COSINE)
          .meaning("How the learning rate moves after the warm-up.");
  private static final Key<Double> WARMUP =
      Key.number("schedule.warm-up", 0.05)
          .range(0, 1)
          .meaning(
              "Share of the training in which the learning rate rises linearly from 0;"
                  + " one-cycle: from the start rate, 0.3.");
  private static final Key<Double> FINAL_RATE =
      Key.number("schedule.final-rate", 0.01)
          .range(0, 1)
          .meaning(
              "Learning rate at the end, as a share of the largest; one-cycle: 4E-4."
                  + " Of cosine and one-cycle.");
  private static final Key<Double> START_RATE =
      Key.number("schedule.start-rate", 0.04)
          .range(0, 1)
          .meaning("Learning rate at the start, as a share of the largest. Of one-cycle.");
  private static final Key<Fall> FALL =
      Key.choice("schedule.fall", Fall.class, Fall.COSINE)
          .meaning("The form of the fall. Of one-cycle.");
  private static final Key<Watch> WATCH =
      Key.choice("schedule.watch", Watch.class, Watch.WER)
          .meaning("What must get smaller on dev lest the rate falls. Of plateau.");
  private static final Key<Double> FACTOR =
      Key.number("schedule.factor", 0.5)
          .range(0.001, 0.999)
          .meaning("What stays of the learning rate when it falls. Of plateau.");
  private static final Key<Integer> PATIENCE =
      Key.integer("schedule.patience", 5)
          .range(1, 100_000)
          .meaning("Validations in a row without a new best that make the rate fall. Of plateau.");
  private static final Key<Double> MIN_RATE =
      Key.number("schedule.min-rate", 0.01)
          .range(0, 1)
          .meaning("Smallest learning rate, as a share of the largest. Of plateau.");

  static final List<Key<?>> KEYS =
      List.of(TYPE, WARMUP, FINAL_RATE, START_RATE, FALL, WATCH, FACTOR, PATIENCE, MIN_RATE);

  private final Settings settings;
  private final OwnKeys own;

  ScheduleSettings(Settings settings) {
    this.settings = settings;
    Type type = settings.get(TYPE);
    own =
        new OwnKeys(
            settings,
            "schedule.type = " + type.name().toLowerCase(Locale.ROOT).replace('_', '-'),
            switch (type) {
              case COSINE -> List.of(TYPE, WARMUP, FINAL_RATE);
              case CONSTANT -> List.of(TYPE, WARMUP);
              case ONE_CYCLE -> List.of(TYPE, WARMUP, FINAL_RATE, START_RATE, FALL);
              case PLATEAU -> List.of(TYPE, WARMUP, WATCH, FACTOR, PATIENCE, MIN_RATE);
            });
    own.refuseOthers(KEYS);
  }

  Schedule schedule() {
    return switch (settings.get(TYPE)) {
      case COSINE -> new Schedule.Cosine(own.get(WARMUP), own.get(FINAL_RATE));
      case CONSTANT -> new Schedule.Constant(own.get(WARMUP));
      case ONE_CYCLE -> oneCycle();
      case PLATEAU ->
          new Schedule.Plateau(
              own.get(WARMUP), own.get(FACTOR), own.get(PATIENCE), own.get(MIN_RATE));
    };
  }

  private Schedule oneCycle() {
    double start = own.get(START_RATE);
    double end = own.get(FINAL_RATE, Math.min(4e-4, start));
    if (end > start) {
      throw Problem.usage("the cycle would end above its start")
          .where(settings.origin(FINAL_RATE))
          .expected("schedule.final-rate of at most schedule.start-rate, " + start)
          .found(end)
          .remedy("lower schedule.final-rate, or raise schedule.start-rate")
          .exception();
    }
    return new Schedule.OneCycle(own.get(WARMUP, 0.3), start, end, own.get(FALL) == Fall.LINEAR);
  }

  /** Whether the loss on dev is asked for. */
  boolean watchesLoss() {
    return settings.get(TYPE) == Type.PLATEAU && own.get(WATCH) == Watch.LOSS;
  }
}
