package dev.teacher.api.plugin;

import dev.teacher.api.data.Batch;
import java.util.Map;

/** A loaded model. Thread-safe; closing twice is allowed, using after closing is an error. */
public interface InferenceModel extends AutoCloseable {
  /** The properties stored in the file: vocabulary, layout, configuration and so on. */
  Map<String, String> metadata();

  /** The number of columns it takes. */
  int inputWidth();

  /** Runs a batch; the names of the graph's outputs are fixed: log_probs and output_lengths. */
  ModelOutput run(Batch batch);

  @Override
  void close();
}
