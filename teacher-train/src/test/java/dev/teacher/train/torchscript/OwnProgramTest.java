package dev.teacher.train.torchscript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.teacher.api.error.Category;
import dev.teacher.api.error.TeacherException;
import dev.teacher.api.graph.Graph;
import dev.teacher.testkit.OperationCases;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnProgramTest {
  private static final String CODE = "code/__torch__.py";

  @TempDir private Path folder;

  @Test
  void whateverTheWriterPrintsPasses() throws IOException {
    for (OperationCases.Case each : OperationCases.all()) {
      Path file = write(each);
      assertThatCode(() -> OwnProgram.require(file)).as(each.name()).doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "    v9 = torch.save(features_in, \"x\")",
        "    v9 = torch.save(features_in)",
        "    v9 = torch . save(features_in)",
        "    v9 = ops.aten.save(features_in)",
        "    v9 = ops.prim.Print(features_in)",
        "    v9 = ops.image.read_file(features_in)",
        "    v9 = torch.from_file(features_in)",
        "    v9 = aten.save(features_in)",
        "    v9 = print(features_in)",
        "    v9 = self.forward(features_in)",
        "    v9 = features_in.save(features_in)",
        "    v9 = (features_in).numpy",
        "    v9 = self.forward (features_in)",
        "    v9 = (self.forward)(features_in)",
        "    v9 = torch.size(features_in)[0].save",
        "    v9 = torch.copy_(self.p, features_in)",
        "    v9 = __torch__.Other",
        "    while True:",
        "    v9 = features_in; v8 = features_in",
        "    # type: (Tensor) -> Tensor",
        "  def other(self: __torch__.Recognizer) -> Tensor:",
        "class Other(Module):",
        "import os",
        "    v9 = \u202e",
        "    v9 = \u001b[2J",
      })
  void codeOfOthersIsRefused(String line) throws IOException {
    Map<String, byte[]> entries = entries();
    String code = new String(entries.get(CODE), StandardCharsets.UTF_8) + line + "\n";
    entries.put(CODE, code.getBytes(StandardCharsets.UTF_8));
    refused(archive(entries), "found:");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../x", "code/__torch__/other.py", "data/../../x", "other.pkl", "code/x"})
  void entriesOfOthersAreRefused(String name) throws IOException {
    Map<String, byte[]> entries = entries();
    entries.put(name, new byte[1]);
    refused(archive(entries), "entry model/" + name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"cos\nsystem\n.", "c__builtin__\neval\n.", "c__torch__\nOther\n.", "I1\n."})
  void picklesOfOthersAreRefused(String pickle) throws IOException {
    Map<String, byte[]> entries = entries();
    entries.put("data.pkl", pickle.getBytes(StandardCharsets.ISO_8859_1));
    refused(archive(entries), "found:");
    entries = entries();
    entries.put("constants.pkl", pickle.getBytes(StandardCharsets.ISO_8859_1));
    refused(archive(entries), "constants");
  }

  @Test
  void aLengthThatLiesIsRefused() throws IOException {
    Map<String, byte[]> entries = entries();
    entries.put("data.pkl", new byte[] {(byte) 0x80, 2, 'X', -1, -1, -1, 0x7f, 'a'});
    refused(archive(entries), "cut off");
  }

  @Test
  void anArchiveWithTwoReadingsIsRefused() throws IOException {
    byte[] bytes = Files.readAllBytes(archive(entries()));
    Path before = folder.resolve("before.pt");
    Files.write(before, new byte[7]);
    Files.write(before, bytes, StandardOpenOption.APPEND);
    refused(before, "another end");
    Path twice = folder.resolve("twice.pt");
    Files.write(twice, bytes);
    Files.write(twice, new byte[3], StandardOpenOption.APPEND);
    refused(twice, "another end");
  }

  private Path write(OperationCases.Case each) throws IOException {
    Graph graph = each.graph();
    Path file = folder.resolve("own.pt");
    TorchScriptWriter.writeInference(graph, each.weights(), Map.of("teacher.a", "b"), file);
    return file;
  }

  private Map<String, byte[]> entries() throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(write(OperationCases.all().get(0)).toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        try (InputStream in = zip.getInputStream(entry)) {
          entries.put(entry.getName().substring("model/".length()), in.readAllBytes());
        }
      }
    }
    return entries;
  }

  private Path archive(Map<String, byte[]> entries) throws IOException {
    Path file = folder.resolve("hostile.pt");
    try (Archive archive = new Archive(file)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        archive.bytes(entry.getKey(), entry.getValue());
      }
    }
    return file;
  }

  private static void refused(Path file, String text) {
    assertThatThrownBy(() -> OwnProgram.require(file))
        .isInstanceOfSatisfying(
            TeacherException.class, e -> assertThat(e.category()).isEqualTo(Category.DATA))
        .hasMessageContaining("it is not run")
        .hasMessageContaining(text)
        .message()
        .doesNotContain("\u001b");
  }
}
