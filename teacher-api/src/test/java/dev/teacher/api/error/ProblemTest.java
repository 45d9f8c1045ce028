package dev.teacher.api.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ProblemTest {
  @Test
  void everyPartHasItsLine() {
    TeacherException exception =
        Problem.data("wrong number of columns")
            .where("a.npy")
            .expected("1629")
            .found(7)
            .remedy("declare the layout\nof the files")
            .exception();
    assertThat(exception)
        .hasMessage(
            """
            wrong number of columns
              where:    a.npy
              expected: 1629
              found:    7
              to do:    declare the layout
                        of the files""");
    assertThat(exception.category()).isEqualTo(Category.DATA);
  }

  @Test
  void nothingInAFileCanWriteToTheTerminalWhatItObeys() {
    TeacherException exception =
        Problem.data("a header is damaged").found("\u001b[2J\u009b1m\rx\r\ny\tz\0").exception();
    assertThat(exception)
        .hasMessage(
            "a header is damaged\n  found:    \ufffd[2J\ufffd1m\ufffdx\n            y\tz\ufffd");
  }

  @Test
  void aLongLineIsCutExceptWhereItSaysWhatToDo() {
    String line = "x".repeat(5000);
    assertThat(Problem.data(line).found(line + "\nb").exception())
        .hasMessage(line + "\n  found:    " + line.substring(0, 1000) + "...\n            b");
    assertThat(Problem.data("a").remedy(line).exception()).hasMessageContaining(line);
  }

  @Test
  void aNameCannotTurnTheDirectionOfWriting() {
    assertThat(Problem.data("a \u202eb\u2066").where("\u200f").exception())
        .hasMessage("a \ufffdb\ufffd\n  where:    \ufffd");
  }

  @Test
  void aNumberThatIsNotFiniteHasAnExceptionOfItsOwn() {
    TeacherException exception = Problem.nonFinite("a landmark is NaN").where("a.npy").exception();
    assertThat(exception)
        .isInstanceOf(NonFiniteException.class)
        .hasMessage("a landmark is NaN\n  where:    a.npy");
    assertThat(exception.category()).isEqualTo(Category.DATA);
    assertThat(Problem.data("finite").exception()).isNotInstanceOf(NonFiniteException.class);
  }

  @Test
  void theCauseIsKept() {
    Exception cause = new IllegalStateException("x");
    assertThat(Problem.internal("fault").cause(cause).exception()).hasCause(cause);
  }

  @Test
  void exitCodesAreThoseOfTheManual() {
    assertThat(Arrays.stream(Category.values()).map(Category::exitCode))
        .containsExactly(1, 2, 3, 4);
    assertThat(Problem.usage("").exception().category()).isEqualTo(Category.USAGE);
    assertThat(Problem.finding("").exception().category()).isEqualTo(Category.FINDING);
  }
}
