package dev.teacher.train.torchscript;

/** Names of a method's arguments. */
final class Arguments {
  private Arguments() {}

  /** The argument for a graph input of that name; no word of the language ends so. */
  static String name(String input) {
    return input.replaceAll("[^A-Za-z0-9_]", "_") + "_in";
  }
}
