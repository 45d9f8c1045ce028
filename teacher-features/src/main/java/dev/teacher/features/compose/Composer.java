package dev.teacher.features.compose;

import dev.teacher.api.data.Landmarks;
import dev.teacher.api.data.Part;
import dev.teacher.api.data.Sample;
import dev.teacher.api.io.AtomicFiles;
import dev.teacher.features.npy.NpyWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Writes sentences made of isolated clips as a folder that the {@code phoenix} corpus reads:
 *
 * <ul>
 *   <li>{@code annotations/SPLIT.corpus.csv}: {@code id|folder|signer|annotation}
 *   <li>{@code annotations/SPLIT.segments.csv}: {@code id|start|end|gloss}, frames, end exclusive;
 *       frames of a transition are in no segment
 *   <li>{@code features/SPLIT/ID.npy}: float32 [frames, 1629]
 *   <li>{@code README.txt}: what the sentences were made of, and what to mind
 * </ul>
 */
public final class Composer {
  /**
   * What was written for a split.
   *
   * @param sentences number of sentences
   * @param signers who signs them
   * @param glosses number of different glosses
   * @param frames of all sentences
   * @param clips how many clips they are made of
   * @param fewestUses how often the rarest clip is used
   * @param mostUses how often the most frequent clip is used
   */
  public record Split(
      int sentences,
      List<String> signers,
      int glosses,
      long frames,
      int clips,
      int fewestUses,
      int mostUses) {}

  private final Recipe recipe;
  private final List<String> remarks = new ArrayList<>();
  private final TreeSet<Double> rates = new TreeSet<>();
  private long trimmed;

  private Composer(Recipe recipe) {
    this.recipe = recipe;
  }

  /**
   * Makes and writes the sentences; a failure leaves nothing behind.
   *
   * @param clips samples of one gloss
   * @param recipe how
   * @param folder must be new or empty
   * @param notices hears what the clips did not allow
   * @return what was written, by split
   */
  public static Map<String, Split> write(
      List<Sample> clips, Recipe recipe, Path folder, Consumer<String> notices) {
    Composer composer = new Composer(recipe);
    Map<String, List<Sample>> pools = ClipPools.of(clips, recipe, composer.remarks::add);
    Map<String, Split> written = new LinkedHashMap<>();
    AtomicFiles.createFolder(
        folder,
        temporary -> {
          Path annotations = Files.createDirectory(temporary.resolve("annotations"));
          for (String split : ClipPools.SPLITS) {
            if (recipe.sentences().containsKey(split)) {
              Path features = Files.createDirectories(temporary.resolve("features/" + split));
              List<SentencePlan.Sentence> plan = SentencePlan.of(split, pools.get(split), recipe);
              long frames = composer.write(split, plan, annotations, features);
              written.put(split, summary(plan, pools.get(split), frames));
            }
          }
          composer.remark();
          Files.writeString(temporary.resolve("README.txt"), composer.readme(written));
        });
    composer.remarks.forEach(notices);
    return written;
  }

  private long write(
      String split, List<SentencePlan.Sentence> plan, Path annotations, Path features)
      throws IOException {
    List<String> sentences = new ArrayList<>(List.of("id|folder|signer|annotation"));
    List<String> segments = new ArrayList<>(List.of("id|start|end|gloss"));
    long frames = 0;
    for (SentencePlan.Sentence sentence : plan) {
      String id = sentence.id();
      String annotation = String.join(" ", sentence.glosses());
      sentences.add(String.join("|", id, id + "/*.npy", sentence.signer(), annotation));
      List<Landmarks> clips = sentence.clips().stream().map(this::read).toList();
      Joiner.Joined joined = Joiner.join(clips, recipe.transition());
      for (int i = 0; i < clips.size(); i++) {
        Joiner.Segment segment = joined.segments().get(i);
        String gloss = sentence.glosses().get(i);
        segments.add(id + "|" + segment.start() + "|" + segment.end() + "|" + gloss);
      }
      NpyWriter.write(features.resolve(id + ".npy"), joined.values(), Part.COLUMNS);
      frames += joined.values().length / Part.COLUMNS;
    }
    Files.write(annotations.resolve(split + ".corpus.csv"), sentences);
    Files.write(annotations.resolve(split + ".segments.csv"), segments);
    return frames;
  }

  private Landmarks read(Sample clip) {
    Landmarks landmarks = clip.landmarks();
    rates.add(landmarks.frameRate().orElse(0));
    if (!recipe.trimRest()) {
      return landmarks;
    }
    Landmarks kept = Joiner.trim(landmarks);
    trimmed += landmarks.frames() - kept.frames();
    return kept;
  }

  private void remark() {
    if (rates.size() > 1) {
      remarks.add("the clips' frame rates differ and were left so: " + rates + " (0: unknown)");
    }
    if (recipe.trimRest()) {
      remarks.add("cut off " + trimmed + " frames without a hand at the ends of clips");
    }
  }

  private static Split summary(List<SentencePlan.Sentence> plan, List<Sample> pool, long frames) {
    Map<Sample, Integer> uses = new LinkedHashMap<>();
    pool.forEach(clip -> uses.put(clip, 0));
    TreeSet<String> signers = new TreeSet<>();
    TreeSet<String> glosses = new TreeSet<>();
    for (SentencePlan.Sentence sentence : plan) {
      signers.add(sentence.signer());
      glosses.addAll(sentence.glosses());
      sentence.clips().forEach(clip -> uses.merge(clip, 1, Integer::sum));
    }
    return new Split(
        plan.size(),
        List.copyOf(signers),
        glosses.size(),
        frames,
        pool.size(),
        uses.values().stream().mapToInt(n -> n).min().orElseThrow(),
        uses.values().stream().mapToInt(n -> n).max().orElseThrow());
  }

  private String readme(Map<String, Split> written) {
    StringBuilder text =
        new StringBuilder("Sentences composed of isolated clips, frame by frame as recorded.\n");
    text.append("recipe: ").append(recipe).append('\n');
    written.forEach((split, what) -> text.append(split).append(": ").append(what).append('\n'));
    remarks.forEach(remark -> text.append("mind: ").append(remark).append('\n'));
    return text.toString();
  }
}
