package dev.teacher.train.loop;

import dev.teacher.api.plugin.TrainingSession;
import dev.teacher.train.data.Item;
import dev.teacher.train.data.LabelledBatch;
import dev.teacher.train.data.TrainingBatches;
import dev.teacher.train.guard.Guards;
import dev.teacher.train.guard.Part;
import dev.teacher.train.guard.Refusal;
import dev.teacher.train.run.EpochState;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.zip.CRC32C;

/**
 * One pass over the training split, batch by batch. It may begin in the midst of an epoch: which
 * batches are left, and all that is random in them, depends on (seed, epoch, batch) alone.
 */
final class EpochPass {
  private final TrainSettings settings;
  private final Checkpointing checkpoints;
  private final Guards guards;
  private final TrainingSession session;
  private final int epoch;
  private final long seed;
  private final List<List<Item>> order;
  private final Optional<EpochState> begun;
  private final Steps steps;
  private final EpochTally tally;
  private long step;
  private int done;
  private long free; // when the engine had nothing more to do

  /**
   * @param epoch from 1
   * @param seed of the epoch
   * @param order its batches
   * @param progress told if the epoch was begun with other batches
   */
  EpochPass(
      TrainSettings settings,
      Checkpointing checkpoints,
      Guards guards,
      TrainingSession session,
      int epoch,
      long seed,
      List<List<Item>> order,
      Consumer<String> progress) {
    this.settings = settings;
    this.checkpoints = checkpoints;
    this.guards = guards;
    this.session = session;
    this.epoch = epoch;
    this.seed = seed;
    this.order = order;
    this.begun = checkpoints.begun().filter(state -> state.order().equals(hash()));
    this.step = checkpoints.state().step();
    this.done = begun.map(EpochState::batches).orElse(0);
    this.steps = new Steps(session, settings.get(TrainSettings.ACCUMULATE), order.size(), done);
    this.tally = new EpochTally(begun.map(EpochState::sums).orElse(EpochState.Sums.NONE));
    if (begun.isEmpty() && checkpoints.begun().isPresent()) {
      progress.accept(
          "epoch " + epoch + " was begun with other batches: all of it is done with these");
    }
  }

  /** Tells orders apart, and what they make steps of. */
  private String hash() {
    CRC32C crc = new CRC32C();
    crc.update(settings.get(TrainSettings.ACCUMULATE));
    for (List<Item> batch : order) {
      for (Item item : batch) {
        crc.update((item.sample().id() + "\n").getBytes(StandardCharsets.UTF_8));
      }
      crc.update('\n');
    }
    return String.format(Locale.ROOT, "%08x", crc.getValue());
  }

  /**
   * Trains on the batches that are left.
   *
   * @param watcher told after each how many of the epoch are done
   */
  void run(TrainingBatches batches, IntConsumer watcher) {
    begun.ifPresent(
        state ->
            batches.forEach(
                order.subList(0, 1),
                seed,
                first -> guards.epochGoesOn(epoch, step, part(first, 1), state.gradients())));
    free = System.nanoTime();
    batches.forEach(
        order.subList(done, order.size()),
        seed,
        batch -> {
          batch(batch);
          watcher.accept(done);
        });
  }

  /** Finished steps of the training. */
  long step() {
    return step;
  }

  /** Sums over the epoch. */
  EpochTally tally() {
    return tally;
  }

  private Part part(LabelledBatch batch, int number) {
    return new Part(batch, Seeds.mix(seed, number));
  }

  private void batch(LabelledBatch batch) {
    long came = System.nanoTime();
    boolean made = train(batch);
    tally.addTime((came - free) / 1e9, (System.nanoTime() - came) / 1e9);
    if (made) {
      checkpoints.stepMade(session, step, this::state, guards::state);
    }
    free = System.nanoTime();
  }

  /** For a checkpoint, which no weights may stand in that are not finite. */
  private EpochState state() {
    guards.requireFiniteWeights();
    return new EpochState(done, hash(), tally.sums(), guards.gradients());
  }

  /** Whether a step was made. */
  private boolean train(LabelledBatch batch) {
    done++;
    tally.add(batch.batch());
    Part part = part(batch, done);
    if (done == 1) {
      guards.epochBegins(epoch, step, part);
    }
    double share = (epoch - 1 + (double) done / order.size()) / settings.get(TrainSettings.EPOCHS);
    double rate = settings.schedule().rate(settings.learningRate(), share, checkpoints.schedule());
    Optional<Steps.Step> ended =
        guards.admits(epoch, step + 1, rate, part)
            ? steps.add(batch, rate, part.seed())
            : steps.leaveOut(rate);
    return ended.isPresent() && isMade(ended.get(), rate);
  }

  private boolean isMade(Steps.Step ended, double rate) {
    if (ended.result().applied()) {
      step++;
      tally.add(ended.result(), rate);
      guards.made(epoch, step, ended.parts(), ended.result());
      return true;
    }
    Optional<TrainingSession.StepResult> numbers = Optional.of(ended.result());
    boolean accumulates = steps.accumulates();
    guards.refused(new Refusal(epoch, step + 1, rate, ended.parts(), accumulates, numbers));
    return false;
  }
}
