package dev.teacher.cli;

import com.typesafe.config.Config;
import dev.teacher.api.config.ConfigFile;
import dev.teacher.api.error.Problem;
import dev.teacher.api.plugin.CorpusReader;
import dev.teacher.api.plugin.PluginKind;
import dev.teacher.features.synthetic.SyntheticCorpus;
import dev.teacher.features.synthetic.SyntheticWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes a synthetic corpus to disk. */
@Command(
    name = "synth",
    description = "Write a synthetic corpus: landmark files and annotations as people have them.")
final class SynthCommand implements Callable<Integer> {
  @Mixin CommonOptions common;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "The folder of the corpus; must not hold anything.")
  Path out;

  @Mixin ConfigOptions configuration;

  record Result(String root, Map<String, Integer> sentences) {}

  @Override
  public Integer call() {
    Console console = common.console();
    CorpusReader reader =
        common.registry().create(PluginKind.CORPUS, section(), "corpus", console::progress);
    if (!(reader instanceof SyntheticCorpus corpus)) {
      throw Problem.usage("only a synthetic corpus can be written")
          .expected("corpus.type = synthetic")
          .remedy("leave corpus.type out")
          .exception();
    }
    SyntheticWriter.write(corpus, out, new Reporter(console));
    Map<String, Integer> sentences = new LinkedHashMap<>();
    corpus.splits().forEach(split -> sentences.put(split, corpus.read(split).size()));
    console.result(
        new Result(out.toString(), sentences),
        "wrote "
            + out
            + ": "
            + sentences
            + "\nTry:  teacher train --config configs/real-signs.conf --set corpus.root="
            + out);
    return 0;
  }

  private Config section() {
    Config given =
        configuration.file == null
            ? ConfigFile.parse("corpus { type = synthetic }", "default", configuration.overrides)
            : configuration.load();
    if (!given.hasPath("corpus")) {
      throw Problem.usage("the configuration has no section corpus")
          .where(configuration.file)
          .exception();
    }
    return given.getConfig("corpus");
  }

  /** Says how far the writing is, ten times. */
  private record Reporter(Console console) implements SyntheticWriter.Progress {
    @Override
    public void written(int done, int total) {
      if (10L * done / total > 10L * (done - 1) / total) {
        console.progress("wrote " + done + " of " + total + " sentences");
      }
    }
  }
}
