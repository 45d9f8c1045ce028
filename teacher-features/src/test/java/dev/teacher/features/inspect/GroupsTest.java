package dev.teacher.features.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GroupsTest {
  private static final int POSE = 132;
  private static final int FACE = 1404;

  @Test
  void recordingsInAnotherOrderAreToldApart() {
    List<float[]> sentences = Signing.sentences(9, 3, 8);
    List<Recording> recordings = new ArrayList<>();
    for (int i = 0; i < sentences.size(); i++) {
      boolean isOther = i == 2 || i == 7;
      float[] rows = sentences.get(i);
      recordings.add(new Recording("file" + i, isOther ? faceFirst(rows) : rows));
    }
    List<Group> groups = Groups.of(recordings, 1662);
    assertThat(groups).hasSize(2);
    assertThat(groups.get(0).recordings()).hasSize(7).doesNotContain("file2", "file7");
    assertThat(groups.get(0).inspection().layout().name()).isEqualTo("mediapipe-1662");
    assertThat(groups.get(1).recordings()).containsExactly("file2", "file7");
    assertThat(groups.get(1).inspection().layout().spec()).startsWith("own: face=1404, pose=132,");
  }

  @Test
  void recordingsOfOneOrderStayTogether() {
    List<Recording> recordings = new ArrayList<>();
    for (float[] rows : Signing.sentences(9, 6, 4)) {
      recordings.add(new Recording("file" + recordings.size(), rows));
    }
    recordings.add(new Recording("nobody", new float[20 * 1662]));
    assertThat(Groups.of(recordings, 1662))
        .singleElement()
        .satisfies(group -> assertThat(group.recordings()).hasSize(10));
  }

  private static float[] faceFirst(float[] rows) {
    float[] changed = rows.clone();
    for (int from = 0; from < rows.length; from += 1662) {
      System.arraycopy(rows, from + POSE, changed, from, FACE);
      System.arraycopy(rows, from, changed, from + FACE, POSE);
    }
    return changed;
  }
}
