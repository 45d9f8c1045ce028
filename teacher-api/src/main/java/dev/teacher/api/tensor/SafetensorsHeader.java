package dev.teacher.api.tensor;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import dev.teacher.api.error.Problem;
import dev.teacher.api.error.TeacherException;
import dev.teacher.api.io.IoReason;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * What a safetensors file says it holds.
 *
 * @param entries in the order of their data, which they cover without gap or overlap
 * @param metadata free text
 */
record SafetensorsHeader(List<Entry> entries, Map<String, String> metadata) {
  /** Bytes: some 60 000 tensors. More is taken for damage rather than parsed. */
  static final int LARGEST = 8 << 20;

  private static final String METADATA = "__metadata__";
  private static final int DEEPEST = 3; // the header, a tensor, its shape

  /** A tensor in the file. */
  record Entry(String name, StoredType type, int[] shape, long begin, long end) {}

  /** The header of these weights, padded so that the data stand at a multiple of 8. */
  static byte[] render(Weights weights) {
    StringJoiner json = new StringJoiner(",", "{", "}");
    if (!weights.metadata().isEmpty()) {
      StringJoiner fields = new StringJoiner(",", "{", "}");
      weights.metadata().forEach((key, value) -> fields.add(quoted(key) + ":" + quoted(value)));
      json.add(quoted(METADATA) + ":" + fields);
    }
    long offset = 0;
    for (String name : weights.names()) {
      if (name.equals(METADATA)) {
        throw new IllegalArgumentException("no tensor can be named " + METADATA);
      }
      Tensor tensor = weights.get(name);
      StoredType type = StoredType.of(tensor);
      long end = offset + (long) tensor.size() * type.bytes();
      String shape = Arrays.toString(tensor.shape()).replace(" ", "");
      json.add(
          quoted(name)
              + (":{\"dtype\":\"" + type + "\",\"shape\":" + shape)
              + (",\"data_offsets\":[" + offset + "," + end + "]}"));
      offset = end;
    }
    byte[] text = json.toString().getBytes(StandardCharsets.UTF_8);
    byte[] padded = Arrays.copyOf(text, (text.length + 7) / 8 * 8);
    Arrays.fill(padded, text.length, padded.length, (byte) ' ');
    if (padded.length > LARGEST) {
      throw Problem.usage("too many weights or too much metadata for one file")
          .expected("a header of at most " + LARGEST + " bytes")
          .found(padded.length)
          .exception();
    }
    return padded;
  }

  /** Parses and checks a header of a file with {@code dataSize} bytes behind it. */
  static SafetensorsHeader parse(Path file, ByteBuffer text, long dataSize) {
    Map<String, ConfigValue> root = json(file, text);
    Map<String, String> metadata = new TreeMap<>();
    List<Entry> entries = new ArrayList<>();
    root.forEach(
        (name, value) -> {
          Map<?, ?> fields = fields(file, name, value.unwrapped());
          if (name.equals(METADATA)) {
            fields.forEach((k, v) -> metadata.put((String) k, text(file, METADATA, v)));
          } else {
            entries.add(entry(file, name, fields));
          }
        });
    entries.sort(
        Comparator.comparingLong(Entry::begin)
            .thenComparingLong(Entry::end)
            .thenComparing(Entry::name));
    long covered = 0;
    for (Entry entry : entries) {
      if (entry.begin() != covered) {
        throw broken(file, entry.name() + " to begin at byte " + covered, entry.begin());
      }
      covered = entry.end();
    }
    if (covered != dataSize) {
      throw broken(file, covered + " bytes of data", dataSize);
    }
    return new SafetensorsHeader(entries, metadata);
  }

  static TeacherException broken(Path file, Object expected, Object found) {
    return Problem.data("not a sound safetensors file")
        .where(file)
        .expected(expected)
        .found(found)
        .remedy("copy or save the file again; it may be cut off or damaged")
        .exception();
  }

  private static Map<String, ConfigValue> json(Path file, ByteBuffer bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
      if (text.charAt(0) != '{' || isDeep(text)) {
        throw broken(file, "a flat JSON object as header", "something else");
      }
      ConfigParseOptions options = ConfigParseOptions.defaults().setSyntax(ConfigSyntax.JSON);
      return ConfigFactory.parseString(text, options).root();
    } catch (CharacterCodingException e) {
      throw broken(file, "a header of text", IoReason.of(e));
    } catch (ConfigException e) {
      throw broken(file, "a header of JSON", e.getMessage());
    }
  }

  /** Whether brackets nest deeper than the format has them: the parser would run out of stack. */
  private static boolean isDeep(String json) {
    int depth = 0;
    boolean quoted = false;
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (quoted) {
        i += c == '\\' ? 1 : 0;
        quoted = c != '"';
      } else if (c == '"') {
        quoted = true;
      } else if (c == '{' || c == '[') {
        depth++;
      } else if (c == '}' || c == ']') {
        depth--;
      }
      if (depth > DEEPEST) {
        return true;
      }
    }
    return false;
  }

  private static Entry entry(Path file, String name, Map<?, ?> fields) {
    String dtype = text(file, name, fields.get("dtype"));
    StoredType type =
        Arrays.stream(StoredType.values())
            .filter(t -> t.name().equals(dtype))
            .findFirst()
            .orElseThrow(() -> unsupported(file, name, dtype));
    long[] shape = numbers(file, name, fields.get("shape"), Integer.MAX_VALUE);
    long[] offsets = numbers(file, name, fields.get("data_offsets"), Long.MAX_VALUE);
    if (fields.size() != 3 || offsets.length != 2 || offsets[0] > offsets[1]) {
      throw broken(file, name + " with dtype, shape and two data_offsets", fields);
    }
    int[] sizes = Arrays.stream(shape).mapToInt(size -> (int) size).toArray();
    long bytes = offsets[1] - offsets[0];
    long elements = bytes / type.bytes();
    if (!holds(sizes, elements) || elements * type.bytes() != bytes) {
      throw broken(file, name + " of shape " + Arrays.toString(sizes), bytes + " bytes of " + type);
    }
    if (elements > Integer.MAX_VALUE - 8) {
      throw broken(file, name + " of fewer than 2^31 elements", elements);
    }
    return new Entry(name, type, sizes, offsets[0], offsets[1]);
  }

  private static boolean holds(int[] sizes, long elements) {
    try {
      return Tensor.elements(sizes) == elements;
    } catch (ArithmeticException e) { // more than a file can hold
      return false;
    }
  }

  private static TeacherException unsupported(Path file, String name, String dtype) {
    return Problem.data("the type of a weight is not supported")
        .where(file + ", " + name)
        .expected("one of " + Arrays.toString(StoredType.values()))
        .found(dtype)
        .remedy("save the file in float32")
        .exception();
  }

  private static Map<?, ?> fields(Path file, String name, Object value) {
    if (value instanceof Map<?, ?> fields) {
      return fields;
    }
    throw broken(file, name + " to be an object", value);
  }

  private static String text(Path file, String name, Object value) {
    if (value instanceof String text) {
      return text;
    }
    throw broken(file, name + " to have text", value);
  }

  private static long[] numbers(Path file, String name, Object value, long largest) {
    if (!(value instanceof List<?> list)) {
      throw broken(file, name + " to have lists of numbers", value);
    }
    long[] numbers = new long[list.size()];
    for (int i = 0; i < numbers.length; i++) {
      Object item = list.get(i);
      boolean whole = item instanceof Integer || item instanceof Long;
      if (!whole || ((Number) item).longValue() < 0 || ((Number) item).longValue() > largest) {
        throw broken(file, name + " to have whole numbers from 0 to " + largest, item);
      }
      numbers[i] = ((Number) item).longValue();
    }
    return numbers;
  }

  private static String quoted(String text) {
    return ConfigUtil.quoteString(text);
  }
}
