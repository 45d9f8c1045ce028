package dev.teacher.train.loop;

import dev.teacher.api.config.Key;
import dev.teacher.api.config.Settings;
import dev.teacher.api.error.Problem;
import dev.teacher.api.plugin.Optimizer;
import java.util.List;
import java.util.Locale;

/** The keys {@code optimizer.*} of the section {@code train}. */
final class OptimizerSettings {
  /** The optimisers. */
  enum Type {
    ADAMW,
    ADAM,
    SGD,
    LION
  }

  private static final Key<Type> TYPE =
      Key.choice("optimizer.type", Type.class, Type.ADAMW).meaning("What moves the weights.");
  private static final Key<Double> LEARNING_RATE =
      Key.number("optimizer.learning-rate", 1e-3)
          .range(1e-9, 10)
          .meaning("The largest one; sgd: 0.01; lion: 1E-4.");
  private static final Key<Double> WEIGHT_DECAY =
      Key.number("optimizer.weight-decay", 1e-2)
          .range(0, 10)
          .meaning("Decoupled decay; adam, sgd: of the square of the weights, 0; lion: 0.1.");
  private static final Key<Double> BETA1 =
      Key.number("optimizer.beta1", 0.9)
          .range(0, 0.99999)
          .meaning("Decay of the first moment; lion: its share in a step. Not of sgd.");
  private static final Key<Double> BETA2 =
      Key.number("optimizer.beta2", 0.98)
          .range(0, 0.99999)
          .meaning("Decay of the second moment; lion: of the first, 0.99. Not of sgd.");
  private static final Key<Double> EPS =
      Key.number("optimizer.eps", 1e-8)
          .range(1e-16, 1)
          .meaning("Added to the root of the second moment. Of adamw and adam.");
  private static final Key<Double> MOMENTUM =
      Key.number("optimizer.momentum", 0.9)
          .range(0, 0.99999)
          .meaning("Share of the last step's direction that stays. Of sgd.");
  private static final Key<Boolean> NESTEROV =
      Key.flag("optimizer.nesterov", false)
          .meaning("Whether momentum looks ahead, as Nesterov's does. Of sgd.");

  static final List<Key<?>> KEYS =
      List.of(TYPE, LEARNING_RATE, WEIGHT_DECAY, BETA1, BETA2, EPS, MOMENTUM, NESTEROV);

  private final Settings settings;
  private final OwnKeys own;

  OptimizerSettings(Settings settings) {
    this.settings = settings;
    Type type = settings.get(TYPE);
    own =
        new OwnKeys(
            settings,
            "optimizer.type = " + type.name().toLowerCase(Locale.ROOT),
            switch (type) {
              case ADAMW, ADAM -> List.of(TYPE, LEARNING_RATE, WEIGHT_DECAY, BETA1, BETA2, EPS);
              case SGD -> List.of(TYPE, LEARNING_RATE, WEIGHT_DECAY, MOMENTUM, NESTEROV);
              case LION -> List.of(TYPE, LEARNING_RATE, WEIGHT_DECAY, BETA1, BETA2);
            });
    own.refuseOthers(KEYS);
  }

  Optimizer optimizer() {
    return switch (settings.get(TYPE)) {
      case ADAMW ->
          new Optimizer.AdamW(own.get(BETA1), own.get(BETA2), own.get(EPS), own.get(WEIGHT_DECAY));
      case ADAM ->
          new Optimizer.Adam(
              own.get(BETA1), own.get(BETA2), own.get(EPS), own.get(WEIGHT_DECAY, 0.0));
      case SGD -> sgd();
      case LION ->
          new Optimizer.Lion(own.get(BETA1), own.get(BETA2, 0.99), own.get(WEIGHT_DECAY, 0.1));
    };
  }

  private Optimizer sgd() {
    if (own.get(NESTEROV) && own.get(MOMENTUM) == 0) {
      throw Problem.usage("Nesterov's momentum without momentum")
          .where(settings.origin(NESTEROV))
          .expected("optimizer.momentum above 0")
          .remedy("set optimizer.momentum, 0.9 for example, or remove optimizer.nesterov")
          .exception();
    }
    return new Optimizer.Sgd(own.get(MOMENTUM), own.get(NESTEROV), own.get(WEIGHT_DECAY, 0.0));
  }

  /** The largest learning rate. */
  double learningRate() {
    return switch (settings.get(TYPE)) {
      case ADAMW, ADAM -> own.get(LEARNING_RATE);
      case SGD -> own.get(LEARNING_RATE, 1e-2);
      case LION -> own.get(LEARNING_RATE, 1e-4);
    };
  }
}
