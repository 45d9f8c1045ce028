package dev.teacher.train.loop;

import dev.teacher.api.data.Sample;
import dev.teacher.api.data.Vocabulary;
import dev.teacher.api.error.Problem;
import dev.teacher.api.graph.Graph;
import dev.teacher.features.statistics.DataHash;
import dev.teacher.train.run.Checkpoint;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The checkpoint that a training goes on from, which refuses other data than it was trained on, and
 * another network.
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
    boolean old = checkpoint.state().hashesAnnotations();
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

  void requireSameNetwork(Graph graph) {
    graph.check(checkpoint.weights(), folder);
  }

  /** From where the training goes on, in words. */
  String place() {
    int finished = checkpoint.state().epoch();
    return checkpoint
        .epoch()
        .map(
            epoch ->
                "going on in epoch "
                    + (finished + 1)
                    + ", after its batch "
                    + epoch.batches()
                    + " and step "
                    + checkpoint.state().step())
        .orElse("going on after epoch " + finished);
  }

  /** That the guards remember nothing, in words, where the checkpoint is of an older version. */
  Optional<String> forgotten() {
    boolean forgets = checkpoint.guards().isEmpty() && checkpoint.state().step() > 0;
    return forgets
        ? Optional.of(
            "the checkpoint has no guards.json, as those of older versions: the running medians of"
                + " the guards begin anew")
        : Optional.empty();
  }

  /**
   * The first step that records may say something of. In the midst of an epoch that is the last
   * one: the epoch may have ended with it before.
   */
  long firstStep() {
    long step = checkpoint.state().step();
    return checkpoint.epoch().isPresent() ? step : step + 1;
  }

  private static String missingFrom(Vocabulary one, Vocabulary other) {
    List<String> glosses =
        other.entries().stream().filter(gloss -> !one.entries().contains(gloss)).limit(8).toList();
    return glosses.isEmpty() ? "" : ", among them " + String.join(", ", glosses);
  }
}
