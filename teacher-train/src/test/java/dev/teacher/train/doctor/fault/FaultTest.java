package dev.teacher.train.doctor.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.teacher.api.data.Sample;
import dev.teacher.api.plugin.Registry;
import dev.teacher.train.doctor.Case;
import dev.teacher.train.doctor.Effort;
import dev.teacher.train.doctor.FindingKind;
import dev.teacher.train.doctor.Interference;
import dev.teacher.train.doctor.Patient;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

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

  /** Those that no fault of the benchmark is called by, each for a reason. */
  @Test
  void nearlyEveryFindingHasAFault() {
    Set<FindingKind> without = EnumSet.allOf(FindingKind.class);
    Fault.all().forEach(fault -> without.removeAll(fault.right()));
    assertThat(without)
        .containsExactlyInAnyOrder(
            FindingKind.REFUSED, // whatever else stops a training
            FindingKind.FILTERED_WORDS, // corpora without filters are tried as well
            FindingKind.SHIFTED, // what is left where nothing else explains a difference
            FindingKind.NOT_STANDARDISED, // body-centred features are of one size
            FindingKind.CANNOT_OVERFIT); // what is left where nothing else explains it
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
    Fault fault = Fault.all().stream().filter(f -> f.id().equals(id)).findFirst().orElseThrow();
    return new Patient(fault.infection().apply(HEALTHY));
  }
}
