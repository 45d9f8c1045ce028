package dev.teacher.model.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.teacher.testkit.OperationCases;
import dev.teacher.testkit.OperationCases.Case;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxCheckerTest {
  private static final String CHECK =
      """
      import glob, onnx, sys
      files = sorted(glob.glob(sys.argv[1] + '/*.onnx'))
      for f in files:
        try:
          onnx.checker.check_model(f, full_check=True)
          onnx.shape_inference.infer_shapes_path(f, f + '.typed', strict_mode=True)
        except Exception as e:
          sys.exit(f + ': ' + str(e))
      print('checked', len(files))
      """;

  @TempDir private Path folder;

  @Test
  void everyCasePassesTheFullCheckOfTheOnnxPackage() throws Exception {
    Optional<String> python = python();
    assumeTrue(python.isPresent(), "no python3 with the package onnx: models stay unchecked");
    List<Case> cases = OperationCases.all();
    for (int i = 0; i < cases.size(); i++) {
      Case c = cases.get(i);
      String name = i + "-" + c.name().replaceAll("[^A-Za-z0-9]+", "-") + ".onnx";
      OnnxWriter.write(
          c.graph(), c.weights(), Map.of("teacher.test", c.name()), folder.resolve(name));
    }
    assertThat(run(python.orElseThrow(), "-c", CHECK, folder.toString()))
        .isEqualTo("checked " + cases.size());
  }

  private static Optional<String> python() throws Exception {
    for (String candidate : List.of("python3", "/usr/bin/python3")) {
      try {
        if (run(candidate, "-c", "import onnx; print('found')").equals("found")) {
          return Optional.of(candidate);
        }
      } catch (IOException e) {
        assertThat(e).as("this python cannot be started: try the next").isNotNull();
      }
    }
    return Optional.empty();
  }

  private static String run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(output).isTrue();
    return output;
  }
}
