package dev.teacher.train.guard;

import dev.teacher.train.run.RunFolder;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The alarms of a training: each is a line for people and one of {@code alarms.jsonl}. What makes
 * no step impossible is said once, and not at all where it would follow from what was said before.
 */
final class Alarms {
  private final RunFolder run;
  private final Consumer<String> progress;
  private final List<Alarm> all = new ArrayList<>();
  private final Set<AlarmKind> spoken = EnumSet.noneOf(AlarmKind.class);

  /** Goes on behind those of the run folder. */
  Alarms(RunFolder run, Consumer<String> progress) {
    this.run = run;
    this.progress = progress;
    run.alarms().forEach(line -> remember(Alarm.of(line)));
  }

  void raise(
      AlarmKind kind, int epoch, long step, String evidence, String remedy, List<String> samples) {
    boolean known = spoken.contains(kind) || spoken.stream().anyMatch(kind::follows);
    if (known && !kind.isNotFinite()) {
      return;
    }
    Alarm alarm = new Alarm(kind.text(), epoch, step, evidence, remedy, samples);
    remember(alarm);
    run.addAlarm(alarm);
    progress.accept(alarm.line());
  }

  private void remember(Alarm alarm) {
    all.add(alarm);
    for (AlarmKind kind : AlarmKind.values()) {
      if (kind.text().equals(alarm.name())) {
        spoken.add(kind);
      }
    }
  }

  /** Those that made a step impossible. */
  List<Alarm> refusals() {
    Set<String> names =
        EnumSet.allOf(AlarmKind.class).stream()
            .filter(AlarmKind::isNotFinite)
            .map(AlarmKind::text)
            .collect(Collectors.toSet());
    return all.stream().filter(alarm -> names.contains(alarm.name())).toList();
  }

  List<Alarm> all() {
    return List.copyOf(all);
  }
}
