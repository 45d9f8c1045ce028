package dev.teacher.api.plugin;

import java.util.List;

/** Makes one format of exported model files, and says how its files are told from others. */
public interface ModelFormatFactory extends PluginFactory<ModelFormat> {
  /**
   * How the names of its files end, with the dot and in lower case, such as {@code .onnx}; at least
   * one. The first is what a file gets whose name nobody gives.
   */
  List<String> endings();

  /**
   * Whether a file whose ending nobody knows is of this format.
   *
   * @param beginning its first bytes, {@value ModelFormats#BEGINNING} or all there are
   */
  default boolean recognizes(byte[] beginning) {
    return false;
  }

  /** Whether {@link ModelFormat#write} works. */
  default boolean isWritable() {
    return true;
  }

  /** Whether {@link ModelFormat#load} works; otherwise {@link ModelFormat#weights} must. */
  default boolean isRunnable() {
    return true;
  }
}
