package dev.teacher.train.run;

import java.util.Map;
import java.util.TreeMap;

/** The versions of the program and of what computes for it. */
public final class Versions {
  private Versions() {}

  /** By name. */
  public static Map<String, String> all() {
    Map<String, String> versions = new TreeMap<>();
    versions.put("teacher", ofPackage(Versions.class));
    versions.put("java", System.getProperty("java.version"));
    versions.put("djl", ofPackage(ai.djl.engine.Engine.class));
    return versions;
  }

  private static String ofPackage(Class<?> type) {
    String version = type.getPackage().getImplementationVersion();
    return version == null ? "unknown" : version;
  }
}
