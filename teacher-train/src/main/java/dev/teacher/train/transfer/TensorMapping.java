package dev.teacher.train.transfer;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import dev.teacher.api.config.ConfigFile;
import dev.teacher.api.config.Key;
import dev.teacher.api.config.Origins;
import dev.teacher.api.config.Settings;
import dev.teacher.api.data.Vocabulary;
import dev.teacher.api.error.Problem;
import dev.teacher.api.io.IoReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How the tensors of a foreign file become those of a network. In names, one {@code *} stands for
 * any characters. A tensor that nothing here names goes by its own name.
 *
 * @param tensors the network's name to the file's; a {@code *} is carried over
 * @param transpose the network's names of matrices that the file holds transposed
 * @param keepInitial the network's names of tensors that the file lacks: they stay as initialised
 * @param ignore the file's names of tensors that nobody wants
 * @param classTensors the network's names of tensors with one row a vocabulary entry
 * @param vocabulary the order of these rows in the file; that of the network where empty
 */
public record TensorMapping(
    Map<NamePattern, NamePattern> tensors,
    List<NamePattern> transpose,
    List<NamePattern> keepInitial,
    List<NamePattern> ignore,
    List<NamePattern> classTensors,
    Optional<Vocabulary> vocabulary) {
  /** Every tensor by its own name. */
  public static final TensorMapping BY_NAME =
      new TensorMapping(Map.of(), List.of(), List.of(), List.of(), List.of(), Optional.empty());

  private static final String TENSORS = "tensors";

  private static final Key<List<String>> TRANSPOSE = names("transpose");
  private static final Key<List<String>> KEEP_INITIAL = names("keep-initial");
  private static final Key<List<String>> IGNORE = names("ignore");
  private static final Key<List<String>> CLASS_TENSORS = names("class-tensors");
  private static final Key<Optional<String>> VOCABULARY = Key.optionalText("vocabulary");

  /** Reads a mapping file (HOCON); its {@code vocabulary} is a path beside it. */
  public static TensorMapping read(Path file) {
    return of(ConfigFile.load(file, List.of()), file.toAbsolutePath().getParent());
  }

  private static TensorMapping of(Config config, Path folder) {
    Settings settings =
        Settings.of(
            config.withoutPath(TENSORS),
            "",
            List.of(TRANSPOSE, KEEP_INITIAL, IGNORE, CLASS_TENSORS, VOCABULARY));
    return new TensorMapping(
        renames(config),
        patterns(settings.get(TRANSPOSE)),
        patterns(settings.get(KEEP_INITIAL)),
        patterns(settings.get(IGNORE)),
        patterns(settings.get(CLASS_TENSORS)),
        settings.get(VOCABULARY).map(name -> vocabulary(folder.resolve(name))));
  }

  /** The name in the file of one of the network's tensors. */
  String source(String name) {
    for (Map.Entry<NamePattern, NamePattern> rename : tensors.entrySet()) {
      Optional<String> part = rename.getKey().match(name);
      if (part.isPresent()) {
        return rename.getValue().fill(part.get());
      }
    }
    return name;
  }

  /** Entries that match none of the network's names: slips of the pen. */
  List<String> unused(Set<String> names) {
    Map<NamePattern, String> patterns = new LinkedHashMap<>();
    tensors.keySet().forEach(pattern -> patterns.put(pattern, "tensors"));
    transpose.forEach(pattern -> patterns.put(pattern, TRANSPOSE.path()));
    keepInitial.forEach(pattern -> patterns.put(pattern, KEEP_INITIAL.path()));
    classTensors.forEach(pattern -> patterns.put(pattern, CLASS_TENSORS.path()));
    return patterns.entrySet().stream()
        .filter(entry -> names.stream().noneMatch(n -> entry.getKey().match(n).isPresent()))
        .map(entry -> entry.getKey().text() + ", which the mapping names in " + entry.getValue())
        .toList();
  }

  /** Whether one of the patterns matches a name. */
  static boolean any(List<NamePattern> patterns, String name) {
    return patterns.stream().anyMatch(pattern -> pattern.match(name).isPresent());
  }

  private static Key<List<String>> names(String path) {
    return Key.texts(path, List.of())
        .check(
            names -> names.stream().allMatch(name -> name.indexOf('*') == name.lastIndexOf('*')),
            "with at most one * each");
  }

  private static List<NamePattern> patterns(List<String> names) {
    return names.stream().map(NamePattern::new).toList();
  }

  private static Map<NamePattern, NamePattern> renames(Config config) {
    Map<NamePattern, NamePattern> renames = new LinkedHashMap<>();
    ConfigValue section = config.root().get(TENSORS);
    if (section == null) {
      return renames;
    }
    if (!(section instanceof ConfigObject names)) {
      throw wrong(
          "tensors must be a section { \"name here\" = \"name in the file\", ... }", section);
    }
    names.forEach(
        (name, value) -> {
          if (value.valueType() != ConfigValueType.STRING) {
            throw wrong(
                "tensors." + name + " must be a text; put names with dots into quotes", value);
          }
          String source = (String) value.unwrapped();
          if (stars(name) > 1 || stars(name) != stars(source)) {
            throw wrong("tensors: as many * on both sides, one at most: " + name, value);
          }
          renames.put(new NamePattern(name), new NamePattern(source));
        });
    return renames;
  }

  private static long stars(String name) {
    return name.chars().filter(c -> c == '*').count();
  }

  private static RuntimeException wrong(String what, ConfigValue value) {
    return Problem.usage(what).where(Origins.of(value)).found(value.render()).exception();
  }

  private static Vocabulary vocabulary(Path file) {
    try {
      return Vocabulary.ofEntries(Files.readAllLines(file), file);
    } catch (IOException e) {
      throw Problem.data("cannot read the vocabulary of the weights")
          .where(file)
          .expected("one entry a line in the order of the weights' rows, <blank> first")
          .found(IoReason.of(e))
          .cause(e)
          .exception();
    }
  }
}
