package dev.teacher.train.torchscript;

import dev.teacher.api.graph.Graph;
import dev.teacher.api.graph.Value;
import dev.teacher.train.torchscript.Attributes.Attribute;
import dev.teacher.train.torchscript.Attributes.Kind;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The parts of the code file that every program has: the class with its tensors, the network. */
final class NetworkMethods {
  static final String CLASS = "Recognizer";

  private NetworkMethods() {}

  /** The class and its attributes; methods follow. */
  static String module(Attributes attributes, List<String> state) {
    StringBuilder code = new StringBuilder("class " + CLASS + "(Module):\n");
    code.append("  __parameters__ = ").append(quoted(attributes.names(Kind.PARAMETER)));
    List<String> buffers =
        Stream.of(attributes.names(Kind.BUFFER), attributes.names(Kind.CONSTANT), state)
            .flatMap(List::stream)
            .toList();
    code.append("  __buffers__ = ").append(quoted(buffers));
    for (Attribute attribute : attributes.all()) {
      code.append("  ").append(attribute.name()).append(" : Tensor");
      code.append(
          attribute.name().equals(attribute.original())
              ? ""
              : "  # " + plain(attribute.original()));
      code.append('\n');
    }
    state.forEach(s -> code.append("  ").append(s).append(" : Tensor\n"));
    return code.append("  training : bool\n").toString();
  }

  /** {@code forward}: the outputs of the graph. */
  static String forward(Graph graph, Attributes attributes) {
    List<Value> outputs = List.copyOf(graph.outputs().values());
    Body body = Body.of(graph, attributes, Mode.INFERENCE, Numerics.PLAIN, outputs);
    List<String> results = outputs.stream().map(body::get).toList();
    boolean one = results.size() == 1;
    String type = "Tuple[" + String.join(", ", Collections.nCopies(results.size(), "Tensor")) + "]";
    String result = one ? results.get(0) : "(" + String.join(", ", results) + ")";
    String code = body.code() + "  return " + result + "\n";
    return method("forward", tensors(arguments(graph)), one ? "Tensor" : type, code);
  }

  /** The graph's inputs as arguments. */
  static List<String> arguments(Graph graph) {
    return graph.inputs().keySet().stream().map(Arguments::name).toList();
  }

  /** Arguments that are tensors, with their type. */
  static List<String> tensors(List<String> arguments) {
    return arguments.stream().map(a -> a + ": Tensor").toList();
  }

  /** A method of the class; {@code body} is indented by two. */
  static String method(String name, List<String> arguments, String result, String body) {
    String list = arguments.stream().map(a -> ",\n      " + a).collect(Collectors.joining());
    String head = "  def " + name + "(self: __torch__." + CLASS + list + ") -> " + result + ":\n";
    return head + body.indent(2);
  }

  private static String quoted(List<String> names) {
    return names.stream().map(n -> "\"" + n + "\", ").collect(Collectors.joining("", "[", "]\n"));
  }

  private static String plain(String name) {
    return name.replaceAll("\\s", " ");
  }
}
