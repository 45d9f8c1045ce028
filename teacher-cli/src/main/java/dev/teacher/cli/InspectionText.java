package dev.teacher.cli;

import dev.teacher.api.data.Layout;
import dev.teacher.features.inspect.Certainty;
import dev.teacher.features.inspect.Contradiction;
import dev.teacher.features.inspect.Found;
import dev.teacher.features.inspect.Group;
import dev.teacher.features.inspect.Inspection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What an inspection found, for people. */
final class InspectionText {
  private static final int MOST_LINES = 60;
  private static final int MOST_NAMES = 5;

  private final StringBuilder text = new StringBuilder();

  private InspectionText() {}

  static String of(InspectData.Result result, List<Group> groups) {
    InspectionText text = new InspectionText();
    text.line(
        "%d columns; %d of %d recordings were read",
        result.columns(), result.read(), result.recordings());
    if (groups.size() > 1) {
      text.line("MIXED: their columns are not all in the same order");
    }
    for (int i = 0; i < groups.size(); i++) {
      if (groups.size() > 1) {
        text.members(groups.get(i), i, result.read());
      }
      text.found(groups.get(i).inspection());
      text.verdict(result, i, groups.get(i).inspection());
    }
    if (groups.size() > 1 && result.read() < result.recordings()) {
      text.line("%nto find all of the others: --files %d", result.recordings());
    }
    return text.text.toString().stripTrailing();
  }

  private void members(Group group, int index, int read) {
    List<String> names = group.recordings();
    line("");
    line(
        "%s: %d of the %d recordings%s",
        index == 0 ? "MOST" : "OTHERS, with their columns in another order",
        names.size(),
        read,
        index == 0 ? "" : ":");
    for (int i = 0; index > 0 && i < Math.min(MOST_NAMES, names.size()); i++) {
      line("  %s", names.get(i));
    }
    if (index > 0 && names.size() > MOST_NAMES) {
      line("  and %d more (--json names all)", names.size() - MOST_NAMES);
    }
  }

  private void found(Inspection inspection) {
    line("");
    int lines = 0;
    String shown = "";
    for (Found found : inspection.found()) {
      if (lines++ == MOST_LINES) {
        line("  ... %d segments in all (--json shows them)", inspection.found().size());
        return;
      }
      String sure =
          switch (found.certaintyOfName()) {
            case SURE -> "";
            case LIKELY -> "  (likely)";
            case UNKNOWN -> "  CANNOT TELL";
          };
      line(
          "  %5d - %-5d  %-24s %s%s",
          found.from(), found.to() - 1, found.name(), found.what(), sure);
      for (String evidence : found.evidence()) {
        boolean isNew = found.block().isEmpty() || !shown.equals(found.block());
        if (isNew) {
          line("  %15s%-24s  %s", "", "", evidence);
        }
      }
      shown = found.block();
    }
    inspection.notes().forEach(note -> line("  note: %s", note));
  }

  private void verdict(InspectData.Result result, int index, Inspection inspection) {
    List<Contradiction> contradictions = result.kinds().get(index).contradictions();
    line("");
    if (!contradictions.isEmpty()) {
      line("WRONG: the data contradict the declared layout");
      for (Contradiction wrong : contradictions) {
        line("  %s, declared as columns %d - %d:", wrong.segment(), wrong.from(), wrong.to() - 1);
        wrong.instead().forEach(piece -> line("    %s", piece));
      }
    } else if (result.declared() != null) {
      line("nothing here contradicts the declared layout");
    }
    boolean isTold = inspection.certainty() != Certainty.UNKNOWN;
    line(isTold ? "the layout is" : "CANNOT TELL all of it; as far as the numbers say:");
    line("  %s", hocon(inspection));
  }

  /** As it is written in a configuration. */
  private static String hocon(Inspection inspection) {
    if (inspection.preset().isPresent()) {
      return "layout = " + inspection.preset().get().name();
    }
    List<Layout.Segment> segments = inspection.layout().segments();
    return segments.stream()
        .limit(MOST_LINES)
        .map(s -> "    { name = " + s.name() + ", width = " + s.width() + " }\n")
        .collect(
            Collectors.joining(
                "",
                "layout.segments = [\n",
                segments.size() > MOST_LINES ? "    ...\n  ]" : "  ]"));
  }

  private void line(String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
  }
}
