package dev.teacher.train.export;

import dev.teacher.api.tensor.Safetensors;
import dev.teacher.api.tensor.Weights;
import dev.teacher.model.onnx.OnnxWriter;
import dev.teacher.train.loop.TrainedModel;
import dev.teacher.train.torchscript.TorchScriptWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What a trained model can be exported to. */
public enum ExportFormat {
  /** A graph for ONNX Runtime and whatever else reads ONNX: from raw landmarks, opset 17. */
  ONNX("model.onnx") {
    @Override
    void write(TrainedModel trained, Map<String, String> metadata, Path file) {
      OnnxWriter.write(trained.graph(), trained.weights(), metadata, file);
    }
  },

  /** The same graph for LibTorch and {@code torch.jit.load}; metadata as {@code extra/<key>}. */
  TORCHSCRIPT("model.pt") {
    @Override
    void write(TrainedModel trained, Map<String, String> metadata, Path file) throws IOException {
      Map<String, String> texts = new LinkedHashMap<>(metadata);
      texts.put("teacher.inputs", String.join(",", trained.graph().inputs().keySet()));
      TorchScriptWriter.writeInference(trained.graph(), trained.weights(), texts, file);
    }
  },

  /** The weights alone, by name; metadata in the header. */
  SAFETENSORS("model.safetensors") {
    @Override
    void write(TrainedModel trained, Map<String, String> metadata, Path file) {
      Weights weights = new Weights();
      trained.weights().names().forEach(name -> weights.put(name, trained.weights().get(name)));
      metadata.forEach(weights::putMetadata);
      Safetensors.write(file, weights);
    }
  };

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

  abstract void write(TrainedModel trained, Map<String, String> metadata, Path file)
      throws IOException;
}
