package dev.teacher.train.torchscript;

import dev.teacher.api.graph.Graph;
import dev.teacher.api.plugin.TrainingOptions;
import dev.teacher.api.tensor.Weights;
import dev.teacher.train.torchscript.Attributes.Attribute;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Writes a graph with its weights as a TorchScript archive, which LibTorch runs and Python opens
 * with {@code torch.jit.load}. The format is that of PyTorch's {@code
 * torch/csrc/jit/serialization}: a zip of stored entries with code, a pickled module and raw
 * tensors.
 */
public final class TorchScriptWriter {
  /** The newest that PyTorch 1.12 knows; older ones make LibTorch rewrite divisions. */
  private static final String VERSION = "10\n";

  /** Where tensors are made that programs name no device for. */
  private static final String CPU = "cpu";

  private TorchScriptWriter() {}

  /**
   * Writes a program for inference: method {@code forward} takes the graph's inputs in order and
   * gives a tuple of its outputs in order (the tensor itself where there is one output).
   *
   * @param trained any graph; auxiliaries and what only they need are left out
   * @param weights of all its parameters and buffers
   * @param metadata texts that stand as {@code extra/<key>} in the archive (Python's {@code
   *     _extra_files})
   * @param file where to write
   */
  public static void writeInference(
      Graph trained, Weights weights, Map<String, String> metadata, Path file) throws IOException {
    trained.check(weights, "writing " + file);
    Graph graph = trained.withoutAuxiliaries();
    Attributes attributes = new Attributes(graph, weights);
    String methods = NetworkMethods.forward(graph, attributes);
    write(attributes, List.of(), methods, metadata, false, file);
  }

  /**
   * Writes a program that trains; its methods are those of {@link TrainingProgram}.
   *
   * @param graph a recogniser
   * @param weights first values of all its parameters and buffers
   * @param options of the optimiser
   * @param device where it computes: {@code cpu}, or {@code cuda:0}
   * @param file where to write
   */
  public static void writeTraining(
      Graph graph, Weights weights, TrainingOptions options, String device, Path file)
      throws IOException {
    graph.check(weights, "writing " + file);
    Attributes attributes = new Attributes(graph, weights);
    String methods = on(device, TrainingProgram.methods(graph, attributes, options));
    write(attributes, TrainingProgram.state(options), methods, Map.of(), true, file);
  }

  /**
   * Writes a program that says which numbers of a step are finite; its method is that of {@link
   * FiniteProgram}.
   *
   * @param graph a recogniser
   * @param weights before the step
   * @param options of the training
   * @param file where to write
   */
  public static void writeProbe(Graph graph, Weights weights, TrainingOptions options, Path file)
      throws IOException {
    graph.check(weights, "writing " + file);
    Attributes attributes = new Attributes(graph, weights);
    String methods = TrainingProgram.probe(graph, attributes, options);
    write(attributes, List.of(), methods, Map.of(), true, file);
  }

  /**
   * Writes a program that tries a piece of a graph; its method is that of {@link TrialProgram}.
   *
   * @param piece without parameters and buffers
   * @param options of the training
   * @param device where it computes: {@code cpu}, or {@code cuda:0}
   * @param file where to write
   */
  public static void writeTrial(Graph piece, TrainingOptions options, String device, Path file)
      throws IOException {
    Attributes attributes = new Attributes(piece, new Weights());
    String methods = on(device, TrialProgram.methods(piece, attributes, Numerics.of(options)));
    write(attributes, List.of(), methods, Map.of(), true, file);
  }

  /** The methods with the tensors that they make themselves made on a device. */
  private static String on(String device, String methods) {
    return device.equals(CPU)
        ? methods
        : methods.replace("device=None", "device=torch.device(\"" + device + "\")");
  }

  /** Writes any program. */
  static void write(
      Attributes attributes,
      List<String> state,
      String methods,
      Map<String, String> metadata,
      boolean training,
      Path file)
      throws IOException {
    try (Archive archive = new Archive(file)) {
      archive.bytes("data.pkl", pickle(attributes, state, training));
      archive.text("code/__torch__.py", NetworkMethods.module(attributes, state) + methods);
      archive.bytes("constants.pkl", Pickle.emptyTuple());
      archive.text("version", VERSION);
      archive.text("byteorder", "little");
      for (Map.Entry<String, String> entry : metadata.entrySet()) {
        archive.text("extra/" + entry.getKey(), entry.getValue());
      }
      int key = 0;
      for (Attribute attribute : attributes.all()) {
        archive.tensor("data/" + key++, attribute.tensor());
      }
      for (int i = 0; i < state.size(); i++) {
        archive.bytes("data/" + key++, new byte[0]);
      }
    }
  }

  private static byte[] pickle(Attributes attributes, List<String> state, boolean training) {
    Pickle pickle = Pickle.module(NetworkMethods.CLASS);
    int key = 0;
    for (Attribute attribute : attributes.all()) {
      boolean trained = attribute.kind() == Attributes.Kind.PARAMETER;
      pickle.tensor(
          attribute.name(),
          Integer.toString(key++),
          attribute.tensor().dtype(),
          attribute.tensor().shape(),
          trained);
    }
    for (String name : state) {
      pickle.tensor(
          name, Integer.toString(key++), TrainingProgram.STATE_TYPE, new int[] {0}, false);
    }
    return pickle.finish(training);
  }
}
