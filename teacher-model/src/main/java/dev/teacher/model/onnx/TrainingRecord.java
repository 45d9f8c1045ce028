package dev.teacher.model.onnx;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.teacher.api.error.Problem;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * How a model came to be.
 *
 * @param dataHash of the training split
 * @param seed of the run
 * @param epochs trained, up to these weights
 * @param devWer word error rate on the development split, as a share (not in percent, not capped);
 *     null if none was measured
 * @param versions of this program and its engines, by name
 */
public record TrainingRecord(
    String dataHash, long seed, int epochs, Double devWer, Map<String, String> versions) {
  /** A stranger's record cannot exceed what a record needs. */
  private static final StreamReadConstraints LIMITS =
      StreamReadConstraints.builder()
          .maxNestingDepth(8)
          .maxStringLength(1 << 12)
          .maxNameLength(1 << 10)
          .maxNumberLength(100)
          .maxDocumentLength(1 << 16)
          .build();

  private static final JsonMapper JSON =
      JsonMapper.builder(JsonFactory.builder().streamReadConstraints(LIMITS).build())
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  public TrainingRecord {
    Objects.requireNonNull(dataHash, "dataHash");
    versions = Map.copyOf(versions);
  }

  /** The record as one JSON object with its keys in a fixed order. */
  public String json() {
    Map<String, Object> ordered = new TreeMap<>();
    ordered.put("dataHash", dataHash);
    ordered.put("seed", seed);
    ordered.put("epochs", epochs);
    ordered.put("devWer", devWer);
    ordered.put("versions", new TreeMap<>(versions));
    try {
      return JSON.writeValueAsString(ordered);
    } catch (JsonProcessingException e) {
      throw Problem.internal("a training record cannot be written").cause(e).exception();
    }
  }

  /** Reads what {@link #json} writes; {@code origin} is named in errors. */
  public static TrainingRecord parse(String json, Object origin) {
    try {
      return JSON.readValue(json, TrainingRecord.class);
    } catch (JsonProcessingException e) {
      throw Problem.data("the training record of the model is damaged")
          .where(origin)
          .expected("JSON with dataHash, seed, epochs, devWer, versions")
          .found(e.getOriginalMessage())
          .remedy("export the model again")
          .cause(e)
          .exception();
    }
  }
}
