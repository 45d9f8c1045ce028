package dev.teacher.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Places that cannot be written to: exit code 2, and nothing half-written stays. */
class OutputErrorsIT {
  @TempDir Path folder;

  @Test
  void aFileWhereAFolderIsWanted() {
    Path file = Tiny.write(folder.resolve("taken"), "mine");
    Path config = Tiny.config(folder, Tiny.CORPUS);
    Teacher.run("train", "--config", config, "--out", file)
        .failsWith(2, "cannot write", file.toString(), "a file of that name", "--out");
    Teacher.run("synth", "--out", file.resolve("corpus"), "--set", "corpus.sentences.train=1")
        .failsWith(2, "cannot write", file.toString());
    Teacher.run("export", Tiny.last(), "--out", file.resolve("model.onnx"))
        .failsWith(2, "cannot write", file.toString());
    assertThat(file).hasContent("mine");
    assertThat(Tiny.names(folder)).containsExactly("taken", "tiny.conf");
  }

  @Test
  void aFolderThatHoldsSomething() {
    Path config = Tiny.config(folder, Tiny.CORPUS);
    Teacher.run("train", "--config", config, "--out", folder)
        .failsWith(2, "holds something already", folder.toString(), "--resume");
    Teacher.run("synth", "--out", folder).failsWith(2, "not empty", folder.toString());
    assertThat(Tiny.names(folder)).containsExactly("tiny.conf");
  }

  @Test
  void aFolderWhereAFileIsWanted() {
    Teacher.run("export", Tiny.last(), "--out", folder).failsWith(2, "cannot write", "" + folder);
    assertThat(Tiny.names(folder)).isEmpty();
  }

  @Test
  void aPlaceWhereNobodyMayWrite() {
    Path place = Path.of("/proc/teacher");
    assumeTrue(Files.isDirectory(place.getParent()), "there is no /proc on this system");
    Path config = Tiny.config(folder, Tiny.CORPUS);
    Teacher.run("train", "--config", config, "--out", place)
        .failsWith(2, "cannot write", place.toString(), "to do:");
    Teacher.run("synth", "--out", place).failsWith(2, "cannot write", place.toString());
  }

  @Test
  void standardOutputThatTakesNothing() throws IOException, InterruptedException {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "there is no /dev/full on this system");
    Path err = folder.resolve("err.txt");
    Process plugins = Teacher.start(Map.of(), full, err, "plugins", "--json");
    assertThat(plugins.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(plugins.exitValue()).isEqualTo(2);
    assertThat(err).content().contains("cannot write the result", "standard output");
  }

  @Test
  void aFullDisk() throws IOException, InterruptedException {
    Path disk = Files.createDirectory(folder.resolve("disk"));
    Tiny.run();
    Tiny.model();
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", disk.toString()) == 0,
        "only root can mount a small disk");
    try {
      Path config = Tiny.config(folder, Tiny.CORPUS);
      Path run = disk.resolve("run");
      Teacher.run("train", "--config", config, "--out", run)
          .failsWith(2, "cannot write", run.toString(), "No space left", "make room");
      // The disk may be full before the first checkpoint is begun.
      assertThat(run.resolve("checkpoints"))
          .satisfiesAnyOf(
              path -> assertThat(path).doesNotExist(), path -> assertThat(path).isEmptyDirectory());
      Path model = disk.resolve("model.onnx");
      Teacher.run("export", Tiny.last(), "--out", model)
          .failsWith(2, "cannot write", disk.toString(), "No space left");
      Path corpus = disk.resolve("corpus");
      Teacher.run("synth", "--out", corpus, "--set", "corpus.sentences.train=1")
          .failsWith(2, "cannot write", corpus.toString(), "No space left");
      assertThat(Tiny.names(disk)).containsExactly("run");
    } finally {
      assertThat(run("umount", disk.toString())).isZero();
    }
  }

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
