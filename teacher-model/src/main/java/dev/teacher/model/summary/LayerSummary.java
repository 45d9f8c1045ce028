package dev.teacher.model.summary;

import java.util.List;

/**
 * One layer of a network, or several of them under the name that they share.
 *
 * @param name dotted, as in the state dict
 * @param operations what it does, in order, each kind once: {@code Conv1d, LayerNorm, Relu}
 * @param shape of its last output: {@code [batch, ceil(time/4), 256]}
 * @param channels of its last output
 * @param stride input frames that one of its output frames stands for
 * @param parameters trained numbers
 * @param flopsPerFrame floating point operations for each input frame
 * @param receptiveField input frames that one of its output frames sees at most; 0 for the whole
 *     sample
 * @param inputs names of the layers that it takes its input from; empty for the graph's inputs
 */
public record LayerSummary(
    String name,
    List<String> operations,
    String shape,
    int channels,
    double stride,
    long parameters,
    double flopsPerFrame,
    int receptiveField,
    List<String> inputs) {
  public LayerSummary {
    operations = List.copyOf(operations);
    inputs = List.copyOf(inputs);
  }
}
