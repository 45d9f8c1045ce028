package dev.teacher.train.run;

import java.util.Map;
import java.util.TreeMap;

/** The versions of the program and of what computes for it. */
public final class Versions {
  private Versions() {}

  /**
   * By name.
   *
   * @param engine the facts of what trains
   */
  public static Map<String, String> with(Map<String, String> engine) {
    Map<String, String> versions = new TreeMap<>(engine);
    versions.put("teacher", ofPackage(Versions.class));
    versions.put("java", System.getProperty("java.version"));
    return versions;
  }

  private static String ofPackage(Class<?> type) {
    String version = type.getPackage().getImplementationVersion();
    return version == null ? "unknown" : version;
  }
}
