package dev.teacher.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.teacher.api.data.FeatureStatistics;
import dev.teacher.api.data.Layout;
import dev.teacher.api.data.Part;
import dev.teacher.api.data.Vocabulary;
import dev.teacher.api.error.Category;
import dev.teacher.api.tensor.Weights;
import dev.teacher.cli.TeacherCommandLine;
import dev.teacher.train.doctor.Exhibit;
import dev.teacher.train.guard.Alarm;
import dev.teacher.train.guard.CapsuleStep;
import dev.teacher.train.loop.EngineReport;
import dev.teacher.train.replay.Replay;
import dev.teacher.train.run.Checkpoint;
import dev.teacher.train.run.EpochState;
import dev.teacher.train.run.EpochState.Gradients;
import dev.teacher.train.run.EpochState.Sums;
import dev.teacher.train.run.GuardState;
import dev.teacher.train.run.ScheduleState;
import dev.teacher.train.run.StatisticsFile;
import dev.teacher.train.run.TrainingState;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class FormatsPageTest {
  private final Page page = Page.of("docs/formats.md");

  @TempDir Path folder;

  @Test
  void everyFileOfACheckpointIsNamed() throws IOException {
    Layout layout = Layout.parse("test: a=1");
    FeatureStatistics statistics =
        new FeatureStatistics(layout, 1, 1, List.of(0.0), List.of(1.0), "hash");
    TrainingState state =
        new TrainingState(1, 1, 1, 1, 1, 1, 1, layout.spec(), layout.spec(), "hash", Map.of());
    new Checkpoint(
            state,
            "",
            Vocabulary.of(List.of(List.of("A"))),
            Optional.of(statistics),
            new Weights(),
            Optional.of(ScheduleState.START),
            Optional.of(new EpochState(1, "", Sums.NONE, new Gradients(List.of(), 0))),
            Optional.of(
                new GuardState(
                    List.of(),
                    new GuardState.Norms(List.of(), List.of(), null, null, 0, 0),
                    Map.of(),
                    new GuardState.Outputs(Map.of(), false, false))))
        .write(folder.resolve("best"), new Weights());
    try (Stream<Path> files = Files.list(folder.resolve("best"))) {
      assertThat(page.inlineCode())
          .containsAll(files.map(file -> file.getFileName().toString()).toList());
    }
  }

  @Test
  void everyFieldOfTheFilesOfARunIsNamed() throws ClassNotFoundException {
    Class<?> metrics = Class.forName("dev.teacher.train.loop.EpochMetrics");
    for (Class<?> type :
        List.of(
            TrainingState.class,
            ScheduleState.class,
            EpochState.class,
            GuardState.class,
            StatisticsFile.class,
            Alarm.class,
            CapsuleStep.class,
            metrics)) {
      requireFields(type, page.text());
    }
  }

  @Test
  void everyFieldOfEveryJsonResultIsNamedInTheCommandsRow() {
    for (Map.Entry<String, CommandLine> command : TeacherCommandLine.leaves().entrySet()) {
      results(command.getKey(), command.getValue().getCommand().getClass())
          .forEach(
              (name, result) -> {
                String row =
                    page.text()
                        .lines()
                        .filter(line -> line.startsWith("| `" + name + "`"))
                        .findFirst()
                        .orElse("");
                assertThat(row)
                    .as("the row of %s under JSON results in %s", name, page.path())
                    .isNotEmpty();
                requireFields(result, row);
              });
    }
  }

  @Test
  void everyFormOfAnExhibitIsThere() {
    for (JsonSubTypes.Type form : Exhibit.class.getAnnotation(JsonSubTypes.class).value()) {
      String row =
          page.text()
              .lines()
              .filter(line -> line.startsWith("| `" + form.name() + "`"))
              .findFirst()
              .orElseThrow(() -> new AssertionError("no row of " + form.name()));
      for (RecordComponent field : form.value().getRecordComponents()) {
        assertThat(field.getName().equals("title") ? page.text() : row)
            .as("%s of %s", field.getName(), form.name())
            .contains("`" + field.getName() + "`");
        recordOf(field.getGenericType()).ifPresent(inner -> requireFields(inner, row));
      }
    }
    assertThat(Exhibit.class.getAnnotation(JsonSubTypes.class).value())
        .hasSize(Exhibit.class.getPermittedSubclasses().length);
  }

  @Test
  void everyExitCodeIsThere() {
    for (Category category : Category.values()) {
      assertThat(page.text()).contains("| " + category.exitCode() + " |");
    }
  }

  @Test
  void theColumnsOfTheLayoutAreRight() {
    for (Part part : Part.values()) {
      int first = part.column(0, 0);
      int last = part.column(part.count() - 1, 2);
      assertThat(page.text())
          .contains(
              "| `%s` | %d to %d | %d |".formatted(part.segment(), first, last, part.count()));
    }
  }

  /** The records that a command prints, by how they are called: its own, or what it shares. */
  private static Map<String, Class<?>> results(String name, Class<?> command) {
    return switch (command.getSimpleName()) {
      case "TrainCommand" -> Map.of(name, named("TrainSummary"));
      case "EvaluateCommand" -> Map.of(name, named("EvaluationSummary"));
      case "ReplayCommand" -> Map.of(name, Replay.class);
      case "EngineCommand" -> Map.of(name, EngineReport.class);
      case "InspectCommand" ->
          Map.of(
              name + " FILE", named("InspectData$Result"),
              name + " --config", named("InspectNetwork$Result"));
      default -> Map.of(name, own(command));
    };
  }

  private static Class<?> own(Class<?> command) {
    return Stream.of(command.getDeclaredClasses())
        .filter(type -> type.isRecord() && type.getSimpleName().equals("Result"))
        .findFirst()
        .orElseThrow(() -> new AssertionError("found no record that " + command + " prints"));
  }

  private static Class<?> named(String result) {
    try {
      return Class.forName("dev.teacher.cli." + result);
    } catch (ClassNotFoundException e) {
      throw new AssertionError("the record that a command prints has another name", e);
    }
  }

  private void requireFields(Class<?> type, String text) {
    for (RecordComponent field : type.getRecordComponents()) {
      if (!field.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
        assertThat(text)
            .as("%s of %s", field.getName(), type)
            .contains("`" + field.getName() + "`");
      }
      recordOf(field.getGenericType()).ifPresent(inner -> requireFields(inner, page.text()));
    }
  }

  private static Optional<Class<?>> recordOf(Type type) {
    if (type instanceof ParameterizedType collection) {
      Type[] arguments = collection.getActualTypeArguments();
      return recordOf(arguments[arguments.length - 1]); // of a list, or the values of a map
    }
    return type instanceof Class<?> plain && plain.isRecord()
        ? Optional.of(plain)
        : Optional.empty();
  }
}
