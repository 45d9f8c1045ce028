package dev.teacher.train.engine;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.teacher.api.error.TeacherException;
import dev.teacher.api.io.AtomicFiles;
import dev.teacher.train.run.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What is known of an engine on this machine: which pieces are right, and which operations are not.
 * One file for each combination of processor, libraries and settings, in the cache folder.
 */
public final class EngineMemory {
  private static final int FORMAT = 1;

  private final Optional<Path> file;
  private final Map<String, String> facts;
  private final Set<String> right = new TreeSet<>();
  private final Map<String, EngineFault> faults = new TreeMap<>();

  private record Content(
      @JsonProperty("format") int format,
      @JsonProperty("facts") Map<String, String> facts,
      @JsonProperty("right") List<String> right,
      @JsonProperty("faults") List<EngineFault> faults) {}

  private EngineMemory(Optional<Path> file, Map<String, String> facts) {
    this.file = file;
    this.facts = new TreeMap<>(facts);
  }

  /** That of the cache folder, for an engine with these facts. */
  public static EngineMemory of(Map<String, String> facts) {
    return in(folder(), facts);
  }

  /** That of a folder. */
  public static EngineMemory in(Path folder, Map<String, String> facts) {
    String all =
        new TreeMap<>(facts)
            .entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue())
                .collect(Collectors.joining("\n"));
    Path file = folder.resolve("engine-" + hash(all) + ".json");
    EngineMemory memory = new EngineMemory(Optional.of(file), facts);
    memory.read();
    return memory;
  }

  /** One that lasts as long as the process. */
  static EngineMemory transientOf(Map<String, String> facts) {
    return new EngineMemory(Optional.empty(), facts);
  }

  /** Where the program keeps what it can find out again. */
  public static Path folder() {
    String own = System.getProperty("teacher.cache", System.getenv("TEACHER_CACHE"));
    if (own != null && !own.isBlank()) {
      return Path.of(own);
    }
    String caches = System.getenv("XDG_CACHE_HOME");
    return caches != null && !caches.isBlank()
        ? Path.of(caches, "teacher")
        : Path.of(System.getProperty("user.home"), ".cache", "teacher");
  }

  /** Where it lies; nowhere if it is not kept. */
  public Optional<Path> file() {
    return file;
  }

  /** What the numbers of the engine depend on. */
  public Map<String, String> facts() {
    return facts;
  }

  /** The operations that are wrong, in the order of their names. */
  public List<EngineFault> faults() {
    return List.copyOf(faults.values());
  }

  /** How many pieces were found right. */
  public int rightPieces() {
    return right.size();
  }

  boolean knows(String key) {
    return right.contains(hash(key));
  }

  void right(String key) {
    right.add(hash(key));
  }

  void faulty(EngineFault fault) {
    faults.put(fault.operation(), fault);
  }

  /** Forgets everything. */
  public void clear() {
    right.clear();
    faults.clear();
    store();
  }

  /** A file of another version, or that is no longer whole, is as good as none. */
  private void read() {
    if (!Files.isRegularFile(file.orElseThrow())) {
      return;
    }
    try {
      Content content = Json.read(file.get(), Content.class);
      if (content.format() == FORMAT && content.facts().equals(facts)) {
        right.addAll(content.right());
        content.faults().forEach(this::faulty);
      }
    } catch (TeacherException e) { // found out again, and written anew
      right.clear();
      faults.clear();
    }
  }

  /**
   * Keeps it for the next process.
   *
   * @return why that is not possible; empty if it is
   */
  Optional<String> store() {
    if (file.isEmpty()) {
      return Optional.empty();
    }
    Content content =
        new Content(FORMAT, facts, new ArrayList<>(right), new ArrayList<>(faults.values()));
    try {
      AtomicFiles.writeFile(
          file.get(), out -> out.write(Json.text(content).getBytes(StandardCharsets.UTF_8)));
      return Optional.empty();
    } catch (TeacherException e) { // the check is made again next time
      return Optional.of(e.getMessage().lines().findFirst().orElse(""));
    }
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
