package dev.teacher.train.run;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.type.TypeFactory;
import dev.teacher.api.error.Problem;
import dev.teacher.api.io.IoReason;
import dev.teacher.api.io.StoredText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** JSON files of records. */
public final class Json {
  /** Bytes of a file; more is taken for damage rather than read. */
  static final int LARGEST = 64 << 20;

  /** What a file of a run needs, and a stranger's file cannot exceed. */
  private static final StreamReadConstraints LIMITS =
      StreamReadConstraints.builder()
          .maxNestingDepth(32)
          .maxStringLength(1 << 20)
          .maxNameLength(1 << 12)
          .maxNumberLength(100)
          .maxDocumentLength(LARGEST)
          .build();

  /** Controls that JSON allows in strings, and only there. */
  private static final Pattern TERMINAL = Pattern.compile("[\\x7f-\\x9f]");

  private static final ObjectMapper MAPPER =
      JsonMapper.builder(JsonFactory.builder().streamReadConstraints(LIMITS).build())
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(MapperFeature.AUTO_DETECT_IS_GETTERS) // records have fields, and methods beside
          .addModule(
              new SimpleModule()
                  .addSerializer(Double.class, new Numbers())
                  .addSerializer(Double.TYPE, new Numbers())
                  .addSerializer(new Optionals()))
          .build();

  /** JSON has no NaN: what is no number is null. */
  private static final class Numbers extends JsonSerializer<Double> {
    @Override
    public void serialize(Double value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      if (Double.isFinite(value)) {
        out.writeNumber(value);
      } else {
        out.writeNull();
      }
    }
  }

  /** What is not there is null. */
  private static final class Optionals extends StdSerializer<Optional<?>> {
    private static final long serialVersionUID = 1;

    Optionals() {
      super(TypeFactory.defaultInstance().constructType(Optional.class));
    }

    @Override
    public void serialize(Optional<?> value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      provider.defaultSerializeValue(value.orElse(null), out);
    }
  }

  private Json() {}

  private static String escape(MatchResult character) {
    return String.format(Locale.ROOT, "\\\\u%04x", (int) character.group().charAt(0));
  }

  /** One line, which a terminal shows as it is. */
  public static String line(Object value) {
    try {
      return TERMINAL.matcher(MAPPER.writeValueAsString(value)).replaceAll(Json::escape);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not expressible as JSON: " + value, e);
    }
  }

  /** Indented, with a line end. */
  public static String text(Object value) {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not expressible as JSON: " + value, e);
    }
  }

  /** Reads a file of any JSON. */
  static JsonNode tree(Path file) throws IOException {
    return MAPPER.readTree(StoredText.bytes(file, LARGEST));
  }

  /** Any JSON that a line of a file holds. */
  static JsonNode parsed(String line, Path file) {
    try {
      return MAPPER.readTree(line);
    } catch (JsonProcessingException e) {
      throw unreadable(file, e);
    }
  }

  /** Reads a file that {@link #text} wrote. */
  public static <T> T read(Path file, Class<T> type) {
    try {
      return MAPPER.readValue(StoredText.bytes(file, LARGEST), type);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  static RuntimeException unreadable(Path file, IOException e) {
    return Problem.data("cannot read a file of the run")
        .where(file)
        .found(IoReason.of(e).lines().findFirst().orElse(""))
        .remedy("restore the file, or use another checkpoint")
        .cause(e)
        .exception();
  }
}
