package dev.teacher.train.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import dev.teacher.api.plugin.Optimizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptimizerSettingsTest {
  @Test
  void eachOptimiserHasDefaultsOfItsOwn() {
    assertThat(optimizer("")).isEqualTo(new Optimizer.AdamW(0.9, 0.98, 1e-8, 0.01));
    assertThat(optimizer("type = adamw")).isEqualTo(optimizer(""));
    assertThat(optimizer("type = adam")).isEqualTo(new Optimizer.Adam(0.9, 0.98, 1e-8, 0));
    assertThat(optimizer("type = sgd")).isEqualTo(new Optimizer.Sgd(0.9, false, 0));
    assertThat(optimizer("type = lion")).isEqualTo(new Optimizer.Lion(0.9, 0.99, 0.1));
    assertThat(rate("")).isEqualTo(1e-3);
    assertThat(rate("type = sgd")).isEqualTo(1e-2);
    assertThat(rate("type = lion")).isEqualTo(1e-4);
  }

  @Test
  void whatIsGivenGoesFirst() {
    assertThat(optimizer("beta1 = 0.1, beta2 = 0.2, eps = 0.3, weight-decay = 0.4"))
        .isEqualTo(new Optimizer.AdamW(0.1, 0.2, 0.3, 0.4));
    assertThat(optimizer("type = adam, beta1 = 0.1, beta2 = 0.2, eps = 0.3, weight-decay = 0.4"))
        .isEqualTo(new Optimizer.Adam(0.1, 0.2, 0.3, 0.4));
    assertThat(optimizer("type = sgd, momentum = 0.5, nesterov = true, weight-decay = 0.01"))
        .isEqualTo(new Optimizer.Sgd(0.5, true, 0.01));
    assertThat(optimizer("type = lion, beta1 = 0.1, beta2 = 0.98, weight-decay = 0.01"))
        .isEqualTo(new Optimizer.Lion(0.1, 0.98, 0.01));
    assertThat(rate("type = lion, learning-rate = 0.001")).isEqualTo(1e-3);
  }

  @ParameterizedTest
  @CsvSource({
    "adamw, momentum = 0.9", "adamw, nesterov = true", "adam, momentum = 0.9",
    "sgd, beta1 = 0.9", "sgd, beta2 = 0.9", "sgd, eps = 1e-8",
    "lion, eps = 1e-8", "lion, momentum = 0.9"
  })
  void aKeyOfAnotherOptimiserIsRefused(String type, String setting) {
    String key = setting.substring(0, setting.indexOf(' '));
    assertThatThrownBy(() -> optimizer("type = " + type + ", " + setting))
        .hasMessageContaining(
            "train.optimizer." + key + " means nothing for optimizer.type = " + type)
        .hasMessageContaining("expected: optimizer.type, optimizer.learning-rate")
        .hasMessageContaining("to do:");
  }

  @Test
  void nesterovNeedsMomentum() {
    assertThatThrownBy(() -> optimizer("type = sgd, momentum = 0, nesterov = true"))
        .hasMessageContaining("without momentum");
  }

  private static Optimizer optimizer(String section) {
    return settings(section).options().optimizer();
  }

  private static double rate(String section) {
    return settings(section).learningRate();
  }

  private static TrainSettings settings(String section) {
    return new TrainSettings(ConfigFactory.parseString("optimizer { " + section + " }"));
  }
}
