package dev.teacher.features.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.teacher.api.data.LandmarkSource;
import dev.teacher.api.data.Landmarks;
import dev.teacher.api.data.Part;
import dev.teacher.api.data.Sample;
import dev.teacher.api.error.TeacherException;
import dev.teacher.api.plugin.CorpusReader;
import dev.teacher.api.plugin.PluginKind;
import dev.teacher.features.Plugins;
import dev.teacher.features.corpus.ClipShares;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComposerTest {
  private static final Map<String, Integer> SENTENCES = Map.of("train", 40, "dev", 12, "test", 12);

  @TempDir private Path place;
  private final List<String> notices = new ArrayList<>();

  @Test
  void sentencesAreTheirClipsOneBehindTheOtherAndNoClipIsInTwoSplits() throws IOException {
    List<Sample> clips = clips(6, "Anna", "Ben");
    Map<String, Composer.Split> written = compose(clips, recipe(SENTENCES, List.of(), false));

    Map<Integer, String> splitOfClip = new HashMap<>();
    for (String split : SENTENCES.keySet()) {
      Map<String, List<String>> segments = segments(split);
      Map<Integer, Integer> uses = new HashMap<>();
      for (Sample sample : read(split)) {
        Landmarks landmarks = sample.landmarks();
        int end = 0;
        List<String> glosses = new ArrayList<>();
        for (String row : segments.get(sample.id())) {
          String[] fields = row.split("\\|", -1);
          assertThat(Integer.parseInt(fields[1])).isEqualTo(end);
          end = Integer.parseInt(fields[2]);
          glosses.add(fields[3]);
          int clip = clipAt(landmarks, end - 1);
          assertThat(clips.get(clip).glosses()).containsExactly(fields[3]);
          assertThat(clips.get(clip).signer()).isEqualTo(sample.signer());
          assertThat(end - Integer.parseInt(fields[1]))
              .isEqualTo(clips.get(clip).source().frames());
          assertThat(splitOfClip.putIfAbsent(clip, split)).isIn(null, split);
          uses.merge(clip, 1, Integer::sum);
        }
        assertThat(end).isEqualTo(landmarks.frames());
        assertThat(sample.glosses()).hasSizeBetween(2, 4).isEqualTo(glosses);
      }
      for (String signer : List.of("Anna", "Ben")) {
        List<Integer> own =
            uses.entrySet().stream()
                .filter(use -> clips.get(use.getKey()).signer().equals(signer))
                .map(Map.Entry::getValue)
                .toList();
        assertThat(Collections.max(own) - Collections.min(own)).as(split).isBetween(0, 2);
      }
      assertThat(written.get(split).clips()).isEqualTo(uses.size());
      assertThat(written.get(split).mostUses()).isEqualTo(Collections.max(uses.values()));
    }
    assertThat(splitOfClip).hasSize(clips.size());
    assertThat(notices).isEmpty();
  }

  @Test
  void theSameSeedGivesTheSameSentences() throws IOException {
    compose(clips(4, "Anna"), recipe(SENTENCES, List.of(), false));
    Path again = place.resolve("again");
    Composer.write(clips(4, "Anna"), recipe(SENTENCES, List.of(), false), again, notices::add);
    for (String split : SENTENCES.keySet()) {
      String file = "annotations/" + split + ".corpus.csv";
      assertThat(again.resolve(file)).hasSameTextualContentAs(place.resolve("out/" + file));
    }
  }

  @Test
  void unseenSignersAreInTheirSplitAlone() {
    Map<String, Integer> sentences = Map.of("train", 9, "dev", 3, "test", 3, "test-unseen", 5);
    compose(clips(3, "Anna", "Ben"), recipe(sentences, List.of("Ben"), false));
    assertThat(read("test-unseen")).hasSize(5).allMatch(s -> s.signer().equals("Ben"));
    assertThat(read("train")).hasSize(9).allMatch(s -> s.signer().equals("Anna"));
    assertThat(notices).isEmpty();
  }

  @Test
  void withoutUnseenSignersTheirSplitIsSaidToBeNone() throws IOException {
    Map<String, Integer> sentences = Map.of("train", 9, "dev", 3, "test", 3, "test-unseen", 5);
    compose(clips(3, ""), recipe(sentences, List.of(), false));
    assertThat(read("test-unseen")).hasSize(5);
    assertThat(notices).singleElement().asString().contains("no unseen signers are named");
    assertThat(place.resolve("out/README.txt")).content().contains(notices.get(0));
  }

  @Test
  void tooFewClipsFailOrAreUsedAgainAsToldAndSaid() {
    List<Sample> clips = clips(2, "Anna");
    assertThatThrownBy(() -> compose(clips, recipe(SENTENCES, List.of(), false)))
        .isInstanceOf(TeacherException.class)
        .hasMessageContainingAll("no clips are left", "at least 3 clips", "--reuse-clips");
    assertThat(place.resolve("out")).doesNotExist();

    notices.clear();
    compose(clips, recipe(SENTENCES, List.of(), true));
    assertThat(read("dev")).hasSize(12);
    assertThat(notices).singleElement().asString().contains("too good", "Anna/TREE 2");
  }

  @Test
  void anUnseenSignerWithoutClipsIsNamed() {
    assertThatThrownBy(() -> compose(clips(3, "Anna"), recipe(SENTENCES, List.of("Zoe"), false)))
        .isInstanceOf(TeacherException.class)
        .hasMessageContainingAll("Zoe", "Anna");
  }

  @Test
  void transitionsRunInALineAndLeaveOutWhatOneSideLacks() {
    Landmarks before = filled(2, 1);
    Landmarks after = filled(3, 4);
    Arrays.fill(after.values(), Part.RIGHT_HAND.column(0, 0), Part.COLUMNS, 0);
    Joiner.Joined joined = Joiner.join(List.of(before, after), 2);
    Landmarks whole = new Landmarks(7, joined.values(), 0);
    assertThat(joined.segments())
        .containsExactly(new Joiner.Segment(0, 2), new Joiner.Segment(4, 7));
    float[] noses = new float[7];
    for (int frame = 0; frame < 7; frame++) {
      noses[frame] = whole.at(frame, Part.POSE, 0, 0);
    }
    assertThat(noses).containsExactly(1, 1, 2, 3, 4, 4, 4);
    assertThat(whole.isPresent(1, Part.RIGHT_HAND)).isTrue();
    assertThat(whole.isPresent(2, Part.RIGHT_HAND)).isFalse();
    assertThat(whole.isPresent(5, Part.RIGHT_HAND)).isTrue();
  }

  @Test
  void restIsCutOffBothEndsOnly() {
    Landmarks clip = filled(6, 1);
    for (int frame : new int[] {0, 3, 5}) {
      int from = frame * Part.COLUMNS + Part.LEFT_HAND.column(0, 0);
      Arrays.fill(clip.values(), from, (frame + 1) * Part.COLUMNS, 0);
    }
    assertThat(Joiner.trim(clip).frames()).isEqualTo(4);
    Landmarks handless = new Landmarks(3, new float[3 * Part.COLUMNS], 0);
    assertThat(Joiner.trim(handless)).isSameAs(handless);
  }

  private Map<String, Composer.Split> compose(List<Sample> clips, Recipe recipe) {
    return Composer.write(clips, recipe, place.resolve("out"), notices::add);
  }

  private static Recipe recipe(
      Map<String, Integer> sentences, List<String> unseen, boolean reuseClips) {
    ClipShares shares = new ClipShares(0.2, 0.2, 3);
    return new Recipe(sentences, 2, 4, shares, unseen, reuseClips, false, 0);
  }

  private List<Sample> read(String split) {
    CorpusReader corpus =
        new Plugins()
            .create(PluginKind.CORPUS, "type = phoenix, root = \"" + place.resolve("out") + "\"");
    return corpus.read(split);
  }

  private Map<String, List<String>> segments(String split) throws IOException {
    Map<String, List<String>> rows = new HashMap<>();
    Path file = place.resolve("out/annotations/" + split + ".segments.csv");
    List<String> lines = Files.readAllLines(file);
    assertThat(lines.get(0)).isEqualTo("id|start|end|gloss");
    for (String line : lines.subList(1, lines.size())) {
      String id = line.substring(0, line.indexOf('|'));
      rows.computeIfAbsent(id, i -> new ArrayList<>()).add(line);
    }
    return rows;
  }

  /** The number of the clip that a frame comes from: what {@link #clips} filled it with. */
  private static int clipAt(Landmarks landmarks, int frame) {
    Set<Float> values = new HashSet<>();
    for (int column = 0; column < Part.COLUMNS; column++) {
      values.add(landmarks.values()[frame * Part.COLUMNS + column]);
    }
    assertThat(values).hasSize(1);
    return Math.round(values.iterator().next()) - 1;
  }

  /** Clips of two glosses, of different lengths, each filled with its number in the list plus 1. */
  private static List<Sample> clips(int each, String... signers) {
    List<Sample> clips = new ArrayList<>();
    for (String signer : signers) {
      for (String gloss : List.of("HOUSE", "TREE")) {
        for (int i = 0; i < each; i++) {
          Landmarks landmarks = filled(2 + i, clips.size() + 1);
          String id = signer + gloss + i;
          clips.add(new Sample(id, signer, List.of(gloss), source(id, landmarks)));
        }
      }
    }
    return clips;
  }

  private static Landmarks filled(int frames, float value) {
    float[] values = new float[frames * Part.COLUMNS];
    Arrays.fill(values, value);
    return new Landmarks(frames, values, 0);
  }

  private static LandmarkSource source(String id, Landmarks landmarks) {
    return new LandmarkSource() {
      @Override
      public int frames() {
        return landmarks.frames();
      }

      @Override
      public Landmarks read() {
        return landmarks;
      }

      @Override
      public String location() {
        return id;
      }
    };
  }
}
