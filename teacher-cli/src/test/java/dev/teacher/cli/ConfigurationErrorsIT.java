package dev.teacher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Wrong configurations: exit code 2, and a message that lets the user mend it alone. */
class ConfigurationErrorsIT {
  @TempDir Path folder;

  /** Otherwise the corrected command would be refused, since something stands there already. */
  @AfterEach
  void aTrainingThatCouldNotBeginLeavesNothing() {
    assertThat(folder.resolve("run")).doesNotExist();
  }

  @Test
  void anUnknownPluginListsTheKnownOnes() {
    train("backbone.type = tcn-bilstn")
        .failsWith(
            2,
            "unknown backbone tcn-bilstn",
            "wrong.conf: line 2",
            "one of ",
            "did you mean tcn-bilstm?",
            "--plugins");
  }

  @Test
  void aMisspeltKeyIsNamedWithTheNearestAndItsLine() {
    train("train.epoch = 3")
        .failsWith(2, "unknown key train.epoch", "wrong.conf: line 2", "did you mean epochs?");
  }

  @Test
  void aMisspeltSectionIsNamedWithTheNearest() {
    train("trian { epochs = 3 }")
        .failsWith(2, "unknown key trian", "wrong.conf: line 2", "did you mean train?");
  }

  @Test
  void aWrongTypeSaysWhatWasExpectedAndFound() {
    train("train.epochs = many")
        .failsWith(
            2,
            "bad value of train.epochs",
            "wrong.conf: line 2",
            "expected: whole number from 1 to 100000",
            "found:    \"many\"");
  }

  @Test
  void aFractionIsNoWholeNumber() {
    train("train.epochs = 2.5").failsWith(2, "bad value of train.epochs", "found:    2.5");
  }

  @Test
  void aValueOutOfRangeSaysTheRange() {
    train("backbone.dropout = 1")
        .failsWith(2, "bad value of backbone.dropout", "number from 0 to 0.95", "found:    1");
  }

  @Test
  void anOverrideIsNamedAsOrigin() {
    Path config = Tiny.config(folder, Tiny.CORPUS);
    Teacher.run("train", "--config", config, "--out", run(), "--set", "train.seed=soon")
        .failsWith(2, "bad value of train.seed", "where:    --set train.seed=soon\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"train.epochs", "=3", "a..b=3", "train { epochs=3"})
  void aMalformedOverrideIsQuoted(String override) {
    Path config = Tiny.config(folder, Tiny.CORPUS);
    Teacher.run("train", "--config", config, "--out", run(), "--set", override)
        .failsWith(2, "bad override", "--set key=value", override);
  }

  @Test
  void aConfigurationThatIsNoHoconNamesTheLine() {
    train("train { epochs = ").failsWith(2, "cannot read the configuration", "wrong.conf", "HOCON");
  }

  @Test
  void twoStandardisingNormalizersAreRefusedByName() {
    train("normalizers = [ { type = global-stats }\n { type = per-sample-zscore } ]")
        .failsWith(
            2,
            "standardised 2 times",
            "normalizers[0] global-stats",
            "wrong.conf: line 2",
            "normalizers[1] per-sample-zscore",
            "wrong.conf: line 3",
            "keep one of them");
  }

  @Test
  void recombiningWithoutSegmentsIsRefusedBeforeAnythingIsComputed() {
    Teacher.Ended ended =
        train("augmentations = [ { type = recombine } ]\ncorpus.segments = \"{split}.none\"");
    ended.failsWith(
        2, "recombine has nothing to swap", "none of 12 samples has segments", "corpus.segments");
    assertThat(ended.err()).doesNotContain("computing");
  }

  @Test
  void anUnknownTrainingBackendIsFoundBeforeAnythingIsRead() {
    Teacher.Ended ended = train("train.backend = abacus");
    ended.failsWith(2, "unknown training backend abacus", "one of djl");
    assertThat(ended.err()).doesNotContain("computing");
  }

  @Test
  void aMissingConfigurationIsNamedInFull() {
    Path missing = folder.resolve("missing.conf");
    Teacher.run("train", "--config", missing, "--out", run())
        .failsWith(2, "no configuration file", missing.toString(), "--config");
    Teacher.run("train", "--out", run()).failsWith(2, "--config FILE is missing", "quickstart");
  }

  /** The tiny configuration with a line of its own behind an include of it. */
  private Teacher.Ended train(String line) {
    Tiny.config(folder, Tiny.CORPUS);
    Path config = Tiny.write(folder.resolve("wrong.conf"), "include \"tiny.conf\"\n" + line + "\n");
    return Teacher.run("train", "--config", config, "--out", run());
  }

  private Path run() {
    return folder.resolve("run");
  }
}
