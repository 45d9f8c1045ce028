package dev.teacher.features.synthetic;

import dev.teacher.api.data.Sample;
import dev.teacher.api.error.Problem;
import dev.teacher.api.plugin.CorpusReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Sentences of a made-up sign language, signed by made-up people: {@code train}, {@code dev} and
 * {@code test} by the same signers, {@code test-unseen} by one who is in no other split. Seed and
 * settings decide every number.
 */
public final class SyntheticCorpus implements CorpusReader {
  private final SyntheticSettings settings;
  private final Lexicon lexicon;
  private final Grammar grammar;

  SyntheticCorpus(SyntheticSettings settings) {
    this.settings = settings;
    this.lexicon = new Lexicon(settings.seed(), settings.glosses());
    this.grammar = new Grammar(settings);
  }

  @Override
  public List<String> splits() {
    return List.copyOf(settings.sentences().keySet());
  }

  @Override
  public List<Sample> read(String split) {
    if (!settings.sentences().containsKey(split)) {
      throw Problem.usage("the synthetic corpus has no split " + split)
          .expected("one of " + String.join(", ", splits()))
          .exception();
    }
    List<Sample> samples = new ArrayList<>();
    List<List<Integer>> sentences = grammar.sentences(split);
    for (int i = 0; i < sentences.size(); i++) {
      samples.add(sample(split, i, sentences.get(i)));
    }
    return samples;
  }

  private Sample sample(String split, int index, List<Integer> glosses) {
    String id = String.format(Locale.ROOT, "%s_%04d", split, index + 1);
    Signer signer =
        split.equals(SyntheticSettings.TEST_UNSEEN)
            ? Signer.unseen(settings.seed(), settings.signers())
            : Signer.seen(settings.seed(), index % settings.signers());
    SplitMix random = SplitMix.of(settings.seed(), split, index);
    List<Gloss> signs = glosses.stream().map(lexicon::gloss).toList();
    Sentence sentence = new Sentence(signs, signer, 1, random);
    Recording recording =
        new Recording(id, sentence, signer, settings.frameRate(), random.nextLong());
    List<String> names = glosses.stream().map(Lexicon::name).toList();
    return new Sample(id, signer.name(), names, recording.segments(), recording);
  }
}
