package dev.teacher.api.plugin;

import dev.teacher.api.error.Problem;
import dev.teacher.api.error.TeacherException;
import java.util.function.Supplier;

/** Calls of plugins' code: what it throws, or null, is reported with the plugin's name. */
public final class PluginCall {
  private PluginCall() {}

  /**
   * The result of a call, never null. Failures that already speak pass as they are.
   *
   * @param plugin kind and name
   * @param place class, jar or configuration key
   */
  public static <T> T guarded(String plugin, Object place, Supplier<T> call) {
    T result;
    try {
      result = call.get();
    } catch (TeacherException e) {
      throw e;
    } catch (RuntimeException | LinkageError e) {
      throw failed(plugin, place, e.toString(), e);
    }
    if (result == null) {
      throw failed(plugin, place, "it gave null", null);
    }
    return result;
  }

  private static TeacherException failed(
      String plugin, Object place, String found, Throwable cause) {
    return Problem.internal(plugin + " failed")
        .where(place)
        .found(found)
        .remedy("tell the plugin's author")
        .cause(cause)
        .exception();
  }
}
