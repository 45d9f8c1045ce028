package dev.teacher.features.corpus.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.teacher.api.data.Part;
import dev.teacher.api.plugin.PluginKind;
import dev.teacher.features.Plugins;
import dev.teacher.features.SharedData;
import dev.teacher.features.npy.NpyWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorpusCheckTest {
  private static final List<String> SPLITS = List.of("train", "dev");

  @TempDir private Path root;
  private int recordings;

  @Test
  void aSoundCorpusHasNumbersAndNoFaults() throws IOException {
    split("train", "a|Anna|TAG NACHT", "b|Ben|TAG TAG");
    split("dev", "c|Anna|NACHT");
    CorpusCheck.Report report = check("", false);
    assertThat(report.hasFaults()).isFalse();
    assertThat(report.findings())
        .extracting(Finding::what)
        .containsExactly("1 signers are in several splits");
    SplitFacts train = report.splits().get("train");
    assertThat(train.sentences()).isEqualTo(2);
    assertThat(train.occurrences()).isEqualTo(4);
    assertThat(train.glosses()).isEqualTo(2);
    assertThat(train.singletons()).isEqualTo(1);
    assertThat(train.frames()).containsExactly(8, 8, 8);
    assertThat(train.frameRates()).containsEntry("unknown", 2);
    assertThat(train.counts().toString()).isEqualTo("{TAG=3, NACHT=1}");
    assertThat(train.filtered()).isEmpty();
  }

  @Test
  void sentencesThatRepeatWithinASplitAreNoLeak() throws IOException {
    split("train", "a|Anna|TAG NACHT", "b|Anna|TAG NACHT", "c|Anna|TAG");
    split("dev", "d|Ben|NACHT");
    same("train/b", "train/a");
    Finding finding = only(check("", false));
    assertThat(finding.wrong()).isFalse();
    assertThat(finding.what())
        .isEqualTo("1 groups of sentences of one split have the same landmarks");

    same("dev/d", "train/c");
    CorpusCheck.Report report = check("", false);
    assertThat(whats(report))
        .contains("1 groups of sentences have the same landmarks and other" + " glosses");
    assertThat(report.hasFaults()).isTrue();
  }

  @Test
  void sentencesThatRepeatInAnotherSplitAreALeak() throws IOException {
    split("train", "a|Anna|TAG NACHT", "b|Anna|TAG");
    split("dev", "d|Ben|NACHT", "e|Ben|TAG");
    assertThat(check("", false).findings()).isEmpty();
    same("dev/e", "train/b");
    Finding finding = only(check("", false));
    assertThat(finding.wrong()).isTrue();
    assertThat(finding.what())
        .isEqualTo("1 groups of sentences of several splits have the same landmarks");
    assertThat(finding.places()).containsExactly("train/b = dev/e");
  }

  @Test
  void clipsThatRepeatInAnotherSplitAreALeak() throws IOException {
    split("train", "a|Anna|TAG NACHT");
    split("dev", "d|Ben|NACHT TAG");
    segments("train", "a|0|4|TAG", "a|4|8|NACHT");
    segments("dev", "d|0|4|NACHT", "d|4|8|TAG");
    recording("train/a", 1, 1, 1, 1, 2, 2, 2, 2);
    recording("dev/d", 3, 3, 3, 3, 1, 1, 1, 2);
    assertThat(check("", false).findings()).isEmpty();

    recording("dev/d", 3, 3, 3, 3, 1, 1, 1, 1);
    Finding finding = only(check("", false));
    assertThat(finding.wrong()).isTrue();
    assertThat(finding.what()).isEqualTo("1 clips within sentences are in several splits");
    assertThat(finding.places()).containsExactly("dev/d frames 4 to 8 = train/a frames 0 to 4");

    recording("train/a", 1, 1, 1, 1, 0, 0, 0, 0);
    recording("dev/d", 0, 0, 0, 0, 3, 3, 3, 3);
    assertThat(check("", false).findings()).as("nobody there").isEmpty();
  }

  @Test
  void signersOfSeveralSplitsAreNoted() throws IOException {
    split("train", "a|Anna|TAG", "b||TAG");
    split("dev", "c|Ben|TAG", "d||TAG");
    assertThat(check("", false).findings()).isEmpty();
    split("dev", "c|Anna|TAG");
    Finding finding = only(check("", false));
    assertThat(finding.wrong()).isFalse();
    assertThat(finding.places()).containsExactly("Anna in dev, train");
  }

  @Test
  void sentencesJustLongEnoughAreFine() throws IOException {
    split("train", "a|Anna|TAG NACHT"); // 8 frames give 4 outputs
    split("dev", "c|Ben|TAG");
    assertThat(check("", false).findings()).isEmpty();
    split("train", "a|Anna|TAG NACHT TAG");
    Finding finding = only(check("", false));
    assertThat(finding.wrong()).isTrue();
    assertThat(finding.places()).containsExactly("a: 8 frames give 4, needs 5");
  }

  @Test
  void whatTheFilterTakesAwayIsCountedByRule() throws IOException {
    split("train", "a|Anna|__ON__ loc-TAG cl-loc-TAG __OFF__", "b|Anna|__ON__ TAG");
    split("dev", "c|Ben|TAG");
    SplitFacts train = check("preset = phoenix", false).splits().get("train");
    assertThat(train.filtered().toString())
        .isEqualTo(
            "{drop __[A-Z0-9]+__={__OFF__=1, __ON__=2}, strip cl-={cl-loc-TAG=1},"
                + " strip loc-={cl-loc-TAG=1, loc-TAG=1}}");
    assertThat(train.counts()).containsOnlyKeys("TAG").containsEntry("TAG", 3);
  }

  @Test
  void glossesThatLookAlikeAreFound() throws IOException {
    split("dev", "c|Ben|TAG");
    split("train", "a|Anna|TAG M\u00c4SSIG");
    assertThat(check("", false).findings()).isEmpty();

    split("train", "a|Anna|TAG M\u00c4SSIG", "b|Anna|MA\u0308SSIG");
    assertThat(whats(check("", false)))
        .containsExactly("1 groups of glosses look the same but are encoded in different ways");
    split("train", "a|Anna|TAG M\u00c3\u0084SSIG");
    assertThat(whats(check("", false)))
        .containsExactly("1 glosses look like UTF-8 that was taken for Latin-1 and encoded again");
    split("train", "a|Anna|WET\u00adTER M\uFFFDSSIG", "b|Anna|TAG");
    Finding strange = only(check("", false));
    assertThat(strange.what()).startsWith("2 glosses hold characters that nobody sees");
    assertThat(strange.wrong()).isTrue();
    assertThat(strange.places()).containsExactly("M\uFFFDSSIG (U+FFFD)", "WET\u00adTER (U+00AD)");
    split("train", "a|Anna|TAG Tag");
    Finding capitals = only(check("", false));
    assertThat(capitals.wrong()).isFalse();
    assertThat(capitals.places()).containsExactly("TAG = Tag");
  }

  @Test
  void severalBlanksInARowAreNoted() throws IOException {
    split("dev", "c|Ben|TAG");
    split("train", "a|Anna| TAG NACHT ");
    assertThat(check("", false).findings()).isEmpty();
    split("train", "a|Anna|TAG  NACHT");
    Finding finding = only(check("", false));
    assertThat(finding.wrong()).isFalse();
    assertThat(finding.places()).containsExactly("train/a");
  }

  @Test
  void everythingWrongIsFoundAtOnce() throws IOException {
    split("train", "a|Anna|TAG", "b|Ben|TAG TAG TAG TAG TAG", "gone|Ben|TAG", "short|Ben");
    split("dev", "a|Cleo|TAG MOND MOND", "e|Cleo|TAG");
    Path features = root.resolve("features");
    Files.delete(features.resolve("train/gone.npy"));
    Files.copy(features.resolve("train/a.npy"), features.resolve("dev/stray.npy"));
    Files.delete(features.resolve("dev/e.npy"));
    Files.copy(features.resolve("train/a.npy"), features.resolve("dev/e.npy"));

    CorpusCheck.Report report = check("", false);

    assertThat(report.hasFaults()).isTrue();
    assertThat(report.findings())
        .extracting(Finding::what)
        .contains(
            "1 faults in annotations or landmark files",
            "1 sentences have no landmark file",
            "2 landmark files belong to no sentence",
            "1 ids stand for several sentences",
            "1 groups of sentences of several splits have the same landmarks",
            "1 sentences of train are too short for CTC at the output stride",
            "1 glosses of dev are not in train: 2 occurrences, no WER below 50.00 %");
    assertThat(report.findings()).allMatch(finding -> !finding.remedy().isBlank());
    assertThat(report.findings().toString()).contains("train/a = dev/e", "a in train, dev");
  }

  @Test
  void whatTrainingIsToldToBearIsInformation() throws IOException {
    split("train", "a|Anna|TAG TAG TAG TAG TAG");
    split("dev", "c|Ben|MOND");
    CorpusCheck.Report report = check("", true);
    assertThat(report.findings()).hasSize(2).noneMatch(Finding::wrong);
  }

  @Test
  void wrongEncodingAndAMissingSplitAreFaults() throws IOException {
    split("train", "a|Anna|TAG");
    Files.write(
        root.resolve("annotations/train.corpus.csv"),
        "id|signer|annotation\na|x|TAG\nb|x|M\u00c4SSIG\n".getBytes(StandardCharsets.ISO_8859_1));
    CorpusCheck.Report report = check("", false);
    assertThat(report.findings().get(0).what()).startsWith("2 faults");
    assertThat(report.findings().get(0).places().toString())
        .contains("not UTF-8", "split dev: an annotation file is missing");
    assertThat(report.splits()).containsOnlyKeys("train");
  }

  @Test
  void faultsOfSegmentsAreFoundAllTogether() throws IOException {
    split("train", "a|Anna|TAG NACHT", "b|Ben|TAG TAG");
    split("dev", "c|Cleo|NACHT");
    Path file = root.resolve("annotations/train.segments.csv");
    Files.writeString(file, "id|start|end|gloss\na|0|4|TAG\na|4|8|NACHT\n");
    assertThat(check("", false).hasFaults()).isFalse();

    Files.writeString(file, "id|start|end|gloss\na|0|4|TAG\nb|0|4|TAG\nb|4|9|TAG\nz|0|4|TAG\n");
    Finding finding = check("", false).findings().get(0);
    assertThat(finding.what()).startsWith("3 faults");
    assertThat(finding.places().toString())
        .contains("do not spell", "beyond the end", "belong to no sentence");
  }

  @Test
  void signersHeldOutAreChecked() throws IOException {
    split("train", "a|Anna|TAG", "b|Ben|TAG");
    split("dev", "c|Anna|TAG", "d|Ben|TAG");
    CorpusCheck.Report report =
        CorpusCheck.run(
            new Plugins().create(PluginKind.CORPUS, corpus("unseen-signers = [Ben]")),
            List.of("train", "dev", "test-unseen"),
            expectations(false));
    assertThat(report.splits().get("train").signers()).containsOnlyKeys("Anna");
    assertThat(report.splits().get("test-unseen").signers()).containsEntry("Ben", 2);
    assertThat(report.hasFaults()).isFalse();
  }

  @Test
  void phoenixWithoutFeaturesIsSaidOnce() {
    Path folder = SharedData.folder("phoenix-si5");
    CorpusCheck.Report report =
        CorpusCheck.run(
            new Plugins()
                .create(
                    PluginKind.CORPUS,
                    "type = phoenix, preset = phoenix, empty = drop, root = \""
                        + folder
                        + "\", annotations = \"{split}.SI5.corpus.csv\""),
            List.of("train", "test"),
            expectations(true));
    List<Finding> wrong = report.findings().stream().filter(Finding::wrong).toList();
    assertThat(wrong).hasSize(1);
    assertThat(wrong.get(0).what()).endsWith("sentences have no landmark file");
    assertThat(report.splits().get("test").sentences()).isEqualTo(180);
    SplitFacts train = report.splits().get("train");
    assertThat(train.filtered()).containsKeys("drop __[A-Z0-9]+__", "strip loc-", "strip cl-");
    assertThat(train.counts()).hasSize(train.glosses());
    assertThat(whats(report)).anyMatch(what -> what.contains("several blanks in a row"));
  }

  private static Finding only(CorpusCheck.Report report) {
    assertThat(report.findings()).hasSize(1);
    return report.findings().get(0);
  }

  private static List<String> whats(CorpusCheck.Report report) {
    return report.findings().stream().map(Finding::what).toList();
  }

  private void same(String copy, String original) throws IOException {
    Path features = root.resolve("features");
    Files.copy(
        features.resolve(original + ".npy"),
        features.resolve(copy + ".npy"),
        StandardCopyOption.REPLACE_EXISTING);
  }

  /** A recording whose frames are told by one number each. */
  private void recording(String name, float... frames) throws IOException {
    float[] values = new float[frames.length * Part.COLUMNS];
    for (int frame = 0; frame < frames.length; frame++) {
      values[frame * Part.COLUMNS] = frames[frame];
    }
    Path file = root.resolve("features/" + name + ".npy");
    Files.delete(file);
    NpyWriter.write(file, values, Part.COLUMNS);
  }

  private void segments(String split, String... lines) throws IOException {
    Files.writeString(
        root.resolve("annotations/" + split + ".segments.csv"),
        "id|start|end|gloss\n" + String.join("\n", lines) + "\n");
  }

  private CorpusCheck.Report check(String more, boolean bears) {
    return CorpusCheck.run(
        new Plugins().create(PluginKind.CORPUS, corpus(more)), SPLITS, expectations(bears));
  }

  private String corpus(String more) {
    return "type = phoenix, splits = [train, dev], root = \"" + root + "\"\n" + more;
  }

  /** An output stride of 2; equal neighbours need a blank. */
  private static Expectations expectations(boolean bears) {
    return new Expectations() {
      @Override
      public int needed(List<String> glosses) {
        return 2 * glosses.size() - 1;
      }

      @Override
      public int available(int frames) {
        return (frames + 1) / 2;
      }

      @Override
      public boolean dropsInfeasible() {
        return bears;
      }

      @Override
      public boolean countsUnknownGlosses() {
        return bears;
      }
    };
  }

  /** Sentences of 8 frames with recordings of their own. */
  private void split(String split, String... rows) throws IOException {
    Path features = Files.createDirectories(root.resolve("features").resolve(split));
    try (Stream<Path> before = Files.list(features)) {
      for (Path file : before.toList()) {
        Files.delete(file);
      }
    }
    for (String row : rows) {
      float[] values = new float[8 * Part.COLUMNS];
      values[0] = ++recordings;
      Path file = features.resolve(row.substring(0, row.indexOf('|')) + ".npy");
      NpyWriter.write(file, values, Part.COLUMNS);
    }
    Files.createDirectories(root.resolve("annotations"));
    Files.writeString(
        root.resolve("annotations/" + split + ".corpus.csv"),
        "id|signer|annotation\n" + String.join("\n", rows) + "\n");
  }
}
