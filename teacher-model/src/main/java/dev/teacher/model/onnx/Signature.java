package dev.teacher.model.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.teacher.api.error.Problem;
import dev.teacher.api.pipeline.Recognizer;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * The inputs and outputs of a model: one float32 [batch, time, width] with {@code lengths} in; one
 * float32 [batch, time', channels] with {@code output_lengths} out.
 *
 * @param input {@code landmarks} or {@code features}
 * @param width its columns
 * @param output {@code log_probs}, or {@code extracted_features} of a model without a network
 */
record Signature(String input, int width, String output) {
  static final String LENGTHS = "lengths";
  static final String OUTPUT_LENGTHS = Recognizer.OUTPUT_LENGTHS;
  private static final List<String> INPUTS = List.of("landmarks", "features");
  private static final List<String> OUTPUTS = List.of(Recognizer.LOG_PROBS, Recognizer.EXTRACTED);

  static Signature of(OrtSession session, Path file) throws OrtException {
    NodeInfo input = frames(session.getInputInfo().values(), INPUTS, LENGTHS, "inputs", file);
    NodeInfo output =
        frames(session.getOutputInfo().values(), OUTPUTS, OUTPUT_LENGTHS, "outputs", file);
    long width = ((TensorInfo) input.getInfo()).getShape()[2];
    return new Signature(input.getName(), Math.toIntExact(width), output.getName());
  }

  private static NodeInfo frames(
      Collection<NodeInfo> all, List<String> names, String lengths, String kind, Path file) {
    NodeInfo found = null;
    boolean hasLengths = false;
    for (NodeInfo info : all) {
      if (names.contains(info.getName()) && isFrames(info)) {
        found = info;
      }
      hasLengths |= info.getName().equals(lengths) && is(info, OnnxJavaType.INT64, 1);
    }
    if (found == null || !hasLengths || all.size() != 2) {
      TreeSet<String> shown = new TreeSet<>();
      all.forEach(info -> shown.add(info.getName() + " " + info.getInfo()));
      throw Problem.data("the model has other " + kind + " than a recogniser")
          .where(file)
          .expected(
              String.join(" or ", names)
                  + " float32 [batch, time, columns], and "
                  + lengths
                  + " int64 [batch]")
          .found(String.join("\n", shown))
          .remedy("export the model with teacher export")
          .exception();
    }
    return found;
  }

  private static boolean isFrames(NodeInfo info) {
    return is(info, OnnxJavaType.FLOAT, 3) && ((TensorInfo) info.getInfo()).getShape()[2] > 0;
  }

  private static boolean is(NodeInfo info, OnnxJavaType type, int rank) {
    return info.getInfo() instanceof TensorInfo tensor
        && tensor.type == type
        && tensor.getShape().length == rank;
  }
}
