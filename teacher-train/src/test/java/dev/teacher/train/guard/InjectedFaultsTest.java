package dev.teacher.train.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.teacher.api.error.TeacherException;
import dev.teacher.api.plugin.Registry;
import dev.teacher.api.tensor.Safetensors;
import dev.teacher.api.tensor.Weights;
import dev.teacher.train.loop.Trainer;
import dev.teacher.train.replay.Replay;
import dev.teacher.train.run.Checkpoint;
import dev.teacher.train.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The guard of a fault speaks, and no other does; in clean trainings none does. */
class InjectedFaultsTest {
  private static final String SAMPLE_WISE = "{ type = per-sample-zscore }";
  private static final String WEIGHTS = "non-finite weights";
  private static final String OVERFLOWS =
      "guards { non-finite = skip }, optimizer { type = sgd, learning-rate = 10, weight-decay = 10,"
          + " momentum = 0 }";
  private static final String SKIP = "guards { non-finite = skip }";

  @TempDir Path folder;
  private FeatureCorpus corpus;
  private final List<String> lines = new ArrayList<>();

  @BeforeEach
  void makeTheCorpus() {
    corpus = new FeatureCorpus(folder.resolve("corpus"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void aCleanTrainingIsSilent(int seed) {
    RunFolder run = train("{ type = global-stats }", "seed = " + seed + ", epochs = 20");
    assertThat(names(run)).isEmpty();
    assertThat(lines).noneMatch(line -> line.contains("ALARM"));
    assertThat(lines)
        .anyMatch(
            line ->
                line.matches(
                    "(?s)features after normalisation: mean=-?0\\.\\d{4} std=[01]\\.\\d{4}"
                        + " range=\\[-\\d+\\.\\d\\d, \\d+\\.\\d\\d\\]\n"
                        + "  pose: mean=.*\n"
                        + "  hands: .*"));
  }

  @Test
  void withoutNormalizersNothingIsExpectedOfThem() {
    assertThat(names(train("", "epochs = 2"))).isEmpty();
    assertThat(lines).anyMatch(line -> line.startsWith("features after normalisation: mean="));
  }

  @Test
  void aSampleWithNan() {
    corpus.poison("t3", 7, 5, Float.NaN);
    assertThatThrownBy(() -> train(SAMPLE_WISE, ""))
        .isInstanceOf(TeacherException.class)
        .hasMessageContainingAll(
            "non-finite input", "sample t3 has NaN in frame 7, column hands[1]");
    RunFolder run = new RunFolder(folder.resolve("run"));
    assertThat(names(run)).containsExactly("non-finite input");
    assertThat(alarms(run).get(0).samples()).containsExactly("t3");
    Replay replay = replay(run, alarms(run).get(0).step());
    assertThat(replay.repeats()).isTrue();
    assertThat(replay.input()).containsExactly("sample t3 has NaN in frame 7, column hands[1]");
    assertThat(replay.culprit().pass()).isEqualTo("forward");
    assertThat(replay.culprit().operation())
        .as("hides what is past the lengths")
        .isEqualTo("where");
    assertThat(replay.loss()).isNull();
  }

  @Test
  void anActivationThatIsInfinite() throws IOException {
    RunFolder run = adopt("batch.accumulate = 2", initial -> initial);
    Path weights = run.last().resolve("model.safetensors");
    Safetensors.write(weights, huge(Safetensors.read(weights)));
    assertThatThrownBy(() -> resume(run))
        .isInstanceOf(TeacherException.class)
        .hasMessageContainingAll("non-finite activation", "2 of 2 losses", "teacher replay");
    assertThat(names(run)).containsExactly("non-finite activation");
    assertThat(alarms(run).get(0).samples()).hasSize(2);
    Replay replay = replay(run, 1);
    assertThat(replay.repeats()).isTrue();
    assertThat(replay.input()).isEmpty();
    assertThat(replay.weights()).isEmpty();
    assertThat(replay.culprit().pass()).isEqualTo("forward");
    assertThat(replay.culprit().layer()).isEqualTo("project_norm");
    assertThat(replay.culprit().operation()).isEqualTo("layer_norm");
  }

  private static Weights huge(Weights weights) {
    Arrays.fill(weights.get("project.bias").floats(), 0, 8, 3e38f);
    return weights;
  }

  @Test
  void stepsThatAreSkippedAreCountedUpToALimit() {
    corpus.poison("t3", 7, 5, Float.POSITIVE_INFINITY);
    RunFolder run = train(SAMPLE_WISE, SKIP);
    assertThat(names(run)).hasSize(6).containsOnly("non-finite input");
    assertThat(run.metrics().get(5).get("skippedSteps").asInt()).isEqualTo(6);
    assertThat(run.metrics().get(5).get("step").asInt()).as("4 of 5 each epoch").isEqualTo(24);
    assertThat(crashes(run)).as("the first alone").hasSize(1);

    assertThatThrownBy(() -> train(SAMPLE_WISE, SKIP + ", guards.limit = 2"))
        .isInstanceOf(TeacherException.class)
        .hasMessageContainingAll(
            "train.guards.limit", "at most 2", "epoch 1", "epoch 2", "epoch 3");
  }

  /** Between epochs; after an epoch whose last step was stored; and after a step was refused. */
  @ParameterizedTest
  @CsvSource({
    "0, epoch 3/, going on after epoch 2",
    "1e-9, epoch 3/, going on in epoch 3",
    "1e-9, 'ALARM non-finite input (epoch 3,', going on"
  })
  void aSkippingTrainingGoesOnToTheSameFiles(double minutes, String end, String place)
      throws IOException {
    corpus.poison("t3", 7, 5, Float.NaN);
    String settings = SKIP + ", batch.accumulate = 2, checkpoint.minutes = " + minutes;
    RunFolder whole = train(SAMPLE_WISE, settings);
    Config config = config(SAMPLE_WISE, settings);
    RunFolder broken = RunFolder.create(folder.resolve("broken"));
    Consumer<String> breakOff =
        line -> {
          if (line.startsWith(end)) {
            throw new IllegalStateException("broken off");
          }
        };
    assertThatThrownBy(() -> Trainer.train(config, Registry.ofClassPath(), broken, breakOff))
        .hasMessage("broken off");
    assertThat(alarms(broken)).hasSize(3);
    lines.clear();
    resume(broken);
    assertThat(lines).anyMatch(line -> line.startsWith(place));
    assertThat(crashes(broken)).as("the first alone").hasSize(1);
    assertThat(alarms(broken)).hasSize(6);
    for (int i = 0; i < 6; i++) {
      assertThat(alarms(broken).get(i))
          .usingRecursiveComparison()
          .ignoringFields("remedy") // names the run folder
          .isEqualTo(alarms(whole).get(i));
    }
    for (String name : List.of("model.safetensors", "optimizer.safetensors", "state.json")) {
      assertThat(broken.last().resolve(name)).hasSameBinaryContentAs(whole.last().resolve(name));
    }
  }

  @Test
  void anUpdateBeyondWhatWeightsCanBe() {
    RunFolder run = adopt("batch.max-samples = 2, " + OVERFLOWS, InjectedFaultsTest::enormous);
    assertThatThrownBy(() -> resume(run))
        .isInstanceOf(TeacherException.class)
        .hasMessageContainingAll("weights that are not finite", "epoch 1, step 1", "head.bias");
    assertThat(names(run)).as("not those of the step that showed it").containsExactly(WEIGHTS);
    assertThat(alarms(run).get(0).step()).isEqualTo(1);
    assertThat(alarms(run).get(0).samples()).hasSize(2);
    assertThat(alarms(run).get(0).evidence()).contains("its gradient was finite, of norm");
    assertThat(crashes(run)).as("nothing to repeat the step with").isNull();
  }

  @Test
  void noCheckpointHoldsWeightsThatAreNotFinite() throws IOException {
    RunFolder run = adopt("batch.max-samples = 10, " + OVERFLOWS, InjectedFaultsTest::enormous);
    assertThatThrownBy(() -> resume(run))
        .isInstanceOf(TeacherException.class)
        .hasMessageContaining("no checkpoint has these weights");
    assertThat(names(run)).containsExactly(WEIGHTS);
    assertThat(alarms(run).get(0).samples()).as("of the epoch's only step").hasSize(10);
    assertThat(run.metrics()).isEmpty();
    Checkpoint last = Checkpoint.read(run.last());
    assertThat(last.state().epoch()).isZero();
    assertThat(WeightCheck.notFinite(last.weights())).isEmpty();
  }

  /**
   * So large that the decay of a step with a rate of 10 overflows, while the output is as it was.
   */
  private static Weights enormous(Weights weights) {
    Arrays.fill(weights.get("head.bias").floats(), 3e37f);
    return weights;
  }

  @Test
  void aLabelLongerThanItsOutput() {
    List<String> changed = new ArrayList<>(corpus.annotations("train"));
    changed.set(3, "t2|t2|Anna|A B C D A B");
    corpus.annotate("train", changed);
    assertThatThrownBy(() -> train(SAMPLE_WISE, ""))
        .isInstanceOf(TeacherException.class)
        .hasMessageContainingAll("outputs are shorter than CTC needs", "t2: 20 frames give 5")
        .hasMessageContaining("its 6 glosses need 6");
    RunFolder run = train(SAMPLE_WISE, "infeasible = drop");
    assertThat(names(run)).containsExactly("outputs too short for CTC");
    assertThat(alarms(run).get(0).samples()).containsExactly("t2");
  }

  @Test
  void aLearningRateOfTen() {
    RunFolder run = train(SAMPLE_WISE, "optimizer.learning-rate = 10");
    assertThat(names(run)).containsExactly("diverging loss");
    assertThat(alarms(run).get(0).remedy()).contains("train.optimizer.learning-rate");
  }

  @Test
  void aReluThatIsNeverAboveZero() {
    RunFolder run = adopt("", InjectedFaultsTest::killed);
    resume(run);
    assertThat(names(run)).containsExactly("dead layers");
    assertThat(alarms(run).get(0).evidence())
        .contains("in block1.norm, and before it in project, project_norm, block1.conv");
    assertThat(run.metrics().get(0).at("/gradientNorms/block1.conv").asDouble()).isZero();
    assertThat(run.metrics().get(0).at("/gradientNorms/head").asDouble()).isPositive();
  }

  private static Weights killed(Weights weights) {
    Arrays.fill(weights.get("block1.norm.weight").floats(), 0);
    Arrays.fill(weights.get("block1.norm.bias").floats(), -1);
    return weights;
  }

  @Test
  void aColumnThatNeverChanges() {
    corpus.hold(5, 0.75f);
    RunFolder run = train("{ type = global-stats }", "");
    assertThat(names(run)).containsExactly("constant columns");
    assertThat(alarms(run).get(0).evidence()).contains("1 of 6 columns", "hands[1]");
    assertThat(alarms(run).get(0).epoch()).isZero();
  }

  @Test
  void theReportBeginsWithTheAlarms() throws IOException {
    corpus.hold(5, 0.75f);
    RunFolder run = train("{ type = global-stats }", "epochs = 1");
    String page = Files.readString(run.path().resolve("report.html"));
    assertThat(page)
        .contains("constant columns", "before the first step", "gradient norms by layer");
    assertThat(page.indexOf("<h2>Alarms</h2>")).isBetween(0, page.indexOf("<h2>Curves</h2>"));
  }

  @Test
  void aCapsuleIsACheckpointOfTheMomentBefore() {
    corpus.poison("t3", 7, 5, Float.NaN);
    RunFolder run = train(SAMPLE_WISE, SKIP + ", epochs = 1");
    long step = alarms(run).get(0).step();
    Capsule capsule = Capsule.read(run.crash(step));
    assertThat(capsule.checkpoint().state().step()).isEqualTo(step);
    assertThat(capsule.optimizer().get("steps").longs()).containsExactly(step - 1);
    assertThat(capsule.step().learningRate()).isPositive();
    assertThat(capsule.parts()).hasSize(1);
    assertThat(capsule.parts().get(0).batch().batch().ids()).contains("t3");
    assertThat(Checkpoint.isCheckpoint(run.crash(step))).isTrue();
  }

  private RunFolder train(String normalizers, String train) {
    RunFolder run = RunFolder.createNumbered(folder.resolve("run"));
    Trainer.train(config(normalizers, train), Registry.ofClassPath(), run, lines::add);
    return run;
  }

  /** A run that begins with other weights. */
  private RunFolder adopt(String train, UnaryOperator<Weights> change) {
    RunFolder run = RunFolder.create(folder.resolve("run"));
    Trainer.adopt(
        config(SAMPLE_WISE, train),
        Registry.ofClassPath(),
        run,
        (graph, initial, vocabulary) -> change.apply(initial),
        lines::add);
    return run;
  }

  private void resume(RunFolder run) {
    Trainer.resume(run, List.of(), Registry.ofClassPath(), lines::add);
  }

  private Config config(String normalizers, String train) {
    return ConfigFactory.parseString(corpus.config(normalizers, train));
  }

  private static Replay replay(RunFolder run, long step) {
    return Replay.of(run.crash(step), Registry.ofClassPath(), line -> {});
  }

  private static List<Alarm> alarms(RunFolder run) {
    return run.alarms().stream().map(Alarm::of).toList();
  }

  private static List<String> names(RunFolder run) {
    return alarms(run).stream().map(Alarm::name).toList();
  }

  private static String[] crashes(RunFolder run) {
    return run.path().resolve("crash").toFile().list();
  }
}
