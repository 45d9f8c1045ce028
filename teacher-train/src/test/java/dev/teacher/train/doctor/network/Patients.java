package dev.teacher.train.doctor.network;

import com.typesafe.config.ConfigFactory;
import dev.teacher.api.config.ConfigFile;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.plugin.Registry;
import dev.teacher.api.tensor.Tensor;
import dev.teacher.api.tensor.Weights;
import dev.teacher.train.doctor.Case;
import dev.teacher.train.doctor.CheckResult;
import dev.teacher.train.doctor.Effort;
import dev.teacher.train.doctor.Finding;
import dev.teacher.train.doctor.FindingKind;
import dev.teacher.train.doctor.Interference;
import dev.teacher.train.doctor.Patient;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Patients with tiny networks over the synthetic corpus. */
final class Patients {
  private static final String CONFIG =
      """
      corpus {
        type = synthetic, glosses = 4, signers = 2, max-length = 2
        sentences { train = 24, dev = 6, test = 1, test-unseen = 1 }
      }
      features { type = body-centred, face = false }
      normalizers = [ { type = global-stats } ]
      backbone { type = tcn-bilstm, channels = 24, hidden = 24, layers = 1, dropout = 0.1 }
      train { threads = 1, optimizer.learning-rate = 5e-3 }
      """;

  private Patients() {}

  /** A healthy one, under overrides. */
  static Patient of(String... overrides) {
    return of(Interference.NONE, overrides);
  }

  /** A healthy one, looked at with more effort. */
  static Patient of(Effort effort, String... overrides) {
    return of(Interference.NONE, effort, overrides);
  }

  /** One that something is done to. */
  static Patient of(Interference interference, String... overrides) {
    return of(interference, Effort.QUICK, overrides);
  }

  private static Patient of(Interference interference, Effort effort, String... overrides) {
    String text = ConfigFile.render(ConfigFactory.parseString(CONFIG).resolve());
    return new Patient(
        new Case(
            ConfigFile.parse(text, "test", List.of(overrides)),
            Registry.ofClassPath(),
            Optional.empty(),
            effort,
            1,
            interference,
            line -> {}));
  }

  /** Changes the numbers of a tensor, or of all whose name begins so. */
  static Interference weights(String name, UnaryOperator<float[]> change) {
    return new Interference() {
      @Override
      public Weights weights(Graph network, Weights first) {
        Weights changed = new Weights();
        for (String each : first.names()) {
          Tensor tensor = first.get(each);
          changed.put(
              each,
              each.startsWith(name)
                  ? Tensor.of(change.apply(tensor.floats().clone()), tensor.shape())
                  : tensor);
        }
        return changed;
      }
    };
  }

  /** Another network in the place of the one that is built. */
  static Interference network(UnaryOperator<Graph> change) {
    return new Interference() {
      @Override
      public Graph network(Graph built) {
        return change.apply(built);
      }
    };
  }

  /** Numbers times a factor. */
  static UnaryOperator<float[]> times(float factor) {
    return values -> {
      for (int i = 0; i < values.length; i++) {
        values[i] *= factor;
      }
      return values;
    };
  }

  /** The same number everywhere. */
  static UnaryOperator<float[]> all(float value) {
    return values -> {
      Arrays.fill(values, value);
      return values;
    };
  }

  /** The kinds of the faults that were found. */
  static List<FindingKind> faults(CheckResult result) {
    return result.findings().stream().filter(Finding::isFault).map(Finding::kind).toList();
  }
}
