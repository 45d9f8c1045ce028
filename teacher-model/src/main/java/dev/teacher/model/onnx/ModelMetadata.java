package dev.teacher.model.onnx;

import dev.teacher.api.data.Layout;
import dev.teacher.api.data.Vocabulary;
import dev.teacher.api.error.Problem;
import dev.teacher.api.error.TeacherException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What an exported recogniser says of itself, kept as text properties {@code teacher.*} of its
 * file.
 *
 * @param vocabulary of the output, blank first; one gloss a line
 * @param input layout of the columns that it takes
 * @param features layout of what the normalisers and the backbone see
 * @param normalizers the chain in order, one description a line
 * @param statisticsHash of the statistics that the chain holds; empty where it needs none
 * @param frameRate of the training data in frames a second, if known
 * @param outputStride input frames that one output frame stands for
 * @param config the resolved configuration as text
 * @param decoder name of the decoder it was tested with
 * @param training the training record as JSON, read with {@link TrainingRecord#parse}; parsed only
 *     when asked for, because transcribing starts faster without
 */
public record ModelMetadata(
    Vocabulary vocabulary,
    Layout input,
    Layout features,
    List<String> normalizers,
    Optional<String> statisticsHash,
    OptionalDouble frameRate,
    int outputStride,
    String config,
    String decoder,
    String training) {
  /** The newest version of the properties that this program knows. */
  public static final int FORMAT_VERSION = 1;

  /** Key of the format version, which every exported file carries. */
  public static final String FORMAT_VERSION_KEY = "teacher.format-version";

  private static final String VOCABULARY = "teacher.vocabulary";
  private static final String INPUT = "teacher.input-layout";
  private static final String FEATURES = "teacher.feature-layout";
  private static final String NORMALIZERS = "teacher.normalizers";
  private static final String STATISTICS = "teacher.statistics-hash";
  private static final String FRAME_RATE = "teacher.frame-rate";
  private static final String STRIDE = "teacher.output-stride";
  private static final String CONFIG = "teacher.config";
  private static final String DECODER = "teacher.decoder";
  private static final String TRAINING = "teacher.training";

  public ModelMetadata {
    normalizers = List.copyOf(normalizers);
    boolean rate = frameRate.isEmpty() || frameRate.getAsDouble() > 0;
    if (outputStride < 1 || !rate) {
      throw new IllegalArgumentException(
          "stride " + outputStride + " and frame rate " + frameRate + " must be positive");
    }
    requireLines("normaliser", normalizers);
    requireLines("gloss", vocabulary.entries());
  }

  /** The properties. */
  public Map<String, String> toMap() {
    Map<String, String> map = new LinkedHashMap<>();
    map.put(FORMAT_VERSION_KEY, Integer.toString(FORMAT_VERSION));
    map.put(VOCABULARY, String.join("\n", vocabulary.entries()));
    map.put(INPUT, input.spec());
    map.put(FEATURES, features.spec());
    map.put(NORMALIZERS, String.join("\n", normalizers));
    statisticsHash.ifPresent(hash -> map.put(STATISTICS, hash));
    frameRate.ifPresent(rate -> map.put(FRAME_RATE, Double.toString(rate)));
    map.put(STRIDE, Integer.toString(outputStride));
    map.put(CONFIG, config);
    map.put(DECODER, decoder);
    map.put(TRAINING, training);
    return map;
  }

  /**
   * Reads properties.
   *
   * @param map as a model file gives them
   * @param origin the file, for messages
   */
  public static ModelMetadata fromMap(Map<String, String> map, Object origin) {
    requireKnownFormat(map, origin);
    String normalizers = required(map, NORMALIZERS, origin);
    return new ModelMetadata(
        Vocabulary.ofEntries(required(map, VOCABULARY, origin).lines().toList(), origin),
        layout(map, INPUT, origin),
        layout(map, FEATURES, origin),
        normalizers.lines().toList(),
        Optional.ofNullable(map.get(STATISTICS)),
        map.containsKey(FRAME_RATE)
            ? OptionalDouble.of(positive(map, FRAME_RATE, origin))
            : OptionalDouble.empty(),
        whole(map, STRIDE, origin),
        required(map, CONFIG, origin),
        required(map, DECODER, origin),
        required(map, TRAINING, origin));
  }

  /** Refuses properties that this program did not write, or a newer one did. */
  static void requireKnownFormat(Map<String, String> map, Object origin) {
    if (!map.containsKey(FORMAT_VERSION_KEY)) {
      throw Problem.data("the file was not exported by teacher")
          .where(origin)
          .expected("property " + FORMAT_VERSION_KEY)
          .found(map.isEmpty() ? "no properties" : "properties " + map.keySet())
          .remedy("export the model with teacher export")
          .exception();
    }
    int version = whole(map, FORMAT_VERSION_KEY, origin);
    if (version > FORMAT_VERSION) {
      throw Problem.data("the file was exported by a newer teacher")
          .where(origin)
          .expected("format version " + FORMAT_VERSION + " at most")
          .found("format version " + version)
          .remedy("update teacher, or export the model again with this one")
          .exception();
    }
  }

  private static void requireLines(String what, List<String> lines) {
    for (String line : lines) {
      if (line.isBlank() || !line.lines().toList().equals(List.of(line))) {
        throw Problem.data("a model file keeps one " + what + " a line")
            .expected("text without line breaks")
            .found("'" + line + "'")
            .exception();
      }
    }
  }

  private static String required(Map<String, String> map, String key, Object origin) {
    String value = map.get(key);
    if (value == null) {
      throw Problem.data("the model's metadata are not complete")
          .where(origin)
          .expected("property " + key)
          .found("properties " + map.keySet())
          .remedy("export the model again")
          .exception();
    }
    return value;
  }

  private static Layout layout(Map<String, String> map, String key, Object origin) {
    try {
      return Layout.parse(required(map, key, origin));
    } catch (TeacherException e) {
      throw map.containsKey(key) ? bad(map, key, "a layout", origin, e) : e;
    }
  }

  private static int whole(Map<String, String> map, String key, Object origin) {
    double value = positive(map, key, origin);
    if (value != Math.rint(value) || value > Integer.MAX_VALUE) {
      throw bad(map, key, "a whole number above 0", origin, null);
    }
    return (int) value;
  }

  private static double positive(Map<String, String> map, String key, Object origin) {
    try {
      double value = Double.parseDouble(required(map, key, origin));
      if (value > 0 && Double.isFinite(value)) {
        return value;
      }
      throw bad(map, key, "a number above 0", origin, null);
    } catch (NumberFormatException e) {
      throw bad(map, key, "a number above 0", origin, e);
    }
  }

  private static RuntimeException bad(
      Map<String, String> map, String key, String expected, Object origin, Throwable cause) {
    return Problem.data("a property of the model is damaged")
        .where(origin + ", property " + key)
        .expected(expected)
        .found(map.get(key))
        .remedy("export the model again")
        .cause(cause)
        .exception();
  }
}
