package dev.teacher.train.loop;

import dev.teacher.api.data.Sample;
import dev.teacher.api.data.Vocabulary;
import dev.teacher.api.error.Problem;
import dev.teacher.features.statistics.DataHash;
import dev.teacher.train.run.Checkpoint;
import dev.teacher.train.run.TrainingState;
import java.nio.file.Path;
import java.util.List;

/**
 * The checkpoint that a training goes on from, which refuses other data than it was trained on.
 *
 * @param checkpoint as read
 * @param folder where it lies
 */
record Resumed(Checkpoint checkpoint, Path folder) {
  void requireSameVocabulary(Vocabulary vocabulary) {
    if (!checkpoint.vocabulary().equals(vocabulary)) {
      throw Problem.data("the run was trained with another vocabulary")
          .where(folder)
          .expected(checkpoint.vocabulary() + missingFrom(vocabulary, checkpoint.vocabulary()))
          .found(vocabulary + missingFrom(checkpoint.vocabulary(), vocabulary))
          .remedy("restore the training split, or train anew")
          .exception();
    }
  }

  void requireSameData(String dataHash, List<Sample> samples) {
    boolean old = checkpoint.state().format() < TrainingState.FORMAT;
    String hash = old ? DataHash.ofAnnotations(samples) : dataHash;
    if (!checkpoint.state().dataHash().equals(hash)) {
      throw Problem.data("the training split has changed since the run began")
          .where(folder)
          .expected("data hash " + checkpoint.state().dataHash())
          .found("data hash " + hash)
          .remedy("restore the training split, or train anew")
          .exception();
    }
  }

  private static String missingFrom(Vocabulary one, Vocabulary other) {
    List<String> glosses =
        other.entries().stream().filter(gloss -> !one.entries().contains(gloss)).limit(8).toList();
    return glosses.isEmpty() ? "" : ", among them " + String.join(", ", glosses);
  }
}
