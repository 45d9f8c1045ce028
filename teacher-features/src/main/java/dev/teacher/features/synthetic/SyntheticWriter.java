package dev.teacher.features.synthetic;

import dev.teacher.api.data.GlossSegment;
import dev.teacher.api.data.Sample;
import dev.teacher.api.io.AtomicFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a synthetic corpus as a folder that the {@code phoenix} corpus reads:
 *
 * <ul>
 *   <li>{@code annotations/SPLIT.corpus.csv}: {@code id|folder|signer|annotation}
 *   <li>{@code annotations/SPLIT.segments.csv}: {@code id|start|end|gloss}, frames, end exclusive
 *   <li>{@code features/SPLIT/ID.npy}: float32 [frames, 1662], as Holistic's results are commonly
 *       stored: pose 33 x (x, y, z, visibility), then face, left hand, right hand x (x, y, z)
 * </ul>
 */
public final class SyntheticWriter {
  /** Hears how far the writing is. */
  @FunctionalInterface
  public interface Progress {
    /** {@code done} of {@code total} samples are written. */
    void written(int done, int total);
  }

  private SyntheticWriter() {}

  /**
   * Writes all splits. A failure, one thrown by {@code progress} included, leaves nothing behind.
   *
   * @param corpus what to write
   * @param folder must be new or empty
   * @param progress called after every sample, on this thread
   */
  public static void write(SyntheticCorpus corpus, Path folder, Progress progress) {
    Map<String, List<Sample>> splits = new LinkedHashMap<>();
    corpus.splits().forEach(split -> splits.put(split, corpus.read(split)));
    AtomicFiles.createFolder(
        folder,
        temporary -> {
          Path annotations = Files.createDirectory(temporary.resolve("annotations"));
          List<RecordingFiles.Job> jobs = new ArrayList<>();
          for (Map.Entry<String, List<Sample>> split : splits.entrySet()) {
            annotate(split.getKey(), split.getValue(), annotations);
            Path features = temporary.resolve("features").resolve(split.getKey());
            for (Sample sample : split.getValue()) {
              Path file = features.resolve(sample.id() + ".npy");
              jobs.add(new RecordingFiles.Job(file, sample::landmarks));
            }
          }
          RecordingFiles.write(jobs, progress);
        });
  }

  private static void annotate(String split, List<Sample> samples, Path folder) throws IOException {
    List<String> sentences = new ArrayList<>(List.of("id|folder|signer|annotation"));
    List<String> segments = new ArrayList<>(List.of("id|start|end|gloss"));
    for (Sample sample : samples) {
      String id = sample.id();
      sentences.add(
          String.join("|", id, id + "/*.npy", sample.signer(), String.join(" ", sample.glosses())));
      for (GlossSegment segment : sample.segments()) {
        segments.add(id + "|" + segment.start() + "|" + segment.end() + "|" + segment.gloss());
      }
    }
    Files.write(folder.resolve(split + ".corpus.csv"), sentences);
    Files.write(folder.resolve(split + ".segments.csv"), segments);
  }
}
