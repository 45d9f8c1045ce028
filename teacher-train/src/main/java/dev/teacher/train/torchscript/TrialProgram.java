package dev.teacher.train.torchscript;

import dev.teacher.api.graph.Graph;
import dev.teacher.api.graph.Value;
import dev.teacher.api.tensor.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Runs a piece of a graph in soiled memory. Its method {@code trial} takes the piece's inputs, the
 * gradient of its output, sizes of blocks to soil (INT64), what with, and how often to run
 * (numbers); it gives the output and the gradient of each input of FLOAT32, in order.
 */
public final class TrialProgram {
  /** The method. */
  public static final String METHOD = "trial";

  private static final String UPSTREAM = "upstream";

  private TrialProgram() {}

  /** The names of the inputs that get gradients, in order. */
  public static List<String> differentiated(Graph piece) {
    return piece.inputs().entrySet().stream()
        .filter(input -> input.getValue().dtype() == DType.FLOAT32)
        .map(Map.Entry::getKey)
        .toList();
  }

  static String methods(Graph piece, Attributes attributes, Numerics numerics) {
    return soil() + once(piece, attributes, numerics) + trial(piece);
  }

  /** Blocks full of a number, given back when it returns. */
  private static String soil() {
    return NetworkMethods.method(
        "soil",
        List.of("sizes: Tensor", "filler: Tensor"),
        "int",
        """
          blocks = annotate(List[Tensor], [])
          for i in range(torch.numel(sizes)):
            _0 = torch.append(blocks, torch.full([int(sizes[i])], float(filler), dtype=6, layout=None, device=None, pin_memory=False))
          return torch.len(blocks)
        """);
  }

  /** Operands are copies, or views whose surroundings hold the number too. */
  private static String once(Graph piece, Attributes attributes, Numerics numerics) {
    Value result = piece.outputs().values().iterator().next();
    Body body = Body.of(piece, attributes, Mode.GRADIENT, numerics, List.of(result));
    StringBuilder code = new StringBuilder();
    for (String name : differentiated(piece)) {
      String x = Arguments.name(name);
      int rank = piece.inputs().get(name).shape().rank();
      code.append("  ").append(x).append(" = torch.requires_grad_(torch.detach(");
      code.append("self.operand" + Math.min(rank, 2) + "(" + x + ", filler, viewed)), True)\n");
    }
    code.append(body.code());
    List<String> operands = differentiated(piece).stream().map(Arguments::name).toList();
    code.append(
        operands.isEmpty() ? withoutGradients(body, result) : gradients(body, result, operands));
    List<String> arguments = new ArrayList<>(NetworkMethods.tensors(arguments(piece)));
    arguments.addAll(List.of("filler: Tensor", "viewed: bool"));
    return operands() + NetworkMethods.method("once", arguments, "List[Tensor]", code.toString());
  }

  private static String withoutGradients(Body body, Value result) {
    return "  return annotate(List[Tensor], [torch.detach(" + body.get(result) + ")])\n";
  }

  /** Nothing times each operand is added, lest LibTorch refuses one that the result ignores. */
  private static String gradients(Body body, Value result, List<String> operands) {
    String nothing =
        operands.stream()
            .map(operand -> "torch.mul(torch.sum(" + operand + "), 0)")
            .collect(Collectors.joining(", ", "[", "]"));
    return """
      result = %s
      results = annotate(List[Tensor], [torch.detach(result)])
      nothing = torch.sum(torch.stack(%s))
      total = torch.add(torch.sum(torch.mul(result, upstream)), nothing)
      found = torch.grad([total], [%s], None, None, False, False)
      for i in range(torch.len(found)):
        gradient = found[i]
        if gradient is None:
          pass
        else:
          _0 = torch.append(results, torch.contiguous(gradient))
      return results
    """
        .formatted(body.get(result), nothing, String.join(", ", operands));
  }

  /** An operand of no, of one, and of more axes. */
  private static String operands() {
    String copy = "  return torch.clone(x)\n";
    String row =
        """
          if viewed:
            size = torch.size(x, 0)
            y = torch.narrow(torch.constant_pad_nd(x, [1, 3], float(filler)), 0, 1, size)
          else:
            y = torch.clone(x)
          return y
        """;
    String rows =
        """
          if viewed:
            longer = torch.constant_pad_nd(x, [1, 3, 1, 2], float(filler))
            inner = torch.narrow(longer, -1, 1, torch.size(x, -1))
            y = torch.narrow(inner, -2, 1, torch.size(x, -2))
          else:
            y = torch.clone(x)
          return y
        """;
    return operand(0, copy) + operand(1, row) + operand(2, rows);
  }

  private static String operand(int rank, String body) {
    List<String> arguments = List.of("x: Tensor", "filler: Tensor", "viewed: bool");
    return NetworkMethods.method("operand" + rank, arguments, "Tensor", body);
  }

  private static String trial(Graph piece) {
    List<String> arguments = arguments(piece);
    List<String> all = new ArrayList<>(arguments);
    all.addAll(List.of("sizes", "filler", "repeats"));
    return NetworkMethods.method(
        METHOD,
        NetworkMethods.tensors(all),
        "List[Tensor]",
        """
          _0 = self.soil(sizes, filler)
          first = self.once(%s, filler, False)
          last = first
          others = 0
          for i in range(torch.sub(int(repeats), 1)):
            _1 = self.soil(sizes, filler)
            found = self.once(%s, filler, torch.eq(torch.remainder(i, 2), 0))
            differs = 0
            for j in range(torch.len(found)):
              if bool(torch.equal(found[j], first[j])):
                pass
              else:
                last = found
                differs = 1
            others = torch.add(others, differs)
          if torch.gt(others, 1):
            if torch.eq(others, torch.sub(int(repeats), 1)):
              last = first
            else:
              pass
          else:
            pass
          return last
        """
            .formatted(String.join(", ", arguments), String.join(", ", arguments)));
  }

  private static List<String> arguments(Graph piece) {
    List<String> arguments = new ArrayList<>(NetworkMethods.arguments(piece));
    arguments.add(UPSTREAM);
    return arguments;
  }
}
