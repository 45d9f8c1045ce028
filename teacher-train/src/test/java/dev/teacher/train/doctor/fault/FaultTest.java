package dev.teacher.train.doctor.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.teacher.api.data.Landmarks;
import dev.teacher.api.data.Part;
import dev.teacher.api.data.Sample;
import dev.teacher.api.plugin.Registry;
import dev.teacher.features.corpus.Listing;
import dev.teacher.features.npy.NpyWriter;
import dev.teacher.train.doctor.Case;
import dev.teacher.train.doctor.Diagnosis;
import dev.teacher.train.doctor.Effort;
import dev.teacher.train.doctor.Finding;
import dev.teacher.train.doctor.FindingKind;
import dev.teacher.train.doctor.Interference;
import dev.teacher.train.doctor.Patient;
import dev.teacher.train.doctor.Verdict;
import dev.teacher.train.doctor.checkup.Checkup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultTest {
  private static final Case HEALTHY =
      new Case(
          ConfigFactory.parseString(
              """
              corpus {
                type = synthetic, glosses = 4, signers = 2, max-length = 2
                sentences { train = 42, dev = 8, test = 2, test-unseen = 4 }
              }
              features { type = body-centred, face = false }
              normalizers = [ { type = global-stats } ]
              backbone { type = tcn-bilstm, channels = 8, hidden = 8, layers = 1 }
              """),
          Registry.ofClassPath(),
          Optional.empty(),
          Effort.QUICK,
          1,
          Interference.NONE,
          line -> {});

  @Test
  void thereAreManyInTwoStrengthsAndMore() {
    Map<String, Long> strengths =
        Fault.all().stream().collect(Collectors.groupingBy(Fault::name, Collectors.counting()));
    assertThat(strengths).hasSizeGreaterThanOrEqualTo(30);
    assertThat(Fault.all()).extracting(Fault::id).doesNotHaveDuplicates();
  }

  /** Those without, each for a reason. */
  @Test
  void everyFindingHasTwoFaultsAtLeast() {
    Map<FindingKind, Integer> faults = new EnumMap<>(FindingKind.class);
    Fault.all()
        .forEach(fault -> fault.right().forEach(kind -> faults.merge(kind, 1, Integer::sum)));
    List<FindingKind> fewer =
        Arrays.stream(FindingKind.values())
            .filter(kind -> faults.getOrDefault(kind, 0) < 2)
            .toList();
    assertThat(fewer)
        .containsExactly(
            FindingKind.FAULTY_ENGINE, // no patient has it, but what examines patients
            FindingKind.CANNOT_OVERFIT); // what is left where nothing else explains it
  }

  @ParameterizedTest
  @CsvSource({
    "features, infinity: in 5 % of training",
    "normalisers, clipped to nothing: 0.01",
    "forward, weights too large: 1e6 times in a convolution",
    "gradients, vanishing gradients: a head of 1e-12",
    "batch, neighbours: mean over the batch",
    "ablation, a segment cut off: the first"
  })
  void eachClassicCheckIsMadeSickByAFault(String check, String id) {
    Fault fault = fault(id);
    Diagnosis healthy = Checkup.doctor(Set.of(check)).diagnose(HEALTHY);
    assertThat(healthy.findings())
        .extracting(Finding::kind)
        .doesNotContainAnyElementsOf(fault.right());
    Diagnosis sick = Checkup.doctor(Set.of(check)).diagnose(fault.infection().apply(HEALTHY));
    assertThat(sick.verdict()).isEqualTo(Verdict.SICK);
    assertThat(sick.findings()).extracting(Finding::kind).containsAnyElementsOf(fault.right());
  }

  @Test
  void aCorpusWithoutAFilterIsReadThroughOne() {
    Patient patient = patient("a filter of signs: one gloss");
    List<Sample> before = new Patient(HEALTHY).splits().get("train");
    Set<String> kept =
        patient.splits().get("train").stream()
            .flatMap(sample -> sample.glosses().stream())
            .collect(Collectors.toSet());
    Set<String> all =
        before.stream().flatMap(sample -> sample.glosses().stream()).collect(Collectors.toSet());
    assertThat(all).hasSize(4).containsAll(kept);
    assertThat(kept).hasSize(3);
    all.removeAll(kept);
    String gloss = all.iterator().next();
    Listing listing = ((Listing.Source) patient.corpus()).list("train");
    long deleted = before.stream().flatMap(s -> s.glosses().stream()).filter(gloss::equals).count();
    assertThat(listing.filtered())
        .containsExactly(Map.entry("drop " + gloss, Map.of(gloss, (int) deleted)));
  }

  @Test
  void aCorpusWithAFilterGetsItInTheConfiguration(@TempDir Path folder) throws IOException {
    Path annotations = Files.createDirectories(folder.resolve("annotations"));
    String lines = "id|folder|signer|annotation\na|a|S|RAIN SUN\nb|b|S|SUN\n";
    Files.writeString(annotations.resolve("train.corpus.csv"), lines);
    Landmarks landmarks = new Patient(HEALTHY).splits().get("train").get(0).landmarks();
    Path features = Files.createDirectories(folder.resolve("features/train"));
    for (String id : List.of("a", "b")) {
      NpyWriter.write(features.resolve(id + ".npy"), landmarks.values(), Part.COLUMNS);
    }
    Case phoenix =
        HEALTHY.with(
            ConfigFactory.parseString(
                    "corpus { type = phoenix, root = \"%s\", drop = [ X ], splits = [ train ] }"
                        .formatted(folder))
                .withFallback(HEALTHY.config().withoutPath("corpus")));
    Case sick = fault("a filter of signs: one gloss").infection().apply(phoenix);
    assertThat(sick.config().getStringList("corpus.drop")).containsExactly("X", "\\QRAIN\\E");
    assertThat(sick.interference()).isSameAs(Interference.NONE);
    Diagnosis diagnosis = Checkup.doctor(Set.of("configuration", "labels")).diagnose(sick);
    Finding finding =
        diagnosis.findings().stream()
            .filter(f -> f.kind() == FindingKind.FILTERED_WORDS)
            .findFirst()
            .orElseThrow();
    assertThat(finding.places()).containsExactly("RAIN 1");
    assertThat(finding.remedy().overrides()).containsExactly("corpus.drop=[\"X\"]");
  }

  @Test
  void eachChangesTheCase() {
    for (Fault fault : Fault.all()) {
      Case sick = fault.infection().apply(HEALTHY);
      boolean same =
          sick.config().equals(HEALTHY.config()) && sick.interference() == HEALTHY.interference();
      assertThat(same).as(fault.id()).isFalse();
    }
  }

  @Test
  void aCutRecordingIsShorterAndKeepsItsGlosses() {
    List<Sample> before = new Patient(HEALTHY).splits().get("train");
    List<Sample> after = patient("cut off: to 60 %").splits().get("train");
    int longest = after.stream().mapToInt(sample -> sample.source().frames()).max().orElseThrow();
    assertThat(before).anyMatch(sample -> sample.source().frames() > longest);
    for (int i = 0; i < before.size(); i++) {
      assertThat(after.get(i).glosses()).isEqualTo(before.get(i).glosses());
      int frames = Math.min(longest, before.get(i).source().frames());
      assertThat(after.get(i).source().frames()).isEqualTo(frames);
      assertThat(after.get(i).source().read().values())
          .isEqualTo(
              Arrays.copyOf(
                  before.get(i).source().read().values(),
                  after.get(i).source().read().values().length));
    }
  }

  @Test
  void halfTheFrameRateKeepsEverySecondFrame() {
    Sample before = new Patient(HEALTHY).splits().get("dev").get(0);
    Sample after = patient("half the frame rate: dev").splits().get("dev").get(0);
    int width = before.source().layout().width();
    assertThat(after.source().frames()).isEqualTo((before.source().frames() + 1) / 2);
    assertThat(Arrays.copyOfRange(after.source().read().values(), 3 * width, 4 * width))
        .isEqualTo(Arrays.copyOfRange(before.source().read().values(), 6 * width, 7 * width));
  }

  @Test
  void whatIsReadOnceIsReadTheSameAgain() {
    Patient patient = patient("shuffled labels: all");
    assertThat(patient.corpus().read("train")).isSameAs(patient.corpus().read("train"));
    assertThat(patient.splits().get("train"))
        .extracting(Sample::glosses)
        .isNotEqualTo(
            new Patient(HEALTHY).splits().get("train").stream().map(Sample::glosses).toList());
  }

  private static Patient patient(String id) {
    return new Patient(fault(id).infection().apply(HEALTHY));
  }

  private static Fault fault(String id) {
    return Fault.all().stream().filter(f -> f.id().equals(id)).findFirst().orElseThrow();
  }
}
