package dev.teacher.features.synthetic;

import dev.teacher.api.data.GlossSegment;
import dev.teacher.api.error.Problem;
import dev.teacher.api.io.AtomicFiles;
import dev.teacher.features.corpus.GlossFilter;
import dev.teacher.features.corpus.PhoenixPlaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes landmarks of made-up signing for real annotations: a folder that the {@code phoenix}
 * corpus reads as it reads the recordings that the annotations were made of. So a configuration can
 * be tried, and its speed and memory measured, at the size of a corpus whose videos one has not.
 *
 * <ul>
 *   <li>the annotation files, copied as they are
 *   <li>segments, {@code id|start|end|gloss}, of the glosses that the filter leaves
 *   <li>a file of landmarks a sentence, float32 [frames, 1662], also for sentences without a gloss
 *   <li>{@code README.txt}: what is made up
 * </ul>
 */
public final class AnnotatedWriter {
  /**
   * How it is signed.
   *
   * @param seed of every sign, signer and sentence
   * @param framesPerGloss of all sentences together, transitions and rests included, at 25 a second
   * @param aspect width of the picture divided by its height
   */
  public record Wishes(long seed, double framesPerGloss, double aspect) {}

  /**
   * What will be written.
   *
   * @param sentences of each split
   * @param glosses different ones
   * @param signers who signs
   * @param frames of all sentences
   * @param bytes of all files of landmarks
   */
  public record Plan(
      Map<String, Integer> sentences, int glosses, List<String> signers, long frames, long bytes) {}

  /** Tells how much room there is. */
  @FunctionalInterface
  interface Room {
    /** The bytes that can be written to an existing folder. */
    long in(Path folder) throws IOException;
  }

  private final PhoenixPlaces places;
  private final Map<String, Path> annotations;
  private final Wishes wishes;
  private final AnnotatedCorpus corpus;
  private final Plan plan;

  /**
   * Reads the annotations and plans every sentence. Fails with a data problem where a line cannot
   * be read.
   *
   * @param places where the files will lie
   * @param annotations files by split
   * @param filter what of an annotation is a gloss; other tokens get no sign
   * @param wishes how it is signed
   */
  public AnnotatedWriter(
      PhoenixPlaces places, Map<String, Path> annotations, GlossFilter filter, Wishes wishes) {
    if (!places.features().endsWith(".npy")) {
      throw Problem.usage("landmarks can be written as .npy files only")
          .where("corpus.features")
          .expected("a name that ends in .npy")
          .found(places.features())
          .exception();
    }
    this.places = places;
    this.annotations = new LinkedHashMap<>(annotations);
    this.wishes = wishes;
    this.corpus = new AnnotatedCorpus(annotations, filter, wishes);
    this.plan = planned();
  }

  /** What will be written. */
  public Plan plan() {
    return plan;
  }

  private Plan planned() {
    Map<String, Integer> sentences = new LinkedHashMap<>();
    long frames = 0;
    long bytes = 0;
    for (Map.Entry<String, List<AnnotatedCorpus.Line>> split : corpus.splits().entrySet()) {
      sentences.put(split.getKey(), split.getValue().size());
      for (AnnotatedCorpus.Line line : split.getValue()) {
        int own = corpus.recording(line).frames();
        frames += own;
        bytes += RecordingFiles.bytes(own);
      }
    }
    return new Plan(sentences, corpus.glosses(), corpus.signers(), frames, bytes);
  }

  /**
   * Writes everything; a failure leaves nothing behind. A usage problem where there is too little
   * room, or where the folder has something in it.
   *
   * @param progress called after every sample, on this thread
   */
  public void write(SyntheticWriter.Progress progress) {
    write(progress, folder -> Files.getFileStore(folder).getUsableSpace());
  }

  void write(SyntheticWriter.Progress progress, Room room) {
    AtomicFiles.createFolder(
        places.root(),
        temporary -> {
          requireRoom(room.in(temporary));
          List<RecordingFiles.Job> jobs = new ArrayList<>();
          PhoenixPlaces inside =
              new PhoenixPlaces(
                  temporary, places.annotations(), places.segments(), places.features());
          for (Map.Entry<String, Path> split : annotations.entrySet()) {
            Path copy = within(temporary, inside.annotationsOf(split.getKey()));
            Files.copy(split.getValue(), copy);
            Path segments = within(temporary, inside.segmentsOf(split.getKey()));
            Files.write(segments, segments(split.getKey()));
            for (AnnotatedCorpus.Line line : corpus.splits().get(split.getKey())) {
              Path file = within(temporary, inside.featuresOf(line.row(), split.getKey()));
              jobs.add(new RecordingFiles.Job(file, () -> corpus.recording(line).read()));
            }
          }
          Files.writeString(temporary.resolve("README.txt"), readme());
          RecordingFiles.write(jobs, progress);
        });
  }

  private void requireRoom(long free) {
    if (free < plan.bytes()) {
      throw Problem.usage("there is too little room for the corpus")
          .where(places.root())
          .expected(gigabytes(plan.bytes()) + " for " + plan.frames() + " frames")
          .found(gigabytes(free) + " free")
          .remedy("make room, choose another place, or render fewer sentences")
          .exception();
    }
  }

  private static Path within(Path root, Path file) throws IOException {
    Path place = file.normalize();
    if (!place.startsWith(root.normalize())) {
      throw Problem.usage("a file of the corpus would lie outside its folder")
          .where("corpus.annotations, corpus.segments, corpus.features, or an id")
          .found(file)
          .remedy("name places within the folder")
          .exception();
    }
    Files.createDirectories(place.getParent());
    return place;
  }

  private List<String> segments(String split) {
    List<String> lines = new ArrayList<>(List.of("id|start|end|gloss"));
    for (AnnotatedCorpus.Line line : corpus.splits().get(split)) {
      for (GlossSegment segment : corpus.recording(line).segments()) {
        String frames = segment.start() + "|" + segment.end();
        lines.add(line.row().id() + "|" + frames + "|" + segment.gloss());
      }
    }
    return lines;
  }

  private String readme() {
    return """
        The annotations are copies of
          %s
        and belong to whom they belonged. Everything else is made up: one sign for each of
        %d glosses, drawn from its name, and %d bodies (seed %d, %s frames a gloss, picture %s wide
        for every unit of height). Nobody was recorded. Error rates on these sentences say nothing
        about any sign language.
        """
        .formatted(
            String.join("\n  ", annotations.values().stream().map(Path::toString).toList()),
            plan.glosses(),
            plan.signers().size(),
            wishes.seed(),
            wishes.framesPerGloss(),
            String.format(Locale.ROOT, "%.3f", wishes.aspect()));
  }

  /** A size as people say it. */
  public static String gigabytes(long bytes) {
    return String.format(Locale.ROOT, "%.2f GB", bytes / 1e9);
  }
}
