package dev.teacher.train.export;

import dev.teacher.api.error.Problem;
import dev.teacher.api.plugin.ModelFormat;
import dev.teacher.api.plugin.PluginKind;
import dev.teacher.api.tensor.Safetensors;
import dev.teacher.api.tensor.Weights;
import dev.teacher.train.loop.TrainedModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** What a trained model can be exported to. */
public enum ExportFormat {
  /** A graph for ONNX Runtime and whatever else reads ONNX: from raw landmarks, opset 17. */
  ONNX("model.onnx"),

  /** The same graph for LibTorch and {@code torch.jit.load}; metadata as {@code extra/<key>}. */
  TORCHSCRIPT("model.pt"),

  /** The weights alone, by name; metadata in the header. */
  SAFETENSORS("model.safetensors");

  private final String fileName;

  ExportFormat(String fileName) {
    this.fileName = fileName;
  }

  /** What the file is called where nobody says. */
  public String fileName() {
    return fileName;
  }

  /** Whether the file holds the network, or its weights alone. */
  public boolean isRunnable() {
    return this != SAFETENSORS;
  }

  /** The name that users give; for a runnable format also that of the backend which runs it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  void write(TrainedModel trained, Map<String, String> metadata, Path file) throws IOException {
    if (isRunnable()) {
      backend(trained).write(trained.graph(), trained.weights(), metadata, file);
      return;
    }
    Weights weights = new Weights();
    trained.weights().names().forEach(name -> weights.put(name, trained.weights().get(name)));
    metadata.forEach(weights::putMetadata);
    Safetensors.write(file, weights);
  }

  /** Writes and runs files of a runnable format. */
  ModelFormat backend(TrainedModel trained) {
    if (trained
            .experiment()
            .registry()
            .createDefault(PluginKind.INFERENCE, toString(), trained.experiment().notices())
        instanceof ModelFormat format) {
      return format;
    }
    throw Problem.internal("the inference backend " + this + " writes no files").exception();
  }
}
