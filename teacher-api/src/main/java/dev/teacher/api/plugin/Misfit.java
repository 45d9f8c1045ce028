package dev.teacher.api.plugin;

import dev.teacher.api.error.Problem;
import dev.teacher.api.error.TeacherException;
import java.util.Optional;

/** Plugins whose classes do not link with what is there. */
final class Misfit {
  private static final String API = "dev.teacher.api.";

  private Misfit() {}

  /**
   * Why a plugin does not fit, where that is what was thrown.
   *
   * @param plugin kind and name
   * @param place class and jar
   * @param thrown by its code, or while that was loaded
   */
  static Optional<TeacherException> of(String plugin, String place, Throwable thrown) {
    String missing = thrown.getMessage() == null ? "" : thrown.getMessage().replace('/', '.');
    Problem problem;
    if (thrown instanceof UnsupportedClassVersionError) {
      problem =
          Problem.usage(plugin + " was built for a newer Java")
              .where(place)
              .expected("classes for Java " + Runtime.version().feature() + " or earlier")
              .found(thrown.getMessage())
              .remedy("run teacher with a newer Java, or build the plugin with --release 17");
    } else if ((thrown instanceof LinkageError && missing.contains(API))
        || thrown instanceof NoSuchFieldError) { // which names the field alone
      problem =
          Problem.usage(plugin + " was built for another version of the API")
              .where(place)
              .expected("a plugin built against " + api())
              .found(thrown)
              .remedy("build it again against that version, or get a jar that is");
    } else if (thrown instanceof NoClassDefFoundError && !missing.contains(" ")) {
      problem =
          Problem.usage(plugin + " misses a class")
              .where(place)
              .expected("the API, Typesafe Config, the JDK, and the plugin's own jar to have it")
              .found("no class " + missing)
              .remedy("pack what the plugin needs into its jar");
    } else {
      return Optional.empty();
    }
    return Optional.of(problem.cause(thrown).exception());
  }

  /** What plugins are built against; without a version where it was not packaged. */
  static String api() {
    String version = Misfit.class.getPackage().getImplementationVersion();
    return version == null ? "teacher-api" : "teacher-api " + version;
  }
}
