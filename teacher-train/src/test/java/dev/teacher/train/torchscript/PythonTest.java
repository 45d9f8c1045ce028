package dev.teacher.train.torchscript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.teacher.api.data.Batch;
import dev.teacher.api.graph.Conv;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.plugin.ModelOutput;
import dev.teacher.api.plugin.TrainingSession;
import dev.teacher.api.tensor.Weights;
import dev.teacher.train.djl.TestNetworks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opens an archive in Python, where one with PyTorch is installed. */
class PythonTest {
  private static final Path PYTHON = Path.of("/usr/bin/python3");
  private static final int NO_TORCH = 77;
  private static final String SCRIPT =
      """
      import sys
      try:
        import torch
      except ImportError:
        sys.exit(77)
      files = {"vocabulary": ""}
      model = torch.jit.load(sys.argv[1], _extra_files=files)
      x = torch.tensor([float(v) for v in sys.argv[2].split(",")])
      lengths = torch.tensor([int(v) for v in sys.argv[3].split(",")])
      y, frames = model(x.view(len(lengths), -1, int(sys.argv[4])), lengths)
      print(files["vocabulary"].decode())
      print(" ".join(repr(v) for v in y.flatten().tolist()))
      print(" ".join(str(v) for v in frames.tolist()))
      print(len(list(model.parameters())))
      """;

  @TempDir private Path folder;

  @Test
  void theArchiveOpensInPythonAndGivesTheSameNumbers() throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(PYTHON), "no " + PYTHON + " here");
    Graph graph =
        TestNetworks.recognizer(
            x ->
                x.conv1d("conv", Conv.of(8, 4).withStride(2))
                    .batchNorm("norm")
                    .relu()
                    .maxPool(3, 1)
                    .lstm("lstm", 7, true)
                    .gru("gru", 5, true)
                    .dropout(0.5));
    Weights weights = graph.initialWeights(3);
    Path file = folder.resolve("model.pt");
    TorchScriptWriter.writeInference(graph, weights, Map.of("vocabulary", "A B"), file);
    Batch batch = TestNetworks.batch(8, 11, 5, 8);
    float[] values = new float[batch.data().remaining()];
    batch.data().duplicate().get(values);
    List<String> lines =
        python(
            SCRIPT, file.toString(), joined(values), joined(batch.lengths()), "" + batch.width());
    assertThat(lines.get(0)).isEqualTo("A B");
    try (TrainingSession session = TestNetworks.open(graph, weights)) {
      ModelOutput expected = session.run(batch);
      String[] found = lines.get(1).split(" ");
      assertThat(found).hasSize(expected.values().length);
      for (int i = 0; i < found.length; i++) {
        assertThat(Math.abs(Float.parseFloat(found[i]) - expected.values()[i]) <= 1e-5).isTrue();
      }
      assertThat(lines.get(2)).isEqualTo(joined(expected.lengths()).replace(',', ' '));
    }
    assertThat(lines.get(3)).isEqualTo(Integer.toString(graph.parameters().size()));
  }

  private static List<String> python(String script, String... arguments)
      throws IOException, InterruptedException {
    String[] command = new String[arguments.length + 3];
    command[0] = PYTHON.toString();
    command[1] = "-c";
    command[2] = script;
    System.arraycopy(arguments, 0, command, 3, arguments.length);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    process.getOutputStream().close();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    int exit = process.waitFor();
    assumeTrue(exit != NO_TORCH, PYTHON + " has no PyTorch");
    assertThat(exit).as(output).isZero();
    return output.lines().toList();
  }

  private static String joined(float[] values) {
    StringBuilder text = new StringBuilder();
    for (float value : values) {
      text.append(text.length() == 0 ? "" : ",").append(value);
    }
    return text.toString();
  }

  private static String joined(long[] values) {
    return Arrays.stream(values).mapToObj(Long::toString).collect(Collectors.joining(","));
  }
}
