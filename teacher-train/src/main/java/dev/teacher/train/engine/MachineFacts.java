package dev.teacher.train.engine;

import java.util.Map;
import java.util.TreeMap;

/** What the numbers of native code may depend on beside the code. */
final class MachineFacts {
  private MachineFacts() {}

  /** The processor and the system, added to an engine's facts. */
  static Map<String, String> with(Map<String, String> engine) {
    Map<String, String> facts = new TreeMap<>(engine);
    Processor processor = Processor.here();
    facts.put("processor", processor.name());
    facts.put("processor-features", processor.features());
    facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    return facts;
  }
}
