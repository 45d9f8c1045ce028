package dev.teacher.train.djl;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.util.Utils;
import dev.teacher.api.error.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** LibTorch in this process: started once, with what its failures mean. */
final class TorchEngine {
  private static final Logger LOG = LoggerFactory.getLogger(TorchEngine.class);
  private static final String NAME = "PyTorch";

  /** Variables of the environment that PyTorch, oneDNN and MKL document for it. */
  private static final List<String> KERNEL_CHOICES =
      List.of(
          "ATEN_CPU_CAPABILITY",
          "DNNL_MAX_CPU_ISA",
          "ONEDNN_MAX_CPU_ISA",
          "DNNL_CPU_ISA_HINTS",
          "MKL_CBWR",
          "MKL_ENABLE_INSTRUCTIONS",
          "MKL_DEBUG_CPU_TYPE");

  private TorchEngine() {}

  /** A manager of native memory of the CPU; starts the engine if nobody did. */
  static PtNDManager start() {
    return start(TorchDevice.CPU);
  }

  /** A manager of a device's memory; starts the engine if nobody did. */
  static PtNDManager start(TorchDevice device) {
    // DJL reports every use over the network unless one of these says no.
    setUnlessSet("OPT_OUT_TRACKING");
    setUnlessSet("ai.djl.offline"); // native code comes from jars, not from the net
    try {
      return (PtNDManager) NDManager.newBaseManager(device.device(), NAME);
    } catch (RuntimeException | LinkageError e) {
      LOG.debug("LibTorch did not start", e);
      throw Problem.usage("cannot start LibTorch, which trains networks")
          .where("cache folder " + Utils.getEngineCacheDir(NAME.toLowerCase(Locale.ROOT)))
          .found(Messages.first(e))
          .remedy(
              "make that folder writable (it needs 500 MB), or set DJL_CACHE_DIR to another one;"
                  + " on a system that this build was not made for, set PYTORCH_LIBRARY_PATH and"
                  + " PYTORCH_FLAVOR=cpu to a LibTorch 2.7.1")
          .cause(e)
          .exception();
    }
  }

  /** Versions, and what chooses among the kernels of LibTorch and its libraries. */
  static Map<String, String> facts() {
    Map<String, String> facts = new TreeMap<>();
    String djl = Engine.class.getPackage().getImplementationVersion();
    facts.put("djl", djl == null ? "unknown" : djl);
    facts.put("libtorch", libtorch());
    for (String name : KERNEL_CHOICES) {
      String value = System.getenv(name);
      if (value != null && !value.isEmpty()) {
        facts.put(name, value);
      }
    }
    return facts;
  }

  /** Without starting it: the version in the jar, or where the user's own one lies. */
  private static String libtorch() {
    String own = System.getenv("PYTORCH_LIBRARY_PATH");
    if (own != null) {
      return own;
    }
    URL file = TorchEngine.class.getResource("/native/lib/pytorch.properties");
    Properties properties = new Properties();
    if (file != null) {
      try (InputStream in = file.openStream()) {
        properties.load(in);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read " + file, e);
      }
    }
    return properties.getProperty("version", "unknown");
  }

  /** How many GPUs DJL finds; starts the engine if nobody did. */
  static int gpus() {
    try (PtNDManager manager = start()) {
      return manager.getEngine().getGpuCount();
    }
  }

  private static void setUnlessSet(String property) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, "true");
    }
  }

  /** To be called on each thread before it runs anything; 0 threads are all cores. */
  static void enter(int threads) {
    int wanted = threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
    if (JniUtils.getNumThreads() != wanted) {
      JniUtils.setNumThreads(wanted);
    }
    // The optimiser would run each program slowly at first and break evaluation after training.
    JniUtils.setGraphExecutorOptimize(false);
  }
}
