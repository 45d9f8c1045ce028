package dev.teacher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A format of models from a jar of a third party is written, found and run like the shipped. */
class FormatPluginIT {
  /** Files of ONNX behind four letters of their own. */
  private static final String SOURCE =
      """
      import dev.teacher.api.config.*;
      import dev.teacher.api.graph.Graph;
      import dev.teacher.api.plugin.*;
      import dev.teacher.api.tensor.Weights;
      import java.io.*;
      import java.nio.file.*;
      import java.util.*;
      public class Fake implements ModelFormatFactory {
        private static final byte[] MAGIC = {'F', 'A', 'K', 'E'};
        public String name() { return "fake"; }
        public String description() { return "ONNX in disguise"; }
        public List<Key<?>> keys() { return List.of(); }
        public List<String> endings() { return List.of(".fake"); }
        @Override public boolean recognizes(byte[] beginning) {
          return Arrays.equals(Arrays.copyOf(beginning, 4), MAGIC);
        }
        public ModelFormat create(Settings settings, PluginContext context) {
          ModelFormat onnx =
              context.registry().createDefault(PluginKind.FORMAT, "onnx", context.notices());
          return new ModelFormat() {
            @Override public InferenceModel load(Path model) {
              try {
                byte[] bytes = Files.readAllBytes(model);
                Path plain = Files.createTempFile("fake", ".onnx");
                Files.write(plain, Arrays.copyOfRange(bytes, 4, bytes.length));
                InferenceModel loaded = onnx.load(plain);
                Files.delete(plain);
                return loaded;
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            }
            @Override public void write(
                Graph graph, Weights weights, Map<String, String> properties, Path file)
                throws IOException {
              onnx.write(graph, weights, properties, file);
              ByteArrayOutputStream whole = new ByteArrayOutputStream();
              whole.write(MAGIC);
              whole.write(Files.readAllBytes(file));
              Files.write(file, whole.toByteArray());
            }
          };
        }
      }
      """;

  @TempDir Path folder;

  @Test
  void itIsExportedEvaluatedAndTranscribed() throws IOException {
    Path plugins = Files.createDirectory(folder.resolve("plugins"));
    PluginJars.jar(
        plugins.resolve("fake.jar"), Map.of("Fake", SOURCE), "ModelFormatFactory", "Fake");
    Path run = Tiny.copy(Tiny.run(), folder.resolve("run"));

    Teacher.run("export", "--plugins", plugins, run, "--to", "fake").succeeds();
    Path model = run.resolve("model.fake");
    assertThat(Files.readAllBytes(model)).startsWith("FAKE".getBytes(StandardCharsets.US_ASCII));

    assertThat(
            Teacher.run("evaluate", "--plugins", plugins, "--json", model).json().get("hypotheses"))
        .isEqualTo(Teacher.run("evaluate", "--json", run).json().get("hypotheses"));
    Path nameless = Files.copy(model, folder.resolve("model"));
    Path landmarks = Tiny.landmarks("dev", 1);
    Teacher.run("transcribe", "--plugins", plugins, "--model", nameless, landmarks).succeeds();

    Teacher.run("transcribe", "--model", model, landmarks)
        .failsWith(3, "no known format", model.toString(), "onnx (.onnx)", "torchscript (.pt)");
  }

  @Test
  void aFormatThatNobodyHasIsNamedWithThoseThatThereAre() {
    Teacher.run("export", Tiny.run(), "--to", "tea")
        .failsWith(2, "unknown model format tea", "onnx", "safetensors", "torchscript");
  }
}
