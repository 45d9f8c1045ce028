package dev.teacher.train.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleSettingsTest {
  @Test
  void eachScheduleHasDefaultsOfItsOwn() {
    assertThat(schedule("")).isEqualTo(new Schedule.Cosine(0.05, 0.01));
    assertThat(schedule("type = cosine")).isEqualTo(schedule(""));
    assertThat(schedule("type = constant")).isEqualTo(new Schedule.Constant(0.05));
    assertThat(schedule("type = one-cycle"))
        .isEqualTo(new Schedule.OneCycle(0.3, 0.04, 4e-4, false));
    assertThat(schedule("type = plateau")).isEqualTo(new Schedule.Plateau(0.05, 0.5, 5, 0.01));
  }

  @Test
  void whatIsGivenGoesFirst() {
    assertThat(schedule("warm-up = 0.1, final-rate = 0.2"))
        .isEqualTo(new Schedule.Cosine(0.1, 0.2));
    assertThat(schedule("type = constant, warm-up = 0.1")).isEqualTo(new Schedule.Constant(0.1));
    assertThat(
            schedule(
                "type = one-cycle, warm-up = 0.1, start-rate = 0.2, final-rate = 0.15,"
                    + " fall = linear"))
        .isEqualTo(new Schedule.OneCycle(0.1, 0.2, 0.15, true));
    assertThat(
            schedule("type = plateau, warm-up = 0.1, factor = 0.2, patience = 3, min-rate = 0.4"))
        .isEqualTo(new Schedule.Plateau(0.1, 0.2, 3, 0.4));
  }

  @Test
  void onlyAPlateauWatchesTheLossAndOnlyIfAsked() {
    assertThat(settings("").watchesLoss()).isFalse();
    assertThat(settings("type = plateau").watchesLoss()).isFalse();
    assertThat(settings("type = plateau, watch = loss").watchesLoss()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "cosine, patience = 3", "cosine, start-rate = 0.1", "constant, final-rate = 0.1",
    "constant, watch = loss", "one-cycle, factor = 0.1", "one-cycle, min-rate = 0.1",
    "plateau, final-rate = 0.1", "plateau, fall = linear"
  })
  void aKeyOfAnotherScheduleIsRefused(String type, String setting) {
    String key = setting.substring(0, setting.indexOf(' '));
    assertThatThrownBy(() -> schedule("type = " + type + ", " + setting))
        .hasMessageContaining(
            "train.schedule." + key + " means nothing for schedule.type = " + type)
        .hasMessageContaining("expected: schedule.type, schedule.warm-up");
  }

  @Test
  void aCycleMustEndBelowItsStart() {
    assertThatThrownBy(() -> schedule("type = one-cycle, start-rate = 0.1, final-rate = 0.2"))
        .hasMessageContaining("end above its start")
        .hasMessageContaining("at most schedule.start-rate, 0.1");
  }

  private static Schedule schedule(String section) {
    return settings(section).schedule();
  }

  private static TrainSettings settings(String section) {
    return new TrainSettings(ConfigFactory.parseString("schedule { " + section + " }"));
  }
}
