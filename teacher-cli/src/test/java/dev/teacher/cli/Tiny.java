package dev.teacher.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A tiny corpus on disk, and a training on it that lasts seconds; made once for all tests. */
final class Tiny {
  /** Epochs of the shared training. */
  static final int EPOCHS = 8;

  private static final Path ROOT = Teacher.distribution().resolveSibling("../e2e").normalize();

  /** The corpus in the PHOENIX layout: 4 glosses; 12, 4, 2 and 2 sentences. */
  static final Path CORPUS = ROOT.resolve("corpus");

  /** What {@code synth --json} printed about it. */
  static final Teacher.Ended SYNTHESIS;

  static {
    delete(ROOT);
    SYNTHESIS =
        Teacher.run(
            "synth",
            "--json",
            "--out",
            CORPUS,
            "--set",
            "corpus.glosses=4",
            "--set",
            "corpus.signers=2",
            "--set",
            "corpus.sentences.train=12",
            "--set",
            "corpus.sentences.dev=4",
            "--set",
            "corpus.sentences.test=2",
            "--set",
            "corpus.sentences.test-unseen=2",
            "--set",
            "corpus.min-length=1",
            "--set",
            "corpus.max-length=3");
    SYNTHESIS.succeeds();
  }

  /** The training. */
  private static final class Training {
    static final Path FOLDER = ROOT.resolve("run");
    static final Teacher.Ended RESULT =
        Teacher.run("train", "--json", "--config", config(ROOT, CORPUS), "--out", FOLDER);

    static {
      RESULT.succeeds();
    }
  }

  /** The exported file of the training's last checkpoint. */
  private static final class Export {
    static final Path FILE = ROOT.resolve("model.onnx");
    static final Teacher.Ended RESULT = Teacher.run("export", "--json", last(), "--out", FILE);

    static {
      RESULT.succeeds();
    }
  }

  private Tiny() {}

  /** The run folder. */
  static Path run() {
    return Training.FOLDER;
  }

  /** The last checkpoint, which says more than the best. */
  static Path last() {
    return Training.FOLDER.resolve("checkpoints/last");
  }

  /** What {@code train --json} printed. */
  static Teacher.Ended training() {
    return Training.RESULT;
  }

  /** The exported model. */
  static Path model() {
    return Export.FILE;
  }

  /** What {@code export --json} printed. */
  static Teacher.Ended export() {
    return Export.RESULT;
  }

  /**
   * Writes the configuration of the shared training, its numbers reproducible to the bit. The small
   * learning rate leaves the network talkative: it says many glosses, if wrong ones.
   */
  static Path config(Path folder, Path corpus) {
    return write(
        folder.resolve("tiny.conf"),
        """
        name = tiny
        corpus { type = phoenix, root = "%s" }
        features { type = body-centred }
        normalizers = [ { type = global-stats } ]
        augmentations = [ { type = mirror }, { type = speed } ]
        backbone { type = tcn-bilstm, channels = 32, hidden = 16, layers = 1 }
        train {
          epochs = %d
          threads = 1
          batch { max-frames = 512 }
          optimizer { learning-rate = 2e-4 }
          test-splits = [ test ]
        }
        """
            .formatted(corpus, EPOCHS));
  }

  /** A landmark file of the corpus. */
  static Path landmarks(String split, int number) {
    return CORPUS.resolve("features/" + split + "/" + split + "_000" + number + ".npy");
  }

  /** Writes a file. */
  static Path write(Path file, String text) {
    try {
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Copies a folder that may be changed then. */
  static Path copy(Path from, Path to) {
    try (Stream<Path> tree = Files.walk(from)) {
      for (Path path : tree.toList()) {
        Files.copy(path, to.resolve(from.relativize(path).toString()));
      }
      return to;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The names of everything in a folder, hidden files included. */
  static List<String> names(Path folder) {
    try (Stream<Path> inside = Files.list(folder)) {
      return inside.map(path -> path.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path tree) {
    if (!Files.exists(tree)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(tree)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
