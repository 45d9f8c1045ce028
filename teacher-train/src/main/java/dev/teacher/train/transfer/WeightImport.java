package dev.teacher.train.transfer;

import dev.teacher.api.data.Vocabulary;
import dev.teacher.api.error.Problem;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.tensor.Tensor;
import dev.teacher.api.tensor.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Makes a network's weights out of those of a foreign file. */
public final class WeightImport {
  private static final int SHOWN = 20;

  private final TensorMapping mapping;
  private final Vocabulary vocabulary;
  private final Weights file;
  private final List<String> faults = new ArrayList<>();
  private final List<String> kept = new ArrayList<>();
  private final Set<String> newGlosses = new LinkedHashSet<>();
  private final Set<String> used = new LinkedHashSet<>();

  private WeightImport(TensorMapping mapping, Vocabulary vocabulary, Weights file) {
    this.mapping = mapping;
    this.vocabulary = vocabulary;
    this.file = file;
  }

  /**
   * What was imported.
   *
   * @param weights of the network, complete
   * @param imported names of tensors that come from the file
   * @param initial names of tensors that stay as initialised
   * @param newGlosses glosses whose rows the file lacks; they stay as initialised
   */
  public record Result(
      Weights weights, List<String> imported, List<String> initial, List<String> newGlosses) {}

  /**
   * Imports by name.
   *
   * @param graph the network
   * @param initial its weights as initialised, in the order that the result has
   * @param vocabulary of the network
   * @param file the foreign weights
   * @param mapping of names
   * @param origin where the foreign weights come from, for messages
   * @throws dev.teacher.api.error.TeacherException data: lists all missing, unexpected and
   *     wrong-shaped tensors
   */
  public static Result run(
      Graph graph,
      Weights initial,
      Vocabulary vocabulary,
      Weights file,
      TensorMapping mapping,
      Object origin) {
    WeightImport task = new WeightImport(mapping, vocabulary, file);
    Weights weights = new Weights();
    List<String> imported = new ArrayList<>();
    for (String name : initial.names()) {
      Tensor tensor = task.tensor(name, initial.get(name));
      weights.put(name, tensor);
      if (!task.kept.contains(name)) {
        imported.add(name);
      }
    }
    for (String name : file.names()) {
      if (!task.used.contains(name) && !TensorMapping.any(mapping.ignore(), name)) {
        task.faults.add("unexpected  " + name + " " + file.get(name));
      }
    }
    mapping.unused(initial.names()).forEach(text -> task.faults.add("no tensor   " + text));
    task.refuse(origin, initial.names().size());
    graph.check(weights, origin);
    return new Result(weights, imported, task.kept, List.copyOf(task.newGlosses));
  }

  private Tensor tensor(String name, Tensor initial) {
    String source = mapping.source(name);
    String label = source.equals(name) ? name : name + " (in the file " + source + ")";
    if (TensorMapping.any(mapping.keepInitial(), name)) {
      kept.add(name);
      return initial;
    }
    if (!file.contains(source)) {
      faults.add("missing     " + label + " " + initial);
      return initial;
    }
    used.add(source);
    Tensor found = file.get(source);
    if (TensorMapping.any(mapping.transpose(), name)) {
      found = Tensors.transpose(found);
    }
    if (TensorMapping.any(mapping.classTensors(), name) && mapping.vocabulary().isPresent()) {
      found = rows(found, initial, mapping.vocabulary().get());
    }
    if (found.dtype() != initial.dtype() || !Arrays.equals(found.shape(), initial.shape())) {
      faults.add("wrong shape " + label + ": expected " + initial + ", found " + found);
      return initial;
    }
    return found;
  }

  /** Rows put into the order of the network's vocabulary; glosses that the file lacks stay. */
  private Tensor rows(Tensor found, Tensor initial, Vocabulary order) {
    boolean fits =
        found.shape().length == initial.shape().length
            && found.shape().length > 0
            && found.shape()[0] == order.size()
            && initial.shape()[0] == vocabulary.size()
            && found.size() / order.size() == initial.size() / vocabulary.size();
    if (!fits) {
      return found; // its shape is what will be reported
    }
    int row = initial.size() / vocabulary.size();
    float[] values = initial.floats().clone();
    List<String> entries = order.entries();
    for (int i = 0; i < vocabulary.size(); i++) {
      int from = entries.indexOf(vocabulary.entries().get(i));
      if (from >= 0) {
        System.arraycopy(found.floats(), from * row, values, i * row, row);
      } else {
        newGlosses.add(vocabulary.entries().get(i));
      }
    }
    return Tensor.of(values, initial.shape());
  }

  private void refuse(Object origin, int wanted) {
    if (faults.isEmpty()) {
      return;
    }
    int shown = Math.min(SHOWN, faults.size());
    String list = String.join("\n", faults.subList(0, shown));
    throw Problem.data("the weights do not fit the network")
        .where(origin)
        .expected(wanted + " tensors")
        .found(list + (shown < faults.size() ? "\nand " + (faults.size() - shown) + " more" : ""))
        .remedy("give names with --mapping FILE: tensors, keep-initial, ignore, transpose")
        .exception();
  }
}
