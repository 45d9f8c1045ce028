package dev.teacher.train.loop;

import dev.teacher.api.config.Key;
import dev.teacher.api.config.Settings;
import dev.teacher.api.error.Problem;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Keys of a choice: some have no meaning for what was chosen, and some another default.
 *
 * @param settings the section
 * @param chosen what was chosen, for messages
 * @param keys those that mean something for it
 */
record OwnKeys(Settings settings, String chosen, List<Key<?>> keys) {
  /** Refuses those of {@code all} that are given and mean nothing. */
  void refuseOthers(List<Key<?>> all) {
    for (Key<?> key : all) {
      if (settings.has(key) && !keys.contains(key)) {
        throw Problem.usage(settings.section() + "." + key.path() + " means nothing for " + chosen)
            .where(settings.origin(key))
            .expected(
                keys.isEmpty()
                    ? "no such keys"
                    : keys.stream().map(Key::path).collect(Collectors.joining(", ")))
            .remedy("remove it, or choose what has this key")
            .exception();
      }
    }
  }

  /** The value that is given, or the choice's own default. */
  <T> T get(Key<T> key, T fallback) {
    return settings.has(key) ? settings.get(key) : fallback;
  }

  /** The value that is given, or the key's default. */
  <T> T get(Key<T> key) {
    return settings.get(key);
  }
}
