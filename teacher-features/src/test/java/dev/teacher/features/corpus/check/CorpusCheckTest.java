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
import java.util.List;
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
            "1 groups of sentences have the same landmarks",
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
