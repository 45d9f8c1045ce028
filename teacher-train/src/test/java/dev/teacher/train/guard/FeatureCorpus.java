package dev.teacher.train.guard;

import dev.teacher.features.npy.NpyWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A corpus of ready features on disk that can be learned: each gloss is a bump of its own column.
 */
public final class FeatureCorpus {
  static final int WIDTH = 6;
  private static final List<String> GLOSSES = List.of("A", "B", "C", "D");
  private static final int SIGN_FRAMES = 10;

  private final Path root;
  private String poison = "type = phoenix";

  /** Writes it: ten sentences to train on, named t0 to t9, and six to develop. */
  public FeatureCorpus(Path root) {
    this.root = root;
    split("train", "t", 10, 1);
    split("dev", "d", 6, 2);
  }

  private void split(String split, String prefix, int samples, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<String> lines = new ArrayList<>(List.of("id|folder|signer|annotation"));
    for (int i = 0; i < samples; i++) {
      List<Integer> signed = new ArrayList<>();
      for (int j = 0; j < 2 + i % 2; j++) {
        signed.add((i + j * (1 + i / 4)) % GLOSSES.size());
      }
      String id = prefix + i;
      write(split, id, frames(signed, random));
      List<String> names = signed.stream().map(GLOSSES::get).toList();
      lines.add(id + "|" + id + "|Anna|" + String.join(" ", names));
    }
    annotate(split, lines);
  }

  private static float[] frames(List<Integer> signed, SplittableRandom random) {
    float[] values = new float[signed.size() * SIGN_FRAMES * WIDTH];
    for (int i = 0; i < values.length; i++) {
      int frame = i / WIDTH;
      double bump = Math.sin(Math.PI * (frame % SIGN_FRAMES) / SIGN_FRAMES);
      boolean its = signed.get(frame / SIGN_FRAMES) == i % WIDTH;
      values[i] = (float) ((its ? 2 * bump : 0) + 0.1 * random.nextGaussian());
    }
    return values;
  }

  /** Writes the annotations of a split anew. */
  void annotate(String split, List<String> lines) {
    try {
      Files.createDirectories(root.resolve("annotations"));
      Files.write(root.resolve("annotations/" + split + ".corpus.csv"), lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The lines of a split's annotations. */
  List<String> annotations(String split) {
    try {
      return Files.readAllLines(root.resolve("annotations/" + split + ".corpus.csv"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes the features of a sample anew. */
  private void write(String split, String id, float[] values) {
    Path file = root.resolve("features/" + split + "/" + id + ".npy");
    try {
      Files.createDirectories(file.getParent());
      Files.deleteIfExists(file);
      NpyWriter.write(file, values, WIDTH);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Puts a number into one frame of a sample, in memory alone. */
  public void poison(String id, int frame, int column, float value) {
    poison =
        "type = poisoned, sample = %s, frame = %d, column = %d, value = \"%s\""
            .formatted(id, frame, column, value);
  }

  /** Makes a column of every training sample one number. */
  void hold(int column, float value) {
    for (String line : annotations("train").subList(1, annotations("train").size())) {
      String id = line.substring(0, line.indexOf('|'));
      List<Integer> signed = new ArrayList<>();
      for (String gloss : line.substring(line.lastIndexOf('|') + 1).split(" ", -1)) {
        signed.add(GLOSSES.indexOf(gloss));
      }
      float[] values = frames(signed, new SplittableRandom(id.hashCode()));
      for (int i = column; i < values.length; i += WIDTH) {
        values[i] = value;
      }
      write("train", id, values);
    }
  }

  /** A configuration that learns it. */
  public String config(String normalizers, String train) {
    return """
        corpus { %s, root = "%s" }
        features {
          type = precomputed
          layout { name = own, segments = [{ name = pose, width = 4 }, { name = hands, width = 2 }] }
        }
        normalizers = [ %s ]
        backbone { type = tcn-bilstm, channels = 16, hidden = 8, layers = 1, dropout = 0.1 }
        train {
          epochs = 6, threads = 1, batch { max-samples = 2 }, optimizer { learning-rate = 5e-3 }
        }
        train { %s }
        """
        .formatted(poison, root, normalizers, train);
  }
}
