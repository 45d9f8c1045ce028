package dev.teacher.features.corpus;

import dev.teacher.api.config.Key;
import dev.teacher.api.config.Settings;
import dev.teacher.api.error.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What of an annotation is a gloss: tokens that match a pattern are dropped, prefixes and suffixes
 * stripped. The preset {@code phoenix} is the part of RWTH-PHOENIX-Weather 2014's own evaluation
 * script (evaluatePhoenix2014.sh, distributed with the corpus; Koller et al. 2015) that works on
 * single tokens: {@code __ON__}, {@code __OFF__}, {@code __EMOTION__}, {@code __PU__}, {@code
 * __LEFTHAND__} and their like are no signs; {@code loc-}, {@code cl-}, {@code qu-}, {@code poss-},
 * {@code lh-} and {@code rh-} say how a sign is made, not which; {@code -PLUSPLUS} marks
 * repetition. The script also joins spelled letters and repeated glosses; that changes the number
 * of signs and is not done here.
 */
public final class GlossFilter {
  static final Key<Preset> PRESET =
      Key.choice("preset", Preset.class, Preset.NONE)
          .meaning("a corpus's customary filter; the lists below add to it");
  static final Key<List<String>> DROP =
      Key.texts("drop", List.of())
          .meaning("regular expressions; a token that one matches as a whole is left out");
  static final Key<List<String>> PREFIXES =
      Key.texts("strip-prefixes", List.of()).meaning("taken off the start of tokens");
  static final Key<List<String>> SUFFIXES =
      Key.texts("strip-suffixes", List.of()).meaning("taken off the end of tokens");

  /** Ready filters. */
  enum Preset {
    NONE,
    PHOENIX
  }

  private static final List<String> PHOENIX_DROP = List.of("__[A-Z0-9]+__");
  private static final List<String> PHOENIX_PREFIXES =
      List.of("loc-", "cl-", "qu-", "poss-", "lh-", "rh-");
  private static final List<String> PHOENIX_SUFFIXES = List.of("-PLUSPLUS");

  private final List<Pattern> drop = new ArrayList<>();
  private final List<String> prefixes;
  private final List<String> suffixes;

  /** Corpora say few things often. */
  private final Map<String, Fate> fates = new ConcurrentHashMap<>();

  /** The filter of a section with its keys; a usage problem for a bad pattern. */
  public GlossFilter(Settings settings) {
    boolean phoenix = settings.get(PRESET) == Preset.PHOENIX;
    prefixes = joined(phoenix, PHOENIX_PREFIXES, settings.get(PREFIXES));
    suffixes = joined(phoenix, PHOENIX_SUFFIXES, settings.get(SUFFIXES));
    for (String pattern : joined(phoenix, PHOENIX_DROP, settings.get(DROP))) {
      try {
        drop.add(Pattern.compile(pattern));
      } catch (PatternSyntaxException e) {
        throw Problem.usage("bad pattern in " + settings.section() + ".drop")
            .where(settings.origin(DROP))
            .expected("a regular expression of Java")
            .found(e.getMessage())
            .cause(e)
            .exception();
      }
    }
  }

  /** What a filter did to the sentences of a split. */
  public static final class Tally {
    private final Map<String, Map<String, Integer>> dropped = new TreeMap<>();
    private final Map<String, Map<String, Integer>> stripped = new TreeMap<>();

    /** A sentence about it, empty where nothing was changed. */
    String report() {
      Map<String, Integer> tokens = new TreeMap<>();
      dropped.values().forEach(own -> own.forEach((t, n) -> tokens.merge(t, n, Integer::sum)));
      Map<String, Integer> affixes = new TreeMap<>();
      stripped.forEach((affix, own) -> affixes.put(affix, sum(own)));
      String report = tokens.isEmpty() ? "" : "left out " + list(tokens);
      String separator = tokens.isEmpty() || affixes.isEmpty() ? "" : "; ";
      return report + separator + (affixes.isEmpty() ? "" : "stripped " + list(affixes));
    }

    /** How often each rule, {@code drop PATTERN} or {@code strip AFFIX}, met which token. */
    Map<String, Map<String, Integer>> rules() {
      Map<String, Map<String, Integer>> rules = new LinkedHashMap<>();
      dropped.forEach((pattern, tokens) -> rules.put("drop " + pattern, tokens));
      stripped.forEach((affix, tokens) -> rules.put("strip " + affix, tokens));
      return rules;
    }

    private static void count(Map<String, Map<String, Integer>> rules, String rule, String token) {
      rules.computeIfAbsent(rule, r -> new TreeMap<>()).merge(token, 1, Integer::sum);
    }

    private static int sum(Map<String, Integer> counts) {
      return counts.values().stream().mapToInt(n -> n).sum();
    }

    private static String list(Map<String, Integer> counts) {
      return counts.entrySet().stream()
          .map(e -> e.getKey() + " " + e.getValue() + " times")
          .collect(Collectors.joining(", "));
    }
  }

  /**
   * What becomes of a token.
   *
   * @param gloss empty if the token is dropped
   * @param dropped the rule that drops it, empty if none does
   * @param stripped what is taken off, in turn
   */
  private record Fate(String gloss, String dropped, List<String> stripped) {}

  /** The glosses of an annotation, maybe none. */
  public List<String> apply(List<String> tokens, Tally tally) {
    List<String> glosses = new ArrayList<>();
    for (String token : tokens) {
      Fate fate = fates.computeIfAbsent(token, this::fate);
      fate.stripped().forEach(affix -> Tally.count(tally.stripped, affix, token));
      if (fate.gloss().isEmpty()) {
        Tally.count(tally.dropped, fate.dropped(), token);
      } else {
        glosses.add(fate.gloss());
      }
    }
    return glosses;
  }

  private Fate fate(String token) {
    for (Pattern pattern : drop) {
      if (pattern.matcher(token).matches()) {
        return new Fate("", pattern.pattern(), List.of());
      }
    }
    List<String> stripped = new ArrayList<>();
    String gloss = strip(token, stripped);
    return new Fate(gloss, gloss.isEmpty() ? "(nothing left)" : "", stripped);
  }

  private String strip(String token, List<String> stripped) {
    String gloss = token;
    String before;
    do { // prefixes may stand one behind the other
      before = gloss;
      for (String prefix : prefixes) {
        if (gloss.startsWith(prefix)) {
          gloss = gloss.substring(prefix.length());
          stripped.add(prefix);
        }
      }
      for (String suffix : suffixes) {
        if (gloss.endsWith(suffix)) {
          gloss = gloss.substring(0, gloss.length() - suffix.length());
          stripped.add(suffix);
        }
      }
    } while (!gloss.equals(before));
    return gloss;
  }

  private static List<String> joined(
      boolean withPreset, List<String> preset, List<String> configured) {
    Stream<String> first = withPreset ? preset.stream() : Stream.empty();
    return Stream.concat(first, configured.stream()).filter(s -> !s.isEmpty()).toList();
  }
}
