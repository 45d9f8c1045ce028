package dev.teacher.train.loop;

import dev.teacher.api.plugin.Decoder;
import java.util.List;

/**
 * What a model says of one sample.
 *
 * @param id of the sample
 * @param signer of the sample, empty if unknown
 * @param reference what was signed
 * @param glosses what was recognised
 * @param tokens the same with places in time and confidence
 */
public record Hypothesis(
    String id,
    String signer,
    List<String> reference,
    List<String> glosses,
    List<Decoder.Token> tokens) {
  public Hypothesis {
    reference = List.copyOf(reference);
    glosses = List.copyOf(glosses);
    tokens = List.copyOf(tokens);
  }
}
