package dev.teacher.train.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.teacher.api.error.Category;
import dev.teacher.api.error.TeacherException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CudaTest {
  private static final Map<String, String> COMPLETE =
      Map.of("PYTORCH_LIBRARY_PATH", "/opt/libtorch/lib", "PYTORCH_FLAVOR", "cu128");

  @Test
  void whatIsMissingIsNamedWithWhatToDo() {
    refuses(Map.of(), 1, "PYTORCH_LIBRARY_PATH is not set", "LibTorch 2.7.1 for CUDA");
    refuses(
        Map.of("PYTORCH_LIBRARY_PATH", "/opt/libtorch/lib"),
        1,
        "PYTORCH_FLAVOR is not set",
        "LibTorch in /opt/libtorch/lib");
    refuses(
        Map.of("PYTORCH_LIBRARY_PATH", "/opt/libtorch/lib", "PYTORCH_FLAVOR", "cpu"),
        1,
        "PYTORCH_FLAVOR is cpu",
        "cu128");
    refuses(COMPLETE, 0, "DJL finds no GPU", "nvidia-smi");
  }

  @Test
  void aGpuWithItsLibraryIsEnough() {
    assertThatCode(() -> Cuda.require(COMPLETE, () -> 1, "the test")).doesNotThrowAnyException();
  }

  private static void refuses(Map<String, String> environment, int gpus, String... texts) {
    assertThatThrownBy(() -> Cuda.require(environment, () -> gpus, "the test"))
        .isInstanceOfSatisfying(
            TeacherException.class, e -> assertThat(e.category()).isEqualTo(Category.USAGE))
        .hasMessageContainingAll(texts)
        .hasMessageContainingAll("the test", "device = cpu");
  }
}
