package dev.teacher.features.corpus.check;

import dev.teacher.features.corpus.Listing;
import dev.teacher.features.corpus.check.Finding.Topic;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Glosses that people take for one and programs for two, and what else goes wrong with text on its
 * way between computers.
 */
final class Spelling {
  /** Controls, invisible characters, blanks that do not part words, and what could not be read. */
  private static final Pattern STRANGE = Pattern.compile("[\\p{C}\\p{Z}\uFFFD]");

  /** UTF-8 that was read as Latin-1 and written as UTF-8 again: M\u00c3\u00a4SSIG. */
  private static final Pattern TWICE_ENCODED = Pattern.compile("[\\u00c2\\u00c3][\\u0080-\\u00bf]");

  private Spelling() {}

  static void find(Map<String, Listing> listings, Findings findings) {
    TreeSet<String> glosses = new TreeSet<>();
    List<String> blanks = new ArrayList<>();
    listings.forEach(
        (split, listing) -> {
          listing.rows().forEach(row -> glosses.addAll(row.glosses()));
          listing.repeatedBlanks().forEach(id -> blanks.add(split + "/" + id));
        });
    List<String> strange = new ArrayList<>();
    List<String> twice = new ArrayList<>();
    for (String gloss : glosses) {
      Matcher matcher = STRANGE.matcher(gloss);
      if (TWICE_ENCODED.matcher(gloss).find()) {
        twice.add(gloss);
      } else if (matcher.find()) {
        int character = gloss.codePointAt(matcher.start());
        strange.add(gloss + String.format(Locale.ROOT, " (U+%04X)", character));
      }
    }
    findings.wrong(
        Topic.SPELLING,
        strange,
        " glosses hold characters that nobody sees or that were lost",
        "correct them in the annotations");
    findings.wrong(
        Topic.SPELLING,
        twice,
        " glosses look like UTF-8 that was taken for Latin-1 and encoded again",
        "decode the annotations once more: iconv -f UTF-8 -t ISO-8859-1");
    findings.wrong(
        Topic.SPELLING,
        alike(glosses, gloss -> Normalizer.normalize(gloss, Normalizer.Form.NFC)),
        " groups of glosses look the same but are encoded in different ways",
        "bring the annotations to one Unicode normal form, best NFC");
    findings.note(
        Topic.SPELLING,
        alike(glosses, gloss -> gloss.toUpperCase(Locale.ROOT)),
        " groups of glosses differ in capitals alone",
        "write them in one way if they are one gloss");
    findings.note(
        Topic.SPELLING,
        blanks,
        " annotations have several blanks in a row, which are read as one",
        "nothing, unless a gloss is missing there");
  }

  private static List<String> alike(Set<String> glosses, UnaryOperator<String> form) {
    Map<String, List<String>> groups = new TreeMap<>();
    glosses.forEach(g -> groups.computeIfAbsent(form.apply(g), f -> new ArrayList<>()).add(g));
    return groups.values().stream()
        .filter(group -> group.size() > 1)
        .map(group -> String.join(" = ", group))
        .toList();
  }
}
