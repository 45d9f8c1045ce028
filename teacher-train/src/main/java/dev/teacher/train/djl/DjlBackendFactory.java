package dev.teacher.train.djl;

import dev.teacher.api.config.Key;
import dev.teacher.api.config.Settings;
import dev.teacher.api.plugin.PluginContext;
import dev.teacher.api.plugin.Precision;
import dev.teacher.api.plugin.TrainingBackend;
import dev.teacher.api.plugin.TrainingBackendFactory;
import java.util.List;
import java.util.Set;

/** Makes the training backend {@code djl}: LibTorch, loaded by the Deep Java Library. */
public final class DjlBackendFactory implements TrainingBackendFactory {
  private static final Key<TorchDevice> DEVICE =
      Key.choice("device", TorchDevice.class, TorchDevice.CPU)
          .meaning("What computes; cuda needs a GPU of NVIDIA and a LibTorch for it.");

  @Override
  public String name() {
    return "djl";
  }

  @Override
  public String description() {
    return "trains with LibTorch, through DJL; a whole step is one native call";
  }

  @Override
  public List<Key<?>> keys() {
    return List.of(DEVICE);
  }

  @Override
  public List<String> devices() {
    return List.of("cpu", "cuda");
  }

  @Override
  public Set<Precision> precisions() {
    return Set.of(Precision.FLOAT32, Precision.BFLOAT16);
  }

  @Override
  public TrainingBackend create(Settings settings, PluginContext context) {
    TorchDevice device = settings.get(DEVICE);
    if (device == TorchDevice.CUDA) {
      Cuda.require(System.getenv(), TorchEngine::gpus, settings.origin(DEVICE));
    }
    return new DjlBackend(device);
  }
}
