package dev.teacher.train.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The epochs of a training as {@code metrics.jsonl} has them.
 *
 * @param epochs one object a line, in order
 */
public record History(List<JsonNode> epochs) {
  public History {
    epochs = List.copyOf(epochs);
  }

  boolean isEmpty() {
    return epochs.isEmpty();
  }

  /** A number of each epoch that has it, such as {@code /validation/wer}. */
  LineChart.Series series(String name, String pointer, double factor) {
    int[] with =
        IntStream.range(0, epochs.size())
            .filter(i -> !epochs.get(i).at(pointer).isMissingNode())
            .toArray();
    return new LineChart.Series(
        name,
        IntStream.of(with).mapToDouble(i -> epochs.get(i).at("/epoch").asDouble()).toArray(),
        IntStream.of(with).mapToDouble(i -> factor * number(epochs.get(i).at(pointer))).toArray());
  }

  /** What each epoch that has a part, such as {@code /validation}, says of it. */
  LineChart.Series series(String name, String part, ToDoubleFunction<JsonNode> number) {
    List<JsonNode> with = epochs.stream().filter(epoch -> !epoch.at(part).isMissingNode()).toList();
    return new LineChart.Series(
        name,
        with.stream().mapToDouble(epoch -> epoch.at("/epoch").asDouble()).toArray(),
        with.stream().map(epoch -> epoch.at(part)).mapToDouble(number).toArray());
  }

  boolean has(String pointer) {
    return epochs.stream().anyMatch(epoch -> !epoch.at(pointer).isMissingNode());
  }

  /** JSON has no NaN: what was none is null there. */
  static double number(JsonNode node) {
    return node.isNumber() ? node.doubleValue() : Double.NaN;
  }
}
