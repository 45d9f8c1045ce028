package dev.teacher.train.loop;

import dev.teacher.api.data.Batch;
import dev.teacher.api.data.Sample;
import dev.teacher.api.data.Vocabulary;
import dev.teacher.api.plugin.Decoder;
import dev.teacher.api.plugin.ModelOutput;
import dev.teacher.model.score.CorpusScore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Runs, decodes and scores a split.
 *
 * @param runner runs the model
 * @param decoder reads glosses off log-probabilities
 * @param vocabulary of the model
 */
public record Validator(SplitRunner runner, Decoder decoder, Vocabulary vocabulary) {
  /** The result on the samples of a split. */
  public Evaluation validate(
      String split, List<Sample> samples, Function<Batch, ModelOutput> model) {
    long before = System.nanoTime();
    Evaluation result = evaluate(split, samples, runner.run(samples, model));
    double seconds = (System.nanoTime() - before) / 1e9;
    return new Evaluation(split, result.score(), result.hypotheses(), seconds);
  }

  /** The result on samples that a model was run on, by their ids; takes no time. */
  public Evaluation evaluate(
      String split, List<Sample> samples, Map<String, SplitRunner.LogProbs> outputs) {
    List<Hypothesis> hypotheses = new ArrayList<>();
    for (Sample sample : samples) {
      hypotheses.add(hypothesis(sample, outputs.get(sample.id())));
    }
    Map<String, List<String>> references = new LinkedHashMap<>();
    Map<String, List<String>> recognised = new LinkedHashMap<>();
    for (Hypothesis hypothesis : hypotheses) {
      references.put(hypothesis.id(), hypothesis.reference());
      recognised.put(hypothesis.id(), hypothesis.glosses());
    }
    CorpusScore score = CorpusScore.of(references, recognised);
    return new Evaluation(split, score, hypotheses, 0);
  }

  private Hypothesis hypothesis(Sample sample, SplitRunner.LogProbs output) {
    List<Decoder.Token> tokens = decoder.decode(output.values(), output.frames(), output.classes());
    List<String> glosses = tokens.stream().map(t -> vocabulary.gloss(t.entry())).toList();
    return new Hypothesis(sample.id(), sample.signer(), sample.glosses(), glosses, tokens);
  }
}
