package dev.teacher.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.teacher.api.data.Landmarks;
import dev.teacher.api.data.Part;
import dev.teacher.api.plugin.FrameFiles;
import dev.teacher.api.plugin.PluginContext;
import dev.teacher.api.plugin.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PythonBlocksTest {
  @TempDir Path folder;

  private record Run(int exitCode, String output) {}

  @Test
  void everyBlockIsPython() throws Exception {
    assumeThat(python("-c", "pass").exitCode()).as("exit code of python3").isZero();
    List<Block> blocks = Page.blocksOf("python");
    assertThat(blocks).hasSizeGreaterThan(2);
    for (Block block : blocks) {
      Path file = Files.writeString(folder.resolve("block.py"), block.text());
      String parse = "import ast, sys; ast.parse(open(sys.argv[1]).read())";
      Run run = python("-c", parse, file.toString());
      assertThat(run.exitCode()).as("%s: %s", block, run.output()).isZero();
    }
  }

  @Test
  void theProgramsThatUseAModelRecogniseTheGlosses() throws Exception {
    assumeThat(python("-c", "import numpy, onnxruntime").exitCode())
        .as("exit code of python3 importing numpy and onnxruntime")
        .isZero();
    SmallModel model = SmallModel.write(folder);
    for (Block block : Page.blocksOf("python")) {
      if (block.text().contains("onnxruntime")) {
        Path file = Files.writeString(folder.resolve("block.py"), block.text());
        Run run = python(file.toString());
        assertThat(run.output().replaceAll("[\\[\\],']", "").strip())
            .as("%s", block)
            .isEqualTo(String.join(" ", model.glosses()));
      }
    }
  }

  @Test
  void theRecordingsThatProgramsWriteAreRead() throws Exception {
    assumeThat(python("-c", "import numpy").exitCode())
        .as("exit code of python3 importing numpy")
        .isZero();
    for (Block block : Page.of("docs/formats.md").blocks()) {
      if (block.is("python")) {
        Path file = Files.writeString(folder.resolve("block.py"), block.text());
        Run run = python(file.toString());
        assertThat(run.exitCode()).as("%s: %s", block, run.output()).isZero();
      }
    }
    FrameFiles files = new FrameFiles(new PluginContext(Registry.ofClassPath(), notice -> {}));
    for (String name :
        List.of("morning-001.npy", "morning-002.npy", "morning-003.npz", "morning-004.npz")) {
      assertThat(files.openLandmarks(folder.resolve(name)).read().frames()).isEqualTo(120);
    }
    for (String name : List.of("morning-001.npy", "morning-002.npy")) {
      Landmarks landmarks = files.openLandmarks(folder.resolve(name)).read();
      assertThat(landmarks.at(119, Part.POSE, 0, 0)).isEqualTo(0.5f);
      assertThat(landmarks.isPresent(0, Part.FACE)).isFalse();
    }
    assertThat(files.openLandmarks(folder.resolve("hello/0")).read().frames()).isEqualTo(30);
  }

  /** Runs the system's Python, else the first of the path; 127 where there is none. */
  private Run python(String... arguments) throws Exception {
    Path system = Path.of("/usr/bin/python3");
    List<String> command = new ArrayList<>();
    command.add(Files.isExecutable(system) ? system.toString() : "python3");
    command.addAll(List.of(arguments));
    Path output = folder.resolve("output.txt");
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
    } catch (IOException e) {
      return new Run(127, e.getMessage());
    }
    if (!process.waitFor(2, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError("python3 did not end: " + command);
    }
    return new Run(process.exitValue(), Files.readString(output));
  }
}
