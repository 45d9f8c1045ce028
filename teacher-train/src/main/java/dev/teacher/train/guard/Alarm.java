package dev.teacher.train.guard;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * One line of {@code alarms.jsonl}: a fault that a guard found.
 *
 * @param name what it is called, of {@link AlarmKind#text}
 * @param epoch in which it was found, from 1; 0 before the first
 * @param step that was made or refused; 0 before the first
 * @param evidence what was seen
 * @param remedy what the reader can do
 * @param samples that are to blame, where some are
 */
public record Alarm(
    String name, int epoch, long step, String evidence, String remedy, List<String> samples) {
  private static final int NAMED = 8;

  public Alarm {
    samples = List.copyOf(samples);
  }

  /** An alarm that {@code alarms.jsonl} holds. */
  public static Alarm of(JsonNode line) {
    List<String> samples = new ArrayList<>();
    line.path("samples").forEach(sample -> samples.add(sample.asText()));
    return new Alarm(
        line.path("name").asText(),
        line.path("epoch").asInt(),
        line.path("step").asLong(),
        line.path("evidence").asText(),
        line.path("remedy").asText(),
        samples);
  }

  /** Where in the training it was. */
  public String place() {
    return epoch == 0 ? "before the first step" : "epoch " + epoch + ", step " + step;
  }

  /** The samples, as many as a line holds. */
  public String named() {
    String first = String.join(", ", samples.subList(0, Math.min(NAMED, samples.size())));
    return samples.size() <= NAMED ? first : first + " and " + (samples.size() - NAMED) + " more";
  }

  /** One line for people. */
  String line() {
    String who = samples.isEmpty() ? "" : "; samples: " + named();
    return "ALARM " + name + " (" + place() + "): " + evidence + who + "; to do: " + remedy;
  }
}
