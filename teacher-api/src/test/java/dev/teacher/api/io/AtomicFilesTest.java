package dev.teacher.api.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.teacher.api.error.Category;
import dev.teacher.api.error.TeacherException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFilesTest {
  @TempDir Path folder;

  @Test
  void aFileReplacesTheOldOneAndLeavesNothingBeside() throws IOException {
    Path file = folder.resolve("deep/er/a.txt");
    AtomicFiles.writeFile(file, out -> out.write(bytes("old")));
    AtomicFiles.writeFile(file, out -> out.write(bytes("new")));
    assertThat(file).hasContent("new");
    assertThat(tree()).containsExactly("deep", "deep/er", "deep/er/a.txt");
  }

  @Test
  void aFullDiskKeepsTheOldFileAndNamesPlaceAndReason() throws IOException {
    Path file = folder.resolve("a.txt");
    AtomicFiles.writeFile(file, out -> out.write(bytes("old")));
    assertThatThrownBy(
            () ->
                AtomicFiles.writeFile(
                    file,
                    out -> {
                      out.write(new byte[1 << 20]);
                      throw new IOException("No space left on device");
                    }))
        .isInstanceOfSatisfying(
            TeacherException.class, e -> assertThat(e.category()).isEqualTo(Category.USAGE))
        .hasMessage(
            """
            cannot write
              where:    %s
              found:    No space left on device
              to do:    make room or give permission there, or choose another place"""
                .formatted(file));
    assertThat(file).hasContent("old");
    assertThat(tree()).containsExactly("a.txt");
  }

  @Test
  void aFailureOfTheContentPassesAndLeavesNothing() throws IOException {
    assertThatThrownBy(
            () ->
                AtomicFiles.writeFile(
                    folder.resolve("a.txt"),
                    out -> {
                      throw new IllegalStateException("bug");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(tree()).isEmpty();
  }

  @Test
  void aFileInTheWayOfAFolderIsNamed() throws IOException {
    Path file = Files.createFile(folder.resolve("plain"));
    assertThatThrownBy(() -> AtomicFiles.writeFile(file.resolve("a.txt"), out -> {}))
        .isInstanceOf(TeacherException.class)
        .hasMessageContaining("where:    " + file.resolve("a.txt"))
        .hasMessageContaining("found:    a file of that name exists: " + file);
  }

  @Test
  void aFolderInTheWayOfAFileIsNamed() throws IOException {
    Path place = Files.createDirectories(folder.resolve("place/inside")).getParent();
    assertThatThrownBy(() -> AtomicFiles.writeFile(place, out -> {}))
        .isInstanceOf(TeacherException.class)
        .hasMessageContaining("cannot write\n  where:    " + place);
    assertThat(tree()).containsExactly("place", "place/inside");
  }

  @Test
  void aFolderIsMadeWhole() throws IOException {
    Path made = folder.resolve("corpus");
    AtomicFiles.createFolder(made, temporary -> fill(temporary, "one"));
    assertThat(tree())
        .containsExactly("corpus", "corpus/a.txt", "corpus/inner", "corpus/inner/b.txt");
  }

  @Test
  void aFolderWithSomethingInItIsNotTouched() throws IOException {
    Path made = folder.resolve("corpus");
    AtomicFiles.createFolder(made, temporary -> fill(temporary, "one"));
    assertThatThrownBy(() -> AtomicFiles.createFolder(made, temporary -> fill(temporary, "two")))
        .isInstanceOf(TeacherException.class)
        .hasMessageContaining("the folder exists and is not empty\n  where:    " + made);
    assertThat(made.resolve("a.txt")).hasContent("one");
  }

  @Test
  void anEmptyFolderIsTaken() throws IOException {
    Path made = Files.createDirectory(folder.resolve("corpus"));
    AtomicFiles.createFolder(made, temporary -> fill(temporary, "one"));
    assertThat(made.resolve("a.txt")).hasContent("one");
  }

  @Test
  void aHalfFilledFolderVanishes() throws IOException {
    Path made = folder.resolve("checkpoint");
    AtomicFiles.replaceFolder(made, temporary -> fill(temporary, "old"));
    assertThatThrownBy(
            () ->
                AtomicFiles.replaceFolder(
                    made,
                    temporary -> {
                      fill(temporary, "new");
                      throw new UncheckedIOException(new IOException("disk broken"));
                    }))
        .isInstanceOf(TeacherException.class)
        .hasMessageContaining("found:    disk broken");
    assertThat(made.resolve("a.txt")).hasContent("old");
    assertThat(tree()).hasSize(4).noneMatch(name -> name.startsWith("."));
  }

  @Test
  void aReplacedFolderKeepsNothingOfTheOldOne() throws IOException {
    Path made = folder.resolve("checkpoint");
    AtomicFiles.replaceFolder(made, temporary -> fill(temporary, "old"));
    AtomicFiles.replaceFolder(
        made, temporary -> Files.writeString(temporary.resolve("c.txt"), "new"));
    assertThat(tree()).containsExactly("checkpoint", "checkpoint/c.txt");
  }

  @Test
  void aFolderThatWasMovedAsideIsFoundUntilItIsReplaced() throws IOException {
    Path made = folder.resolve("checkpoint");
    AtomicFiles.replaceFolder(made, temporary -> fill(temporary, "old"));
    assertThat(AtomicFiles.present(made)).isEqualTo(made);
    Files.move(made, folder.resolve(".checkpoint.old")); // as if killed between the renames
    assertThat(AtomicFiles.present(made).resolve("a.txt")).hasContent("old");

    AtomicFiles.replaceFolder(made, temporary -> fill(temporary, "new"));
    assertThat(AtomicFiles.present(made)).isEqualTo(made);
    assertThat(made.resolve("a.txt")).hasContent("new");
    assertThat(tree()).hasSize(4);
  }

  @Test
  void aFailureKeepsTheFolderThatWasMovedAside() throws IOException {
    Path made = folder.resolve("checkpoint");
    fill(Files.createDirectory(folder.resolve(".checkpoint.old")), "old");
    assertThatThrownBy(
            () ->
                AtomicFiles.replaceFolder(
                    made,
                    temporary -> {
                      throw new IOException("disk broken");
                    }))
        .isInstanceOf(TeacherException.class);
    assertThat(AtomicFiles.present(made).resolve("a.txt")).hasContent("old");
  }

  @Test
  void whatADeadProgramLeftIsClearedAway() throws IOException {
    Path made = folder.resolve("checkpoint");
    UUID id = UUID.randomUUID();
    fill(Files.createDirectory(folder.resolve(".checkpoint." + id + ".tmp")), "half");
    fill(Files.createDirectory(folder.resolve(".checkpoint.old")), "older");
    fill(Files.createDirectory(folder.resolve("checkpoint")), "old");
    Files.createDirectory(folder.resolve(".checkpoint.mine." + id + ".tmp"));
    AtomicFiles.replaceFolder(made, temporary -> fill(temporary, "new"));
    assertThat(made.resolve("a.txt")).hasContent("new");
    assertThat(tree())
        .containsExactly(
            ".checkpoint.mine." + id + ".tmp",
            "checkpoint",
            "checkpoint/a.txt",
            "checkpoint/inner",
            "checkpoint/inner/b.txt");
  }

  @Test
  void aFolderIsTidiedOfWhatDeadProgramsLeft() throws IOException {
    AtomicFiles.tidy(folder.resolve("missing"));
    UUID id = UUID.randomUUID();
    fill(Files.createDirectory(folder.resolve(".last." + id + ".tmp")), "half");
    Files.createFile(folder.resolve(".report.html." + id + ".tmp"));
    fill(Files.createDirectory(folder.resolve(".last.old")), "old");
    fill(Files.createDirectory(folder.resolve("last")), "new");
    fill(Files.createDirectory(folder.resolve(".best.old")), "moved aside");
    Files.createFile(folder.resolve(".lock"));
    Files.createFile(folder.resolve(".notes.tmp"));
    AtomicFiles.tidy(folder);
    assertThat(folder.toFile().list())
        .containsExactlyInAnyOrder(".lock", ".notes.tmp", "best", "last");
    assertThat(folder.resolve("last/a.txt")).hasContent("new");
    assertThat(folder.resolve("best/a.txt")).hasContent("moved aside");
  }

  private static void fill(Path target, String text) throws IOException {
    Files.writeString(target.resolve("a.txt"), text);
    Files.createDirectory(target.resolve("inner"));
    Files.writeString(target.resolve("inner/b.txt"), text);
  }

  private List<String> tree() throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.skip(1).map(p -> folder.relativize(p).toString()).sorted().toList();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
