package dev.teacher.train.djl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.teacher.api.graph.Op;
import dev.teacher.api.plugin.Precision;
import dev.teacher.api.tensor.Tensor;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What an audit that says nothing is worth: what it looks at. */
class AuditCasesTest {
  private static final List<AuditCase> CASES =
      IntStream.range(0, EngineAuditTest.CASES)
          .mapToObj(index -> AuditCases.of(EngineAuditTest.SEED, index))
          .toList();

  @Test
  void everyOperationIsDrawn() {
    assertThat(CASES)
        .extracting(test -> (Object) test.op().getClass())
        .contains((Object[]) Op.class.getPermittedSubclasses());
  }

  @Test
  void everyKindIsDrawn() {
    assertThat(drawn(Op.Unary.class, Op.Unary::kind)).containsExactly(Op.UnaryKind.values());
    assertThat(drawn(Op.Binary.class, Op.Binary::kind)).containsExactly(Op.BinaryKind.values());
    assertThat(drawn(Op.Reduce.class, Op.Reduce::kind)).containsExactly(Op.ReduceKind.values());
    assertThat(drawn(Op.Pool1d.class, Op.Pool1d::kind)).containsExactly(Op.PoolKind.values());
    assertThat(drawn(Op.Recurrent.class, Op.Recurrent::kind))
        .containsExactly(Op.RecurrentKind.values());
  }

  @Test
  void convolutionsHaveEveryShape() {
    assertThat(drawn(Op.Conv1d.class, Op.Conv1d::stride)).containsExactly(1, 2, 3, 4);
    assertThat(drawn(Op.Conv1d.class, Op.Conv1d::dilation)).containsExactly(1, 2, 3);
    assertThat(sizes(Op.Conv1d.class, 1, 2)).containsAll(upTo(9));
    assertThat(sizes(Op.Conv1d.class, 0, 0)).containsExactlyElementsOf(upTo(5));
    Set<Integer> widths = sizes(Op.Conv1d.class, 0, 2);
    widths.addAll(sizes(Op.Conv1d.class, 1, 0));
    assertThat(widths).containsAll(upTo(AuditCases.WIDEST));
    assertThat(sizes(Op.Conv1d.class, 0, 1))
        .containsAll(upTo(41).stream().filter(frames -> frames % 2 == 1).toList());
    assertThat(drawn(Op.Conv1d.class, Op.Conv1d::groups)).hasSizeGreaterThan(30);
    assertThat(of(Op.Conv1d.class).map(AuditCase::precision)).contains(Precision.values());
    assertThat(of(Op.Linear.class).map(AuditCase::precision)).contains(Precision.values());
  }

  @Test
  void soilIsAnythingThatIsNotFinite() {
    assertThat(CASES)
        .extracting(AuditCase::soil)
        .contains(Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY);
  }

  @Test
  void everyExpectedNumberIsFinite() {
    for (AuditCase test : CASES) {
      Stream.concat(
              Stream.of(test.expected().output()), test.expected().gradients().values().stream())
          .forEach(tensor -> assertThat(EngineAudit.scale(tensor)).as("%s", test).isLessThan(1e6));
    }
  }

  private static Stream<AuditCase> of(Class<? extends Op> kind) {
    return CASES.stream().filter(test -> kind.isInstance(test.op()));
  }

  private static <O extends Op, T> Set<T> drawn(Class<O> kind, Function<O, T> property) {
    return of(kind)
        .map(test -> property.apply(kind.cast(test.op())))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Sizes of an axis of an input. */
  private static Set<Integer> sizes(Class<? extends Op> kind, int input, int axis) {
    return of(kind)
        .map(test -> List.<Tensor>copyOf(test.inputs().values()).get(input).shape()[axis])
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<Integer> upTo(int last) {
    return IntStream.rangeClosed(1, last).boxed().toList();
  }
}
