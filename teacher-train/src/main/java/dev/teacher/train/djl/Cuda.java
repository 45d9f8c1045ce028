package dev.teacher.train.djl;

import dev.teacher.api.error.Problem;
import dev.teacher.api.error.TeacherException;
import java.util.Map;
import java.util.function.IntSupplier;

/** What has to be there before a program can run on a GPU of NVIDIA. */
final class Cuda {
  private static final String PATH = "PYTORCH_LIBRARY_PATH";
  private static final String FLAVOR = "PYTORCH_FLAVOR";

  private Cuda() {}

  /**
   * Says what is missing, if anything is.
   *
   * @param environment of this process
   * @param gpus how many DJL finds; asked last, since that starts LibTorch
   * @param origin where the device is asked for, for messages
   */
  static void require(Map<String, String> environment, IntSupplier gpus, String origin) {
    if (environment.getOrDefault(PATH, "").isEmpty()) {
      throw missing(
          origin,
          PATH + " is not set, and the LibTorch that this program brings computes on the CPU only",
          "set "
              + PATH
              + " to the folder lib of a LibTorch 2.7.1 for CUDA, and "
              + FLAVOR
              + " to its flavour, such as cu128");
    }
    String flavor = environment.getOrDefault(FLAVOR, "");
    if (!flavor.startsWith("cu")) {
      throw missing(
          origin,
          FLAVOR + " is " + (flavor.isEmpty() ? "not set" : flavor),
          "set "
              + FLAVOR
              + " to the flavour of the LibTorch in "
              + environment.get(PATH)
              + ", such as cu128");
    }
    if (gpus.getAsInt() == 0) {
      throw missing(
          origin,
          "DJL finds no GPU, with LibTorch from " + environment.get(PATH),
          "see that nvidia-smi lists a GPU and that the CUDA runtime (libcudart) is on the library"
              + " path");
    }
  }

  private static TeacherException missing(String origin, String found, String remedy) {
    return Problem.usage("training with device = cuda is not possible here")
        .where(origin)
        .expected("a GPU of NVIDIA, its driver, and a LibTorch 2.7.1 for CUDA")
        .found(found)
        .remedy(remedy + "; or take device = cpu")
        .exception();
  }
}
