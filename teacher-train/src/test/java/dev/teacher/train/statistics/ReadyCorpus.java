package dev.teacher.train.statistics;

import com.typesafe.config.Config;
import dev.teacher.api.config.ConfigFile;
import dev.teacher.api.data.Sample;
import dev.teacher.api.pipeline.Experiment;
import dev.teacher.api.plugin.Registry;
import dev.teacher.features.npy.NpyWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A corpus of ready features on disk: four samples of five columns by two signers. */
final class ReadyCorpus {
  static final int WIDTH = 5;

  private final Path root;

  ReadyCorpus(Path root) {
    this.root = root;
    try {
      Files.createDirectories(root.resolve("annotations"));
      Files.createDirectories(root.resolve("features/train"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    SplittableRandom random = new SplittableRandom(2);
    List<String> lines = new ArrayList<>(List.of("id|folder|signer|annotation"));
    for (int i = 0; i < 4; i++) {
      float[] values = new float[WIDTH * (20 + i)];
      for (int j = 0; j < values.length; j++) {
        values[j] = (float) random.nextGaussian();
      }
      write("s" + i, values);
      lines.add("s" + i + "|s" + i + "|Signer" + i % 2 + "|A B");
    }
    annotate(lines);
  }

  /** Writes the annotations anew. */
  void annotate(List<String> lines) {
    try {
      Files.write(root.resolve("annotations/train.corpus.csv"), lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes the features of a sample anew. */
  void write(String id, float[] values) {
    write(id, values, WIDTH);
  }

  /** Writes features of other columns. */
  void write(String id, float[] values, int width) {
    try {
      Files.deleteIfExists(file(id));
      NpyWriter.write(file(id), values, width);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The features of a sample. */
  Path file(String id) {
    return root.resolve("features/train/" + id + ".npy");
  }

  /** The features of a sample as they are now. */
  float[] values(String id) {
    return experiment("").openCorpus().read("train").stream()
        .filter(sample -> sample.id().equals(id))
        .map(Sample::source)
        .findFirst()
        .orElseThrow()
        .read()
        .values();
  }

  /** An experiment on it, its features called pose and hands. */
  Experiment experiment(String normalizers, String... overrides) {
    Config config =
        ConfigFile.parse(
            """
            corpus { type = phoenix, root = "%s" }
            features {
              type = precomputed
              layout { name = own, segments = [{ name = pose, width = 3 }, { name = hands, width = 2 }] }
            }
            normalizers = [ %s ]
            backbone { type = tcn-bilstm }
            """
                .formatted(root, normalizers),
            "the test",
            List.of(overrides));
    return new Experiment(config, Registry.ofClassPath(), line -> {});
  }
}
