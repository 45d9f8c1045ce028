package dev.teacher.train.loop;

import dev.teacher.api.plugin.TrainingSession;
import dev.teacher.api.tensor.DType;
import dev.teacher.api.tensor.Tensor;
import dev.teacher.api.tensor.Weights;
import dev.teacher.train.guard.EpochNumbers;
import dev.teacher.train.run.RunFolder;
import dev.teacher.train.tensorboard.EventFile;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * Writes down how a training goes: a line an epoch in {@code metrics.jsonl}, and for TensorBoard
 * the same numbers, the distributions of the weights and gradients and the worst hypotheses.
 */
final class Recorder implements AutoCloseable {
  /** Numbers of a tensor that its distribution is taken from, at even distances. */
  private static final int MOST_NUMBERS = 1 << 16;

  private static final int SENTENCES = 10;

  private final RunFolder run;
  private final EventFile events;

  private Recorder(RunFolder run, EventFile events) {
    this.run = run;
    this.events = events;
  }

  /**
   * Begins to record.
   *
   * @param from the first step that it will have something to say of, where the run has said
   *     something before
   */
  static Recorder open(RunFolder run, OptionalLong from) {
    return new Recorder(
        run,
        from.isPresent()
            ? EventFile.resume(run.path(), from.getAsLong())
            : EventFile.create(run.path()));
  }

  /** Writes what there is to say of an epoch without a validation, or before it. */
  void epoch(EpochMetrics metrics) {
    run.addMetrics(metrics);
    long step = metrics.step();
    events.scalar("train/loss", step, metrics.loss());
    events.scalar("train/learning-rate", step, metrics.learningRate());
    events.scalar("train/gradient-norm", step, metrics.gradientNorm());
    events.scalar("train/gradient-norm-max", step, metrics.gradientNormMax());
    events.scalar("speed/frames-per-second", step, metrics.framesPerSecond());
    events.scalar("speed/waiting-share", step, metrics.waitingShare());
    events.scalar("speed/padding-share", step, metrics.paddingShare());
    guards(step, metrics.guards());
    if (metrics.validation() != null) {
      events.scalar("dev/wer", step, metrics.validation().wer());
      events.scalar("dev/ser", step, metrics.validation().ser());
      metrics.validation().signers().forEach((signer, wer) -> signer(step, signer, wer));
      if (metrics.validation().loss() != null) {
        events.scalar("dev/loss", step, metrics.validation().loss());
      }
    }
    events.flush();
  }

  private void guards(long step, EpochNumbers numbers) {
    numbers
        .gradientNorms()
        .forEach((layer, norm) -> events.scalar("gradient-norms/" + layer, step, norm));
    events.scalar("train/skipped-steps", step, numbers.skippedSteps());
    numbers
        .features()
        .segments()
        .forEach(
            (segment, range) -> {
              events.scalar("features-mean/" + segment, step, range.mean());
              events.scalar("features-std/" + segment, step, range.std());
            });
    if (numbers.output() != null) {
      events.scalar("dev/blank-share", step, numbers.output().blankShare());
      events.scalar("dev/vocabulary-coverage", step, numbers.output().coverage());
      events.scalar("dev/repeated-hypotheses", step, numbers.output().repeatedShare());
    }
  }

  private void signer(long step, String signer, double wer) {
    events.scalar("dev-wer/" + (signer.isEmpty() ? "unknown" : signer), step, wer);
  }

  /**
   * Writes what a validation shows beside numbers.
   *
   * @param gradients of each parameter
   */
  void validated(long step, Evaluation evaluation, TrainingSession session, Weights gradients) {
    events.text("dev/worst", step, table(evaluation));
    distributions("weights", step, session.withAverage(session::weights));
    distributions("gradients", step, gradients);
    events.flush();
  }

  private void distributions(String group, long step, Weights numbers) {
    for (String name : numbers.names()) {
      Tensor tensor = numbers.get(name);
      if (tensor.dtype() == DType.FLOAT32) {
        events.histogram(group + "/" + name, step, some(tensor.floats()));
      }
    }
  }

  private static float[] some(float[] values) {
    int stride = (values.length + MOST_NUMBERS - 1) / MOST_NUMBERS;
    if (stride <= 1) {
      return values;
    }
    float[] some = new float[values.length / stride];
    for (int i = 0; i < some.length; i++) {
      some[i] = values[i * stride];
    }
    return some;
  }

  private static String table(Evaluation evaluation) {
    Map<String, Integer> errors =
        evaluation.score().alignments().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().errors()));
    return evaluation.hypotheses().stream()
        .sorted(Comparator.comparingInt(one -> -errors.get(one.id())))
        .limit(SENTENCES)
        .map(
            one ->
                String.format(
                    "| %s | %s | %s | %d |",
                    cell(List.of(one.id())),
                    cell(one.reference()),
                    cell(one.glosses()),
                    errors.get(one.id())))
        .collect(
            Collectors.joining(
                "\n", "| sample | signed | recognised | errors |\n|---|---|---|---|\n", "\n"));
  }

  /** A stroke would end the cell, and an underscore may slant the text. */
  private static String cell(List<String> words) {
    return words.isEmpty() ? "–" : String.join(" ", words).replaceAll("([|_*`\\\\])", "\\\\$1");
  }

  @Override
  public void close() {
    events.close();
  }
}
