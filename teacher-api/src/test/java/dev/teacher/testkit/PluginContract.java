package dev.teacher.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import dev.teacher.api.config.Key;
import dev.teacher.api.config.Settings;
import dev.teacher.api.error.Category;
import dev.teacher.api.error.TeacherException;
import dev.teacher.api.plugin.PluginContext;
import dev.teacher.api.plugin.PluginFactory;
import dev.teacher.api.plugin.PluginKind;
import dev.teacher.api.plugin.Registry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What holds for plugins of every kind. A test of a plugin extends the contract of its kind,
 * overrides {@link #factory} and inherits the cases; one class for each configuration that deserves
 * a test.
 *
 * @param <T> the plugin
 * @param <F> its factory
 */
public abstract class PluginContract<T, F extends PluginFactory<T>> {
  /** What the plugin told the user so far. */
  protected final List<String> notices = new ArrayList<>();

  private final PluginKind<F> kind;

  PluginContract(PluginKind<F> kind) {
    this.kind = kind;
  }

  /** The factory under test. */
  protected abstract F factory();

  /** The section's content in HOCON, {@code type} left out; nothing but the defaults here. */
  protected String settings() {
    return "";
  }

  /** The plugin, made as the program makes it. */
  protected final T plugin() {
    return create(section());
  }

  @Test
  public final void itsNameIsLowerCaseWithHyphens() {
    assertThat(factory().name()).matches("[a-z0-9]+(-[a-z0-9]+)*");
  }

  @Test
  public final void itsDescriptionIsOneLine() {
    assertThat(factory().description()).isNotBlank().hasLineCount(1).hasSizeLessThan(200);
  }

  @Test
  public final void itIsListedForTheServiceLoader() {
    assertThat(Registry.ofClassPath().entries(kind))
        .as("META-INF/services/" + kind.factory().getName())
        .anyMatch(entry -> entry.factory().getClass().equals(factory().getClass()));
  }

  @Test
  public final void everyKeyHasItsOwnPathAndAMeaning() {
    assertThat(factory().keys())
        .allSatisfy(key -> assertThat(key.path()).matches("[a-z0-9-]+(\\.[a-z0-9-]+)*"))
        .allSatisfy(key -> assertThat(key.meaning()).as(key.path()).isNotBlank().hasLineCount(1))
        .noneMatch(key -> key.path().equals("type"))
        .doesNotHaveDuplicates();
    assertThat(factory().keys()).extracting(Key::path).doesNotHaveDuplicates();
  }

  @Test
  public final void everyDefaultIsAValueThatTheKeyAccepts() {
    assertThat(factory().keys()).allSatisfy(PluginContract::requireReadableDefault);
  }

  @Test
  public final void itIsMadeFromItsSettings() {
    assertThat(plugin()).isNotNull();
  }

  @Test
  public final void unknownKeysAreRefusedByName() {
    Config config = section().withValue("no-such-key", ConfigValueFactory.fromAnyRef(1));
    assertThatThrownBy(() -> create(config))
        .isInstanceOfSatisfying(
            TeacherException.class, e -> assertThat(e.category()).isEqualTo(Category.USAGE))
        .hasMessageContaining("unknown key " + factory().name() + ".no-such-key");
  }

  private Config section() {
    return ConfigFactory.parseString(settings());
  }

  private T create(Config config) {
    F factory = factory();
    Settings checked = Settings.of(config, factory.name(), factory.keys());
    return factory.create(checked, new PluginContext(Registry.ofClassPath(), notices::add));
  }

  private static <V> void requireReadableDefault(Key<V> key) {
    Optional<V> fallback = key.fallback();
    Object plain = fallback.orElse(null);
    if (plain instanceof Optional<?> optional) {
      plain = optional.orElse(null);
    }
    if (plain == null) {
      return;
    }
    ConfigValue value =
        ConfigValueFactory.fromAnyRef(plain instanceof Enum ? key.fallbackText() : plain);
    Config config = ConfigFactory.empty().withValue(key.path(), value);
    assertThat(Settings.of(config, "defaults", List.of(key)).get(key))
        .as(key.path())
        .isEqualTo(fallback.orElseThrow());
  }
}
