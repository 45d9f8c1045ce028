package dev.teacher.features.synthetic;

import dev.teacher.api.data.Landmarks;
import dev.teacher.api.data.Part;
import dev.teacher.features.npy.NpyWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Writes recordings as {@code .npy} files, float32 [frames, 1662], on all cores. */
final class RecordingFiles {
  /** The columns of a frame where the pose has its visibility. */
  static final int COLUMNS = Part.COLUMNS + Part.POSE.count();

  /** What stands in a file before the numbers. */
  private static final int HEADER_BYTES = 128;

  /**
   * A file to be written.
   *
   * @param file must not exist; folders above it are made
   * @param landmarks makes what it gets, on any thread
   */
  record Job(Path file, Supplier<Landmarks> landmarks) {}

  private RecordingFiles() {}

  /** The size of a file in bytes. */
  static long bytes(long frames) {
    return HEADER_BYTES + Math.multiplyExact(frames, (long) Float.BYTES * COLUMNS);
  }

  /**
   * Writes all files; returns or fails when no thread writes any more.
   *
   * @param progress called on this thread, after every file
   */
  static void write(List<Job> jobs, SyntheticWriter.Progress progress) throws IOException {
    ExecutorService workers =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      CompletionService<Path> written = new ExecutorCompletionService<>(workers);
      jobs.forEach(job -> written.submit(() -> write(job)));
      for (int done = 1; done <= jobs.size(); done++) {
        written.take().get();
        progress.written(done, jobs.size());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while recordings were written", e);
    } catch (ExecutionException e) {
      throw cause(e);
    } finally {
      workers.shutdownNow();
      awaitEnd(workers);
    }
  }

  private static Path write(Job job) throws IOException {
    Files.createDirectories(job.file().getParent());
    NpyWriter.write(job.file(), withVisibility(job.landmarks().get()), COLUMNS);
    return job.file();
  }

  private static IOException cause(ExecutionException e) {
    if (e.getCause() instanceof RuntimeException fault) {
      throw fault;
    }
    if (e.getCause() instanceof Error fault) {
      throw fault;
    }
    return (IOException) e.getCause();
  }

  private static void awaitEnd(ExecutorService workers) {
    boolean interrupted = false;
    while (!workers.isTerminated()) {
      try {
        workers.awaitTermination(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        interrupted = true; // a file in work would otherwise outlive its folder
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Generated bodies are never lost, so that every visibility is 1. */
  private static float[] withVisibility(Landmarks landmarks) {
    float[] values = landmarks.values();
    float[] rows = new float[landmarks.frames() * COLUMNS];
    int pose = Part.POSE.count();
    for (int frame = 0; frame < landmarks.frames(); frame++) {
      int from = frame * Part.COLUMNS;
      int to = frame * COLUMNS;
      for (int i = 0; i < pose; i++) {
        System.arraycopy(values, from + 3 * i, rows, to + 4 * i, 3);
        rows[to + 4 * i + 3] = 1;
      }
      System.arraycopy(values, from + 3 * pose, rows, to + 4 * pose, Part.COLUMNS - 3 * pose);
    }
    return rows;
  }
}
