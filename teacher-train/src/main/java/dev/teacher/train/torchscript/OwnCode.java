package dev.teacher.train.torchscript;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Knows the code that {@link NetworkMethods#forward} prints: one class, one method without branches
 * or loops, and in it only operations that give new tensors. No operation here touches files,
 * modules or the process; one that does must never be added.
 */
final class OwnCode {
  private static final Set<String> OPERATIONS =
      Set.of(
          "abs",
          "add",
          "all",
          "amax",
          "amin",
          "arange",
          "avg_pool2d",
          "bmm",
          "cat",
          "ceil",
          "clamp",
          "clamp_min",
          "constant_pad_nd",
          "contiguous",
          "conv2d",
          "cos",
          "detach",
          "div",
          "elu",
          "eq",
          "erf",
          "exp",
          "expand",
          "flatten",
          "floor",
          "floor_divide",
          "full",
          "full_like",
          "gather",
          "ge",
          "gelu",
          "gru",
          "gt",
          "index_select",
          "isfinite",
          "isinf",
          "isnan",
          "layer_norm",
          "le",
          "linear",
          "log",
          "log_softmax",
          "logical_and",
          "logical_not",
          "logical_or",
          "lstm",
          "lt",
          "matmul",
          "max_pool2d",
          "maximum",
          "mean",
          "minimum",
          "mul",
          "narrow",
          "ne",
          "neg",
          "numel",
          "ones_like",
          "permute",
          "pow",
          "reciprocal",
          "relu",
          "remainder",
          "reshape",
          "rsqrt",
          "scaled_dot_product_attention",
          "sigmoid",
          "sign",
          "silu",
          "sin",
          "size",
          "slice",
          "softmax",
          "sqrt",
          "square",
          "squeeze",
          "stack",
          "sub",
          "sum",
          "tanh",
          "to",
          "transpose",
          "unflatten",
          "unfold",
          "unsqueeze",
          "where",
          "zeros",
          "zeros_like");
  private static final Set<String> WORDS =
      Set.of(
          "return",
          "None",
          "True",
          "False",
          "dtype",
          "layout",
          "device",
          "pin_memory",
          "nan",
          "inf",
          "Tensor",
          "Tuple",
          "self",
          "def",
          "forward",
          "__torch__." + NetworkMethods.CLASS);
  private static final List<Pattern> DECLARATIONS =
      List.of(
          Pattern.compile("class " + NetworkMethods.CLASS + "\\(Module\\):"),
          Pattern.compile("  __(parameters|buffers)__ = \\[(\"\\w+\", )*+]"),
          Pattern.compile("  \\w+ : (Tensor|bool)"));
  private static final Pattern COMMENT = Pattern.compile(" *# (?!type:)\\P{Cc}*+");
  private static final Pattern CHARACTERS = Pattern.compile("[A-Za-z0-9_ .,()\\[\\]:=>-]*+");

  /** Calls of anything but a name; {@link #PART} sees the name right before a bracket alone. */
  private static final Pattern OTHER_CALL = Pattern.compile("[\\w)\\]] +\\(|[)\\]]\\(");

  private static final Pattern NUMBER = Pattern.compile("\\d++(\\.\\d*+)?+(e-?\\d++)?+");
  private static final Pattern LOCAL = Pattern.compile("[vt]\\d+|\\w+_in");
  private static final Pattern PART =
      Pattern.compile("(?<number>" + NUMBER + ")|(?<name>[A-Za-z_][\\w.]*+)(?<call>\\()?+|\\.");

  private OwnCode() {}

  /** What in it the writer cannot have printed; empty if nothing is. */
  static String foreign(String code) {
    if (code.indexOf('\r') >= 0) {
      return "an end of line of another kind";
    }
    for (String line : code.lines().toList()) {
      int comment = line.indexOf('#');
      int end = comment > 0 && line.charAt(comment - 1) == ' ' ? comment - 1 : comment;
      String text = comment < 0 ? line : line.substring(0, end).stripTrailing();
      if (comment >= 0 && !COMMENT.matcher(line.substring(end)).matches()) {
        return "the comment " + line.strip();
      }
      String found = statement(text);
      if (!found.isEmpty()) {
        return found;
      }
    }
    return "";
  }

  private static String statement(String line) {
    if (DECLARATIONS.stream().anyMatch(d -> d.matcher(line).matches())) {
      return "";
    }
    String value = line.replaceFirst("^ +return ", "");
    if (!CHARACTERS.matcher(line).matches() || OTHER_CALL.matcher(value).find()) {
      return "the line " + line.strip();
    }
    boolean head = line.startsWith("  def forward(self: ");
    Matcher part = PART.matcher(line);
    while (part.find()) {
      if (part.group("number") != null) {
        continue;
      }
      String name = part.group("name");
      if (name == null) {
        return "the line " + line.strip();
      }
      boolean known = part.group("call") == null ? isValue(name) : isOperation(name);
      if (!known && !(head && name.equals("forward"))) {
        return part.group("call") == null ? "the word " + name : "operation " + name;
      }
    }
    return "";
  }

  private static boolean isOperation(String name) {
    return name.startsWith("torch.") && OPERATIONS.contains(name.substring("torch.".length()));
  }

  private static boolean isValue(String name) {
    return WORDS.contains(name) || LOCAL.matcher(name).matches() || name.matches("self\\.\\w+");
  }
}
