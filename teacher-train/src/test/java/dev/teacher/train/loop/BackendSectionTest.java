package dev.teacher.train.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.teacher.api.config.ConfigFile;
import dev.teacher.api.config.Key;
import dev.teacher.api.config.Settings;
import dev.teacher.api.error.Category;
import dev.teacher.api.error.TeacherException;
import dev.teacher.api.plugin.PluginContext;
import dev.teacher.api.plugin.Registry;
import dev.teacher.api.plugin.TrainingBackend;
import dev.teacher.api.plugin.TrainingBackendFactory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackendSectionTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "backend = djl",
        "backend { type = djl }",
        "backend { type = djl, device = cpu }",
        "backend { type = djl }, precision = bfloat16"
      })
  void aNameAndASectionAreTheSame(String section) {
    assertThat(backend(section)).hasSameClassAs(backend("backend = djl"));
  }

  @Test
  void aDeviceThatItLacksIsNamedWithThoseItHas() {
    refuses(
        "backend { type = djl, device = tpu }", "lacks the device tpu", "cpu, cuda", "the test");
  }

  @Test
  void aGpuWithoutItsLibraryIsRefusedBeforeAnythingIsRead() {
    assumeTrue(System.getenv("PYTORCH_LIBRARY_PATH") == null);
    refuses("backend { type = djl, device = cuda }", "PYTORCH_LIBRARY_PATH is not set", "the test");
  }

  @Test
  void otherKeysAreItsOwn() {
    refuses("backend { type = djl, colour = 1 }", "unknown key train.backend.colour", "device");
    refuses("backend { device = cpu }", "train.backend.type must name a training backend");
    refuses("backend = 3", "bad value of train.backend", "name, or section");
    refuses("backend = dlj", "unknown training backend dlj", "did you mean djl");
  }

  @Test
  void whatAPlainBackendLacksIsNamedWithWhatItHas() {
    refusesOfPlain(
        "backend { type = plain, device = cuda }", "plain lacks the device cuda", "one of cpu");
    refusesOfPlain(
        "backend { type = plain }, precision = bfloat16",
        "plain lacks the precision bfloat16",
        "one of float32");
    BackendSection.require(
        new Plain(), settings("backend { type = plain, device = cpu }, precision = auto"));
  }

  private static void refusesOfPlain(String section, String... texts) {
    assertThatThrownBy(() -> BackendSection.require(new Plain(), settings(section)))
        .isInstanceOfSatisfying(
            TeacherException.class, e -> assertThat(e.category()).isEqualTo(Category.USAGE))
        .hasMessageContainingAll(texts);
  }

  private static Settings settings(String section) {
    return Settings.of(
        ConfigFile.parse(section, "the test", List.of()), "train", TrainSettings.keys());
  }

  /** A backend that says nothing of devices and precisions. */
  private static final class Plain implements TrainingBackendFactory {
    @Override
    public String name() {
      return "plain";
    }

    @Override
    public String description() {
      return "has the defaults";
    }

    @Override
    public List<Key<?>> keys() {
      return List.of();
    }

    @Override
    public TrainingBackend create(Settings settings, PluginContext context) {
      throw new AssertionError("nobody wants it made");
    }
  }

  private static TrainingBackend backend(String section) {
    return new TrainSettings(ConfigFile.parse(section, "the test", List.of()))
        .backend(Registry.ofClassPath(), line -> {});
  }

  private static void refuses(String section, String... texts) {
    assertThatThrownBy(() -> backend(section))
        .isInstanceOfSatisfying(
            TeacherException.class, e -> assertThat(e.category()).isEqualTo(Category.USAGE))
        .hasMessageContainingAll(texts);
  }
}
