package dev.teacher.train.doctor;

import com.typesafe.config.ConfigValueFactory;
import dev.teacher.api.pipeline.Experiment;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Chains of normalisers that a diagnosis compares the configured one with. */
public final class NormaliserChains {
  private static final Map<String, Object> CLIP = Map.of("type", "clip", "min", -100, "max", 100);
  private static final Map<String, Object> PER_SAMPLE = Map.of("type", "per-sample-zscore");
  private static final Map<String, Object> GLOBAL = Map.of("type", "global-stats");

  private NormaliserChains() {}

  /** By name: every shipped normaliser, and chains that people make of them. */
  public static Map<String, List<Map<String, Object>>> usual() {
    Map<String, List<Map<String, Object>>> chains = new LinkedHashMap<>();
    chains.put("raw", List.of());
    chains.put("global-stats", List.of(GLOBAL));
    chains.put("per-sample-zscore, each column", List.of(PER_SAMPLE));
    chains.put(
        "per-sample-zscore, whole sample",
        List.of(Map.of("type", "per-sample-zscore", "axes", "sample")));
    chains.put("min-max", List.of(Map.of("type", "min-max")));
    chains.put("clip to -100..100", List.of(CLIP));
    chains.put("clip, then per-sample-zscore", List.of(CLIP, PER_SAMPLE));
    chains.put("global-stats, then per-sample-zscore (twice)", List.of(GLOBAL, PER_SAMPLE));
    return Collections.unmodifiableMap(chains);
  }

  /** A patient's experiment with another chain, each normaliser a section. */
  public static Experiment with(Patient patient, List<Map<String, Object>> chain) {
    return Experiment.forDiagnosis(
        patient
            .experiment()
            .config()
            .withValue("normalizers", ConfigValueFactory.fromIterable(chain)),
        patient.subject().registry(),
        notice -> {});
  }
}
