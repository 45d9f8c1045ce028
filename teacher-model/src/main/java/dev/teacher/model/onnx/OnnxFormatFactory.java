package dev.teacher.model.onnx;

import dev.teacher.api.config.Key;
import dev.teacher.api.config.Settings;
import dev.teacher.api.plugin.ModelFormat;
import dev.teacher.api.plugin.ModelFormatFactory;
import dev.teacher.api.plugin.PluginContext;
import java.util.List;

/** The model format {@code onnx}. */
public final class OnnxFormatFactory implements ModelFormatFactory {
  private static final Key<Integer> THREADS =
      Key.integer("threads", 0)
          .range(0, 1024)
          .meaning("threads within one operation; 0 for all cores");

  @Override
  public String name() {
    return "onnx";
  }

  @Override
  public String description() {
    return "ONNX graphs, opset 17, run with ONNX Runtime";
  }

  @Override
  public List<Key<?>> keys() {
    return List.of(THREADS);
  }

  @Override
  public List<String> endings() {
    return List.of(".onnx");
  }

  /** A field 1 that is a small number, the version of the format: files begin with it. */
  @Override
  public boolean recognizes(byte[] beginning) {
    return beginning.length > 2 && beginning[0] == 0x08 && beginning[1] > 0 && beginning[1] < 32;
  }

  @Override
  public ModelFormat create(Settings settings, PluginContext context) {
    return new OnnxFormat(settings.get(THREADS));
  }
}
