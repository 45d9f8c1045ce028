package dev.teacher.train.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import dev.teacher.api.data.Batch;
import dev.teacher.api.error.Problem;
import dev.teacher.api.plugin.InferenceModel;
import dev.teacher.api.plugin.ModelOutput;
import dev.teacher.model.onnx.ModelMetadata;
import dev.teacher.train.torchscript.ArchiveTexts;
import dev.teacher.train.torchscript.OwnProgram;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** An exported TorchScript file in LibTorch. Threads take turns. */
final class TorchScriptModel implements InferenceModel {
  /** Property that names the arguments of {@code forward} in order. */
  static final String INPUTS = "teacher.inputs";

  private static final String LENGTHS = "lengths";

  private final TorchModule module;
  private final Path file;
  private final Map<String, String> metadata;
  private final List<String> inputs;
  private final int width;
  private boolean closed;

  private TorchScriptModel(TorchModule module, Path file, Map<String, String> metadata) {
    this.module = module;
    this.file = file;
    this.metadata = Map.copyOf(metadata);
    this.inputs = Arrays.asList(metadata.getOrDefault(INPUTS, "landmarks," + LENGTHS).split(","));
    this.width = ModelMetadata.fromMap(metadata, file).input().width();
  }

  static InferenceModel load(Path file, int threads) {
    Map<String, String> metadata = ArchiveTexts.read(file);
    ModelMetadata.fromMap(metadata, file); // before LibTorch is started for a foreign file
    OwnProgram.require(file);
    return new TorchScriptModel(new TorchModule(file, threads), file, metadata);
  }

  @Override
  public Map<String, String> metadata() {
    return metadata;
  }

  @Override
  public int inputWidth() {
    return width;
  }

  @Override
  public synchronized ModelOutput run(Batch batch) {
    if (closed) {
      throw Problem.internal("the model is closed and cannot run").where(file).exception();
    }
    batch.check(width, file);
    try (NDManager scope = module.scope()) {
      NDArray[] arguments =
          inputs.stream()
              .map(
                  name ->
                      name.equals(LENGTHS)
                          ? TorchModule.longs(scope, batch.lengths(), batch.size())
                          : TorchModule.floats(
                              scope, batch.view(), batch.size(), batch.frames(), width))
              .toArray(NDArray[]::new);
      NDList result = module.call(scope, "forward", false, arguments);
      long[] shape = result.get(0).getShape().getShape();
      return new ModelOutput(
          result.get(0).toFloatArray(),
          Math.toIntExact(shape[1]),
          Math.toIntExact(shape[2]),
          result.get(1).toLongArray());
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    module.close();
  }
}
