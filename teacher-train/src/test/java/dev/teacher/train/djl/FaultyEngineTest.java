package dev.teacher.train.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import dev.teacher.api.error.TeacherException;
import dev.teacher.api.graph.Conv;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.plugin.TrainingBackend;
import dev.teacher.api.plugin.TrainingSession;
import dev.teacher.api.tensor.Weights;
import dev.teacher.train.djl.FaultyBackend.Fault;
import dev.teacher.train.engine.Blame;
import dev.teacher.train.engine.CheckedBackend;
import dev.teacher.train.engine.EngineFault;
import dev.teacher.train.engine.EngineMemory;
import dev.teacher.train.engine.EnginePolicy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An engine that computes wrong is called by its fault; one that does not is believed. */
class FaultyEngineTest {
  private static final Map<String, String> FACTS = Map.of("engine", "of a test");
  private static final Graph NETWORK =
      TestNetworks.recognizer(
          x ->
              x.conv1d("conv", Conv.of(8, 3))
                  .relu()
                  .layerNorm("norm")
                  .scale(0.5)
                  .maxPool(3, 2)
                  .linear("middle", 12)
                  .gelu()
                  .lstm("lstm", 7, true));

  @TempDir Path folder;
  private final List<String> said = new ArrayList<>();

  static Stream<Arguments> faults() {
    return Stream.of(
            "conv1d",
            "linear",
            "layer-norm",
            "pool1d",
            "recurrent",
            "unary",
            "softmax",
            "binary",
            "concat",
            "where")
        .flatMap(operation -> Stream.of(Fault.values()).map(f -> Arguments.of(operation, f)));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void theOperationIsNamedAndAvoided(String operation, Fault fault) {
    CheckedBackend backend =
        checked(new FaultyBackend(operation, fault, true), EnginePolicy.DEFAULT);
    assertThat(backend.checked(NETWORK, TestNetworks.OPTIONS).avoid()).containsExactly(operation);
    assertThat(said).hasSize(1);
    assertThat(said.get(0)).contains(operation).contains("safe form");
    CheckedBackend next = checked(new DjlBackend(), EnginePolicy.DEFAULT);
    assertThat(next.checked(NETWORK, TestNetworks.OPTIONS).avoid())
        .as("remembered")
        .containsExactly(operation);
    assertThat(said).as("said once").hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("faults")
  void whatHasNoSafeFormEndsTheTrainingBeforeItBegins(String operation, Fault fault) {
    CheckedBackend backend =
        checked(new FaultyBackend(operation, fault, false), EnginePolicy.DEFAULT);
    Weights weights = NETWORK.initialWeights(1);
    assertThatThrownBy(() -> backend.open(NETWORK, weights, TestNetworks.OPTIONS))
        .isInstanceOf(TeacherException.class)
        .hasMessageContainingAll("the engine computes an operation wrong", operation, "of a test");
  }

  @RepeatedTest(10)
  void aHealthyEngineIsBelieved() {
    CheckedBackend backend = checked(new DjlBackend(), EnginePolicy.DEFAULT);
    assertThat(backend.checked(NETWORK, TestNetworks.OPTIONS).avoid()).isEmpty();
    assertThat(said).isEmpty();
    assertThat(backend.memory().rightPieces()).isGreaterThan(8);
  }

  /** Steps that the engine spoils are made in the safe form, from the first of them. */
  @ParameterizedTest
  @MethodSource("operations")
  void aStepThatTheEngineSpoilsIsMadeInTheSafeForm(String operation) {
    EnginePolicy unchecked = new EnginePolicy(false, true, false);
    List<EngineFault> faults = new ArrayList<>();
    CheckedBackend backend =
        checked(new FaultyBackend(operation, Fault.SOMETIMES_NAN, true), unchecked);
    backend.whenFaulty(faults::add);
    try (TrainingSession session =
        backend.open(NETWORK, NETWORK.initialWeights(1), TestNetworks.OPTIONS)) {
      for (int step = 0; step < 120; step++) {
        assertThat(session.step(TestNetworks.BATCH, TestNetworks.LABELS, 1e-3, step).applied())
            .as("step " + step)
            .isTrue();
      }
    }
    assertThat(faults).extracting(EngineFault::operation).containsExactly(operation);
  }

  static Stream<String> operations() {
    return Stream.of("conv1d", "linear", "layer-norm", "pool1d", "recurrent", "softmax");
  }

  @Test
  void batchesOfOneStepAreGatheredAnew() {
    EnginePolicy unchecked = new EnginePolicy(false, true, false);
    CheckedBackend backend =
        checked(new FaultyBackend("linear", Fault.SOMETIMES_NAN, true), unchecked);
    Weights first = NETWORK.initialWeights(1);
    try (TrainingSession session = backend.open(NETWORK, first, TestNetworks.OPTIONS);
        TrainingSession sound = new DjlBackend().open(NETWORK, first, TestNetworks.OPTIONS)) {
      for (TrainingSession each : List.of(session, sound)) {
        for (int i = 0; i < 60; i++) { // the fiftieth is spoilt
          assertThat(each.accumulate(TestNetworks.BATCH, TestNetworks.LABELS, i).applied())
              .isTrue();
        }
        assertThat(each.apply(1e-3).applied()).isTrue();
      }
      Weights mended = session.weights();
      sound
          .weights()
          .names()
          .forEach(
              name ->
                  assertThat(mended.get(name).floats())
                      .containsExactly(sound.weights().get(name).floats(), offset(1e-4f)));
    }
  }

  @Test
  void aTrainingMayStopAtTheEnginesFault() {
    EnginePolicy stops = new EnginePolicy(false, true, true);
    CheckedBackend backend = checked(new FaultyBackend("conv1d", Fault.SOMETIMES_NAN, true), stops);
    try (TrainingSession session =
        backend.open(NETWORK, NETWORK.initialWeights(1), TestNetworks.OPTIONS)) {
      assertThatThrownBy(
              () -> {
                for (int step = 0; step < 60; step++) {
                  session.step(TestNetworks.BATCH, TestNetworks.LABELS, 1e-3, step);
                }
              })
          .isInstanceOf(TeacherException.class)
          .hasMessageContainingAll("faulty-engine", "conv1d");
    }
  }

  /** What is not finite in any form is the fault of the numbers. */
  @Test
  void wrongWeightsAreNotTheEnginesFault() {
    Weights weights = NETWORK.initialWeights(1);
    weights.get("middle.weight").floats()[3] = Float.NaN;
    Blame blame =
        Blame.of(
            new DjlBackend(),
            NETWORK,
            weights,
            TestNetworks.OPTIONS,
            TestNetworks.BATCH,
            TestNetworks.LABELS,
            1);
    assertThat(blame.engine()).isFalse();
  }

  private CheckedBackend checked(TrainingBackend backend, EnginePolicy policy) {
    return new CheckedBackend(backend, EngineMemory.in(folder, FACTS), policy, said::add);
  }
}
