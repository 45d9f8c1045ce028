package dev.teacher.train.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.teacher.api.io.AtomicFiles;
import dev.teacher.api.io.StoredText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A file with a JSON object on each line. A program that is killed may leave a part of the last
 * one, which is no line: its end is missing.
 *
 * @param file that need not be there
 */
record JsonLines(Path file) {
  /** Adds a line. */
  void add(Object value) throws IOException {
    Files.writeString(
        file, Json.line(value) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** The lines so far; none where there is no file. */
  List<JsonNode> read() {
    List<JsonNode> nodes = new ArrayList<>();
    for (String line : lines()) {
      nodes.add(Json.parsed(line, file));
    }
    return nodes;
  }

  /** Keeps some of the lines, as they are, and no part of one. */
  void keep(Predicate<JsonNode> wanted) {
    if (Files.notExists(file)) {
      return;
    }
    StringBuilder kept = new StringBuilder();
    for (String line : lines()) {
      if (wanted.test(Json.parsed(line, file))) {
        kept.append(line).append('\n');
      }
    }
    AtomicFiles.writeFile(file, out -> out.write(kept.toString().getBytes(StandardCharsets.UTF_8)));
  }

  private List<String> lines() {
    if (Files.notExists(file)) {
      return List.of();
    }
    try {
      byte[] bytes = StoredText.bytes(file, Json.LARGEST);
      int end = bytes.length;
      while (end > 0 && bytes[end - 1] != '\n') {
        end--; // before decoding: half a line may end with half a letter
      }
      return new String(bytes, 0, end, StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw Json.unreadable(file, e);
    }
  }
}
