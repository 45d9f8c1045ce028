package dev.teacher.features.corpus;

import dev.teacher.api.data.FrameSource;
import dev.teacher.api.data.GlossSegment;
import dev.teacher.api.data.Sample;
import dev.teacher.api.error.Problem;
import dev.teacher.api.io.IoReason;
import dev.teacher.api.plugin.FrameFiles;
import dev.teacher.api.plugin.PluginContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Isolated clips as people keep them: {@code ROOT/GLOSS/CLIP}, where a clip is whatever a landmark
 * reader opens, a file or a folder of frames. Hidden entries, and files beside the folders of the
 * glosses, are left out and counted.
 */
public final class ClipFolder {
  private final Path root;
  private final boolean upperCase;
  private final Optional<Pattern> signer;
  private final FrameFiles files;
  private final Consumer<String> notices;

  /**
   * @param root holds a folder for each gloss
   * @param upperCase whether glosses are written in capitals, as is the custom
   * @param signer finds the signer in {@code GLOSS/CLIP} as its first group; without it, signers
   *     are unknown
   * @param context of the landmark readers
   */
  public ClipFolder(Path root, boolean upperCase, Optional<String> signer, PluginContext context) {
    this(root, upperCase, signer, new FrameFiles(context), context.notices());
  }

  ClipFolder(
      Path root,
      boolean upperCase,
      Optional<String> signer,
      FrameFiles files,
      Consumer<String> notices) {
    this.root = root;
    this.upperCase = upperCase;
    this.signer = signer.map(Pattern::compile);
    this.files = files;
    this.notices = notices;
  }

  /** Every clip as a sample of one gloss, in the order of the names. */
  public List<Sample> read() {
    if (!Files.isDirectory(root)) {
      throw Problem.data("the folder of the clips is missing")
          .where(root.toAbsolutePath())
          .expected("a folder GLOSS/CLIP")
          .remedy("name the folder that holds one folder for each gloss")
          .exception();
    }
    List<Path> ignored = new ArrayList<>();
    Map<String, Path> folders = new LinkedHashMap<>();
    Map<String, Path> ids = new LinkedHashMap<>();
    List<Sample> clips = new ArrayList<>();
    for (Path folder : entries(root, ignored)) {
      if (!Files.isDirectory(folder)) {
        ignored.add(folder);
        continue;
      }
      String gloss = gloss(folder);
      requireNew(folders, gloss, folder, "two folders are one gloss, " + gloss);
      for (Path clip : entries(folder, ignored)) {
        String id = joined(folder.getFileName() + "_" + stem(clip));
        requireNew(ids, id, clip, "two clips have one name, " + id);
        FrameSource source = files.open(clip);
        GlossSegment whole = new GlossSegment(gloss, 0, source.frames());
        clips.add(new Sample(id, signer(folder, clip), List.of(gloss), List.of(whole), source));
      }
    }
    if (clips.isEmpty()) {
      throw Problem.data("there are no clips")
          .where(root.toAbsolutePath())
          .expected("GLOSS/CLIP, a file or folder of landmarks each")
          .found(folders.size() + " folders, all empty")
          .remedy("name the folder that holds one folder for each gloss")
          .exception();
    }
    if (!ignored.isEmpty()) {
      notices.accept(
          "left out "
              + ignored.size()
              + " entries of "
              + root
              + " that are hidden or no folder of a gloss, the first "
              + ignored.get(0));
    }
    return clips;
  }

  private String gloss(Path folder) {
    String name = joined(folder.getFileName().toString());
    return upperCase ? name.toUpperCase(Locale.ROOT) : name;
  }

  /** Annotations are split at blanks, so that no name may hold one. */
  private static String joined(String name) {
    return name.strip().replaceAll("[\\s|]+", "-");
  }

  private static String stem(Path clip) {
    String name = clip.getFileName().toString();
    int dot = Files.isDirectory(clip) ? -1 : name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  private String signer(Path folder, Path clip) {
    if (signer.isEmpty()) {
      return "";
    }
    String name = folder.getFileName() + "/" + clip.getFileName();
    Matcher matcher = signer.get().matcher(name);
    if (!matcher.find() || matcher.group(1) == null || matcher.group(1).isBlank()) {
      throw Problem.data("a clip's name does not say who signs")
          .where(clip)
          .expected("a match of " + signer.get() + " whose first group is the signer")
          .found(name)
          .remedy("correct the pattern, or rename the clip")
          .exception();
    }
    return joined(matcher.group(1));
  }

  private static void requireNew(Map<String, Path> seen, String name, Path path, String what) {
    Path before = seen.putIfAbsent(name, path);
    if (before != null) {
      throw Problem.data(what)
          .where(before + "\n" + path)
          .remedy("rename one of them, or put them together")
          .exception();
    }
  }

  private static List<Path> entries(Path folder, List<Path> ignored) {
    List<Path> entries = new ArrayList<>();
    try (Stream<Path> listed = Files.list(folder)) {
      for (Path entry : listed.sorted().toList()) {
        (entry.getFileName().toString().startsWith(".") ? ignored : entries).add(entry);
      }
    } catch (IOException e) {
      throw Problem.data("cannot list a folder of clips")
          .where(folder)
          .found(IoReason.of(e))
          .remedy("check the permissions")
          .cause(e)
          .exception();
    }
    return entries;
  }
}
