package dev.teacher.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.teacher.api.data.Part;
import dev.teacher.model.transcribe.Transcript;
import dev.teacher.train.export.ParityCheck;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportingPageTest {
  private final Page page = Page.of("docs/exporting.md");

  @TempDir Path folder;
  private SmallModel model;

  @BeforeEach
  void export() throws IOException {
    model = SmallModel.write(folder);
    assertThat(model.glosses()).as("glosses to compare").hasSizeGreaterThan(2);
  }

  @Test
  void itsPropertiesAreThoseOfTheFile() {
    List<String> named =
        page.text()
            .lines()
            .filter(line -> line.startsWith("| `teacher."))
            .map(line -> line.replaceFirst("^\\| `([^`]+)`.*", "$1"))
            .toList();
    assertThat(named).containsExactlyInAnyOrderElementsOf(model.metadata().keySet());
    assertThat(page.text()).contains("`" + Part.LAYOUT.spec() + "`");
  }

  @Test
  void itsToleranceIsThatOfTheCheck() {
    assertThat(ParityCheck.TOLERANCE).isEqualTo(1e-4);
    assertThat(page.text()).contains("1e-4");
  }

  @Test
  void theProgramOnTheTranscriberPrintsTheGlosses() throws Exception {
    Class<?> program = compiled("Transcribe");
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      String[] arguments = {model.model().toString(), model.sentence().toString()};
      program.getMethod("main", String[].class).invoke(null, (Object) arguments);
    } finally {
      System.setOut(before);
    }
    Transcript.Gloss first = model.transcript().glosses().get(0);
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .startsWith(
            "%s frames %d to %d, confidence "
                .formatted(first.gloss(), first.startFrame(), first.endFrame()));
  }

  @Test
  void theProgramOnOnnxRuntimeAloneRecognisesTheSame() throws Exception {
    Class<?> program = compiled("PlainRecogniser");
    float[] values = model.landmarks().values();
    float[][] frames = new float[model.landmarks().frames()][];
    for (int i = 0; i < frames.length; i++) {
      frames[i] = Arrays.copyOfRange(values, i * Part.COLUMNS, (i + 1) * Part.COLUMNS);
    }
    try (AutoCloseable recogniser =
        (AutoCloseable)
            program.getConstructor(String.class).newInstance(model.model().toString())) {
      assertThat(program.getMethod("glosses", float[][].class).invoke(recogniser, (Object) frames))
          .isEqualTo(model.glosses());
    }
  }

  private Class<?> compiled(String name) throws Exception {
    Block block =
        page.blocks().stream()
            .filter(b -> b.is("java") && JavaSources.className(b.text()).equals(name))
            .findFirst()
            .orElseThrow();
    JavaSources.compile(folder, block.text());
    URL[] places = {folder.toUri().toURL()};
    return new URLClassLoader(places, ExportingPageTest.class.getClassLoader()).loadClass(name);
  }
}
