package dev.teacher.train.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.teacher.api.error.Category;
import dev.teacher.api.error.TeacherException;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.plugin.ModelFormatFactory;
import dev.teacher.testkit.ModelFormatContract;
import dev.teacher.train.torchscript.TorchScriptWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TorchScriptFormatTest extends ModelFormatContract {
  @Override
  protected ModelFormatFactory factory() {
    return new TorchScriptFormatFactory();
  }

  @Test
  void anArchiveOfAnotherProgramIsRefused(@TempDir Path folder) throws IOException {
    Path foreign = folder.resolve("foreign.pt");
    Graph graph = TestNetworks.small(0);
    TorchScriptWriter.writeInference(graph, graph.initialWeights(1), Map.of(), foreign);
    assertThatThrownBy(() -> new TorchScriptFormat(1).load(foreign))
        .isInstanceOfSatisfying(
            TeacherException.class, e -> assertThat(e.category()).isEqualTo(Category.DATA))
        .hasMessageContaining("not exported by teacher")
        .hasMessageContaining(foreign.toString());
  }
}
