package dev.teacher.api.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.teacher.api.data.Layout.Segment;
import dev.teacher.api.error.Category;
import dev.teacher.api.error.TeacherException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayoutTest {
  private static final Layout LAYOUT =
      Layout.parse("body: pose=6, hands.left=4, hands.right=5, hand=1, velocity.pose=6");

  @Test
  void aSpecIsReadAsWritten() {
    assertThat(LAYOUT.spec())
        .isEqualTo("body: pose=6, hands.left=4, hands.right=5, hand=1, velocity.pose=6");
    assertThat(Layout.parse(Part.LAYOUT.spec())).isEqualTo(Part.LAYOUT);
    assertThat(LAYOUT.width()).isEqualTo(22);
  }

  @Test
  void aGroupIsItsSegmentsTogether() {
    assertThat(LAYOUT.part("hands").spec()).isEqualTo("hands: hands.left=4, hands.right=5");
    assertThat(LAYOUT.offset("hands")).isEqualTo(6);
    assertThat(LAYOUT.offset("hands.right")).isEqualTo(10);
    assertThat(LAYOUT.offset("hand")).as("no group of hands").isEqualTo(15);
    assertThat(LAYOUT.has("velocity")).isTrue();
    assertThat(LAYOUT.has("pose.velocity")).isFalse();
  }

  @Test
  void aMissingSegmentListsTheKnownOnes() {
    assertThatThrownBy(() -> LAYOUT.offset("face"))
        .hasMessage(
            """
            layout body has no segment face
              expected: one of [pose, hands.left, hands.right, hand, velocity.pose]
              to do:    choose a feature extractor that gives it""");
  }

  @Test
  void scatteredSegmentsAreNoGroup() {
    assertThatThrownBy(() -> Layout.parse("odd: a.x=1, b=1, a.y=1").part("a"))
        .hasMessageStartingWith("the segments of a are not neighbours");
  }

  @Test
  void columnsAreNamedByTheirSegment() {
    assertThat(LAYOUT.columnName(0)).isEqualTo("pose[0]");
    assertThat(LAYOUT.columnName(9)).isEqualTo("hands.left[3]");
    assertThat(LAYOUT.columnName(21)).isEqualTo("velocity.pose[5]");
    for (int column : new int[] {-1, 22}) {
      assertThatThrownBy(() -> LAYOUT.columnName(column))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "a:",
        "a: ",
        "a: b",
        "a: b=",
        "a: b=0",
        "a: b=-1",
        "a: b=1.5",
        "a: B=1",
        "a: b=1,",
        "a: ,b=1",
        "a: b=1 c=2",
        "a: b=99999999999",
        ": b=1"
      })
  void whatIsNoLayoutIsADataProblem(String spec) {
    assertThatThrownBy(() -> Layout.parse(spec))
        .isInstanceOfSatisfying(
            TeacherException.class, e -> assertThat(e.category()).isEqualTo(Category.DATA));
  }

  @Test
  void segmentsHaveNamesOfTheirOwn() {
    assertThatThrownBy(() -> Layout.parse("a: b=1, b=2"))
        .hasMessage("layout a names segment b twice");
    assertThatThrownBy(() -> new Segment("Bad name", 1)).isInstanceOf(TeacherException.class);
    assertThatThrownBy(() -> new Layout("empty", List.of())).isInstanceOf(TeacherException.class);
  }

  @Test
  void theLandmarksOfHolisticStandInTheirOrder() {
    assertThat(Part.LAYOUT.spec())
        .isEqualTo("mediapipe-1629: pose=99, face=1404, hands.left=63, hands.right=63");
    assertThat(Part.LAYOUT.width()).isEqualTo(Part.COLUMNS);
    for (Part part : Part.values()) {
      assertThat(Part.LAYOUT.offset(part.segment())).isEqualTo(part.column(0, 0));
    }
  }
}
