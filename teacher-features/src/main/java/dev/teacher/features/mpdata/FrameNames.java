package dev.teacher.features.mpdata;

import dev.teacher.api.error.Problem;
import dev.teacher.api.io.IoReason;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names in a folder of frames: numbers without a gap, from 0 or from 1 on, and nothing else but
 * hidden files, which operating systems leave behind.
 *
 * @param folder of the frames
 * @param files by their numbers
 * @param hidden names of hidden files
 */
record FrameNames(Path folder, Map<Integer, Path> files, List<String> hidden) {
  private static final Pattern FRAME = Pattern.compile("([0-9]{1,9})\\.npy");
  private static final int NAMED = 10;

  /** What Windows leaves behind; macOS and Linux begin such names with a dot. */
  private static final Set<String> LEFT_BEHIND = Set.of("thumbs.db", "ehthumbs.db", "desktop.ini");

  /** Whether any file in a folder is called like a frame; stops at the first. */
  static boolean anyIn(Path folder) {
    try (DirectoryStream<Path> list = Files.newDirectoryStream(folder, FrameNames::isFrame)) {
      return list.iterator().hasNext();
    } catch (IOException | DirectoryIteratorException e) {
      return false; // what cannot be listed is no format of ours; whoever opens it will say why
    }
  }

  private static boolean isFrame(Path file) {
    return FRAME.matcher(file.getFileName().toString()).matches() && Files.isRegularFile(file);
  }

  /** Hidden where the folder is now, or what another operating system hides. */
  private static boolean isHidden(Path file) throws IOException {
    String name = file.getFileName().toString();
    return name.startsWith(".")
        || LEFT_BEHIND.contains(name.toLowerCase(Locale.ROOT))
        || Files.isHidden(file);
  }

  static FrameNames in(Path folder) {
    Map<Integer, Path> files = new TreeMap<>();
    List<String> strange = new ArrayList<>();
    List<String> hidden = new ArrayList<>();
    try (DirectoryStream<Path> list = Files.newDirectoryStream(folder)) {
      for (Path file : list) {
        String name = file.getFileName().toString();
        Matcher matcher = FRAME.matcher(name);
        if (matcher.matches() && Files.isRegularFile(file)) {
          Path other = files.put(Integer.valueOf(matcher.group(1)), file);
          if (other != null) {
            throw twice(folder, other, file);
          }
        } else {
          (isHidden(file) ? hidden : strange).add(name);
        }
      }
    } catch (IOException e) {
      throw unreadable(folder, e);
    } catch (DirectoryIteratorException e) {
      throw unreadable(folder, e.getCause());
    }
    if (!strange.isEmpty() && !files.isEmpty()) {
      throw Problem.data("a folder of frames holds something else")
          .where(folder)
          .expected("only numbered frames: 0.npy, 1.npy, ...")
          .found(shorten(strange))
          .remedy("move it elsewhere")
          .exception();
    }
    return new FrameNames(folder, files, hidden);
  }

  /** The files in the order of their numbers. */
  List<Path> inOrder() {
    int first = files.containsKey(0) ? 0 : 1;
    int next = first;
    for (Map.Entry<Integer, Path> file : files.entrySet()) {
      if (file.getKey() != next) {
        throw Problem.data("a frame is missing")
            .where(folder)
            .expected(next + ".npy")
            .found(file.getValue().getFileName() + " as the next, " + files.size() + " in all")
            .remedy("bring the frame back, or number the others without a gap")
            .exception();
      }
      next++;
    }
    return List.copyOf(files.values());
  }

  private static String shorten(List<String> names) {
    String text = String.join(", ", names.stream().sorted().limit(NAMED).toList());
    return names.size() <= NAMED ? text : text + " and " + (names.size() - NAMED) + " more";
  }

  private static RuntimeException twice(Path folder, Path one, Path other) {
    return Problem.data("a frame is there twice")
        .where(folder)
        .expected("one file a number")
        .found(shorten(List.of(one.getFileName().toString(), other.getFileName().toString())))
        .remedy("remove one of them")
        .exception();
  }

  private static RuntimeException unreadable(Path folder, IOException e) {
    return Problem.data("cannot list a folder of frames")
        .where(folder)
        .found(IoReason.of(e))
        .remedy("check the path and the permissions")
        .cause(e)
        .exception();
  }
}
