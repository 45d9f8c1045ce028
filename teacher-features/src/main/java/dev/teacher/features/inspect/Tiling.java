package dev.teacher.features.inspect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Chooses, of what columns look like, the parts that explain most columns without overlapping. */
final class Tiling {
  private final List<Candidate> candidates;
  private final Map<State, Choice> known = new HashMap<>();

  /**
   * What is left to choose from.
   *
   * @param next the first candidate that may be taken
   * @param free the first place that is not taken
   * @param taken how many of each part are taken
   */
  private record State(int next, int free, Map<Body, Integer> taken) {
    State without(Candidate candidate) {
      Map<Body, Integer> more = new EnumMap<>(Body.class);
      more.putAll(taken);
      more.merge(candidate.body(), 1, Integer::sum);
      return new State(next + 1, candidate.end(), more);
    }

    boolean allows(Candidate candidate) {
      Body body = candidate.body();
      return candidate.first() >= free && taken.getOrDefault(body, 0) < body.most();
    }
  }

  private record Choice(double weight, List<Candidate> tiles) {}

  private Tiling(List<Candidate> candidates) {
    this.candidates =
        candidates.stream().sorted(Comparator.comparingInt(Candidate::first)).toList();
  }

  /** The best choice, in the order of the columns. */
  static List<Candidate> of(List<Candidate> candidates) {
    return new Tiling(candidates).best(new State(0, 0, Map.of())).tiles();
  }

  private Choice best(State state) {
    if (state.next() == candidates.size()) {
      return new Choice(0, List.of());
    }
    Choice before = known.get(state);
    if (before != null) {
      return before;
    }
    Choice choice = best(new State(state.next() + 1, state.free(), state.taken()));
    Candidate candidate = candidates.get(state.next());
    if (state.allows(candidate)) {
      Choice rest = best(state.without(candidate));
      double weight = rest.weight() + candidate.fit() * candidate.points().arrangement().width();
      if (weight > choice.weight()) {
        List<Candidate> tiles = new ArrayList<>(List.of(candidate));
        tiles.addAll(rest.tiles());
        choice = new Choice(weight, tiles);
      }
    }
    known.put(state, choice);
    return choice;
  }
}
