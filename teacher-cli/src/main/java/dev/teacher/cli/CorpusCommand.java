package dev.teacher.cli;

import dev.teacher.api.error.Category;
import dev.teacher.api.pipeline.Experiment;
import dev.teacher.api.pipeline.Recognizer;
import dev.teacher.api.plugin.CorpusReader;
import dev.teacher.features.corpus.check.CorpusCheck;
import dev.teacher.features.corpus.check.Finding;
import dev.teacher.features.corpus.check.SplitFacts;
import dev.teacher.train.loop.CorpusExpectations;
import dev.teacher.train.loop.TrainSettings;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What can be done with a corpus without training. */
@Command(
    name = "corpus",
    description = "Look after a corpus.",
    subcommands = CorpusCommand.Check.class)
final class CorpusCommand implements Callable<Integer> {
  @Mixin HelpOption help;
  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return CommandLine.ExitCode.USAGE;
  }

  /** Finds what is wrong with a corpus. */
  @Command(
      name = "check",
      description =
          "Read every annotation and landmark file of the configured corpus; say what is wrong"
              + " (exit code 4) and give its numbers.")
  static final class Check implements Callable<Integer> {
    /** So many places, glosses and tokens are named in the text; JSON has all. */
    private static final int NAMED = 8;

    @Mixin CommonOptions common;
    @Mixin ConfigOptions configuration;

    record Result(boolean healthy, int outputStride, Report report) {
      Result(CorpusCheck.Report report, int outputStride) {
        this(!report.hasFaults(), outputStride, Report.of(report));
      }
    }

    record Report(Map<String, SplitFacts> splits, List<Found> findings) {
      static Report of(CorpusCheck.Report report) {
        return new Report(report.splits(), report.findings().stream().map(Found::of).toList());
      }
    }

    record Found(String topic, boolean wrong, String what, List<String> places, String remedy) {
      static Found of(Finding finding) {
        return new Found(
            finding.topic().id(),
            finding.wrong(),
            finding.what(),
            finding.places(),
            finding.remedy());
      }
    }

    @Override
    public Integer call() {
      Console console = common.console();
      Experiment experiment =
          new Experiment(configuration.load(), common.registry(), console::progress);
      TrainSettings settings = new TrainSettings(experiment.section("train"));
      CorpusReader corpus = experiment.openCorpus();
      Set<String> splits = new LinkedHashSet<>(List.of("train"));
      splits.addAll(corpus.splits());
      splits.addAll(settings.testSplits());
      int stride = Recognizer.outputStride(Recognizer.unmeasured(experiment, 2));
      CorpusCheck.Report report =
          CorpusCheck.run(corpus, splits, new CorpusExpectations(settings, stride));
      console.result(new Result(report, stride), text(report, stride));
      return report.hasFaults() ? Category.FINDING.exitCode() : 0;
    }

    private static String text(CorpusCheck.Report report, int stride) {
      StringBuilder text = new StringBuilder("output stride " + stride);
      report
          .splits()
          .forEach(
              (split, facts) -> {
                text.append('\n').append(line(split, facts));
                text.append("\n  most frequent: ").append(list(facts.counts()));
                facts.filtered().forEach((rule, tokens) -> text.append(filtered(rule, tokens)));
              });
      for (Finding finding : report.findings()) {
        text.append(finding.wrong() ? "\nwrong: " : "\nnote:  ").append(finding.what());
        for (String place : first(finding.places())) {
          text.append("\n    ").append(place.replace("\n", "\n    "));
        }
        text.append("\n  to do: ").append(finding.remedy());
      }
      return text.append(report.hasFaults() ? "\nsomething is wrong" : "\nnothing is wrong")
          .toString();
    }

    private static String filtered(String rule, Map<String, Integer> tokens) {
      int all = tokens.values().stream().mapToInt(n -> n).sum();
      return "\n  filter, " + rule + ": " + all + " tokens: " + list(tokens);
    }

    /** The first ones, and how many more there are. */
    private static List<String> first(List<String> places) {
      if (places.size() <= NAMED) {
        return places;
      }
      List<String> first = new ArrayList<>(places.subList(0, NAMED));
      first.add("and " + (places.size() - NAMED) + " more");
      return first;
    }

    /** The most frequent ones. */
    private static String list(Map<String, Integer> counts) {
      String first =
          counts.entrySet().stream()
              .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
              .limit(NAMED)
              .map(entry -> entry.getKey() + " " + entry.getValue())
              .collect(Collectors.joining(", "));
      int more = counts.size() - NAMED;
      return more > 0 ? first + ", and " + more + " more" : first;
    }

    private static String line(String split, SplitFacts facts) {
      String frames =
          facts.frames().isEmpty()
              ? "no landmarks"
              : String.format(
                  Locale.ROOT,
                  "%d frames, %d / %d / %d a sentence (shortest, median, longest), %.1f a gloss,"
                      + " frame rates %s",
                  facts.totalFrames(),
                  facts.frames().get(0),
                  facts.frames().get(1),
                  facts.frames().get(2),
                  facts.medianFramesPerGloss(),
                  facts.frameRates());
      Map<String, Integer> signers = facts.signers();
      return String.format(
          Locale.ROOT,
          "%s: %d sentences, %d signers %s, %d glosses in %d occurrences, %d of them once; %s",
          split,
          facts.sentences(),
          signers.size(),
          signers,
          facts.glosses(),
          facts.occurrences(),
          facts.singletons(),
          frames);
    }
  }
}
