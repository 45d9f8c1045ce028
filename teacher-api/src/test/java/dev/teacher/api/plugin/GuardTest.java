package dev.teacher.api.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.teacher.api.data.FrameSource;
import dev.teacher.api.data.LandmarkSource;
import dev.teacher.api.data.Landmarks;
import dev.teacher.api.data.Sample;
import dev.teacher.api.error.Category;
import dev.teacher.api.error.Problem;
import dev.teacher.api.error.TeacherException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class GuardTest {
  private static final RandomGenerator RANDOM = new SplittableRandom(1);
  private static final Landmarks NOTHING = null;

  private static <T> T guarded(T object) {
    return Guard.around(object, "augmentation odd", "org.example.Odd of odd.jar");
  }

  /** An augmentation that does as it is told. */
  private static Augmentation augmentation(Supplier<Landmarks> apply) {
    return guarded((landmarks, random) -> apply.get());
  }

  private static Landmarks fail(RuntimeException e) {
    throw e;
  }

  private static void blames(String found, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            TeacherException.class, e -> assertThat(e.category()).isEqualTo(Category.INTERNAL))
        .hasMessage(
            """
            augmentation odd failed
              where:    org.example.Odd of odd.jar
              found:    %s
              to do:    tell the plugin's author"""
                .formatted(found));
  }

  @Test
  void whatACallThrowsNamesThePlugin() {
    Augmentation odd = augmentation(() -> fail(new IllegalStateException("no")));
    blames("apply threw java.lang.IllegalStateException: no", () -> odd.apply(NOTHING, RANDOM));
  }

  @Test
  void theCauseIsKept() {
    RuntimeException cause = new IllegalStateException("no");
    assertThatThrownBy(() -> augmentation(() -> fail(cause)).apply(NOTHING, RANDOM))
        .hasCause(cause);
  }

  @Test
  void nullNamesThePlugin() {
    blames("apply gave null", () -> augmentation(() -> null).apply(NOTHING, RANDOM));
  }

  @Test
  void whatAPluginHandsOutIsGuardedAsWell() {
    Augmentation odd = augmentation(() -> fail(new IllegalStateException("no")));
    SampleAugmentation ready = odd.prepare(List.of(), sample -> NOTHING);
    blames(
        "apply threw java.lang.IllegalStateException: no",
        () -> ready.apply(sample(null), NOTHING, RANDOM));
  }

  @Test
  void preparationsThatThrowNameThePlugin() {
    Augmentation odd =
        guarded(
            new Augmentation() {
              @Override
              public Landmarks apply(Landmarks landmarks, RandomGenerator random) {
                return landmarks;
              }

              @Override
              public SampleAugmentation prepare(
                  List<Sample> training, Function<Sample, Landmarks> reader) {
                throw new IndexOutOfBoundsException("9");
              }
            });
    blames(
        "prepare threw java.lang.IndexOutOfBoundsException: 9",
        () -> odd.prepare(List.of(), sample -> NOTHING));
  }

  @Test
  void theFramesOfACorpusAreGuardedAndStayLandmarks() {
    CorpusReader corpus = guarded(new OneSample());
    Sample sample = corpus.read("train").get(0);
    assertThat(sample.id()).isEqualTo("one");
    assertThat(sample.source()).isInstanceOf(LandmarkSource.class);
    assertThat(sample.source().frames()).isEqualTo(7);
    blames("read threw java.lang.IllegalStateException: unreadable", sample::landmarks);
  }

  @Test
  void failuresThatSpeakPassAsTheyAre() {
    TeacherException spoken = Problem.data("a file is damaged").exception();
    assertThatThrownBy(() -> augmentation(() -> fail(spoken)).apply(NOTHING, RANDOM))
        .isSameAs(spoken);
  }

  @Test
  void failuresOfTheJavaMachinePassAsTheyAre() {
    OutOfMemoryError fatal = new OutOfMemoryError("heap");
    Augmentation odd =
        augmentation(
            () -> {
              throw fatal;
            });
    assertThatThrownBy(() -> odd.apply(NOTHING, RANDOM)).isSameAs(fatal);
  }

  @Test
  void callsWithoutEndAreThePluginsFault() {
    Augmentation odd = augmentation(GuardTest::forever);
    blames("apply threw java.lang.StackOverflowError", () -> odd.apply(NOTHING, RANDOM));
  }

  @SuppressWarnings("InfiniteRecursion")
  private static Landmarks forever() {
    return forever();
  }

  @Test
  void aClosedSessionGivesNothingAndThatIsRight() {
    boolean[] closed = new boolean[1];
    Closing session = guarded(() -> closed[0] = true);
    session.close();
    assertThat(closed[0]).isTrue();
  }

  @Test
  void guardedObjectsAreEqualWhereTheirObjectsAre() {
    Object one = guarded(new Source("a"));
    assertThat(one).isEqualTo(guarded(new Source("a"))).isNotEqualTo(guarded(new Source("b")));
    assertThat(one).hasSameHashCodeAs(new Source("a"));
    assertThat(one).hasToString("augmentation odd, org.example.Odd of odd.jar");
  }

  @Test
  void whatHasNoInterfaceOfTheApiStaysAsItIs() {
    Object plain = new Object();
    assertThat(guarded(plain)).isSameAs(plain);
  }

  private static Sample sample(FrameSource source) {
    return new Sample("one", "", List.of("TREE"), source);
  }

  /** Such as a training session. */
  @FunctionalInterface
  public interface Closing extends AutoCloseable {
    @Override
    void close();
  }

  private static final class OneSample implements CorpusReader {
    @Override
    public List<String> splits() {
      return List.of("train");
    }

    @Override
    public List<Sample> read(String split) {
      return List.of(sample(new Source("a")));
    }
  }

  private record Source(String location) implements LandmarkSource {
    @Override
    public int frames() {
      return 7;
    }

    @Override
    public Landmarks read() {
      throw new IllegalStateException("unreadable");
    }
  }
}
