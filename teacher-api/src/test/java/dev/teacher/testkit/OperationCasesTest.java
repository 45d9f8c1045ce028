package dev.teacher.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.teacher.api.graph.Node;
import dev.teacher.api.graph.Op;
import dev.teacher.testkit.OperationCases.Case;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class OperationCasesTest {
  private static final List<Case> CASES = OperationCases.all();

  private static List<Op> operations() {
    return CASES.stream().flatMap(c -> c.graph().nodes().stream()).map(Node::op).toList();
  }

  @Test
  void everyOperationHasACase() {
    Set<Class<?>> covered = new HashSet<>();
    operations().forEach(op -> covered.add(op.getClass()));
    assertThat(covered).containsExactlyInAnyOrder(Op.class.getPermittedSubclasses());
  }

  @Test
  void everyKindAndFlagOfEveryOperationHasACase() throws ReflectiveOperationException {
    Map<String, Set<Object>> seen = new TreeMap<>();
    Map<String, Set<Object>> wanted = new TreeMap<>();
    for (Op op : operations()) {
      for (RecordComponent component : op.getClass().getRecordComponents()) {
        List<Object> values = valuesOf(component.getType());
        if (!values.isEmpty()) {
          String name = op.getClass().getSimpleName() + "." + component.getName();
          wanted.put(name, new HashSet<>(values));
          seen.computeIfAbsent(name, n -> new HashSet<>()).add(component.getAccessor().invoke(op));
        }
      }
    }
    assertThat(wanted).hasSizeGreaterThan(8);
    assertThat(seen).isEqualTo(wanted);
  }

  @Test
  void namesAreUniqueAndWeightsFit() {
    assertThat(CASES).extracting(Case::name).doesNotHaveDuplicates();
    CASES.forEach(c -> c.graph().check(c.weights(), c.name()));
  }

  @Test
  void sequenceCasesAreRaggedWithNanPastTheLengths() {
    List<Case> sequences = CASES.stream().filter(Case::sequence).toList();
    assertThat(sequences).hasSizeGreaterThan(40);
    for (Case c : sequences) {
      assertThat(c.graph().outputs().keySet()).containsExactly("y", "output_lengths");
      float[] features = c.inputs().get("features").floats();
      List<Float> valid = new ArrayList<>();
      for (int sample = 0; sample < c.samples(); sample++) {
        for (float value : c.alone(sample).get("features").floats()) {
          valid.add(value);
        }
      }
      assertThat(valid).hasSizeLessThan(features.length).allMatch(Float::isFinite);
      assertThat(features).contains(Float.NaN);
      assertThat(Arrays.stream(c.inputs().get("lengths").longs()).distinct().count())
          .isEqualTo(c.samples());
    }
  }

  private static List<Object> valuesOf(Class<?> type) {
    if (type == boolean.class) {
      return List.of(true, false);
    }
    return type.isEnum() ? List.of(type.getEnumConstants()) : List.of();
  }
}
