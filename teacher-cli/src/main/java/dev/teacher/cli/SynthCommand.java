package dev.teacher.cli;

import com.typesafe.config.Config;
import dev.teacher.api.config.ConfigFile;
import dev.teacher.api.data.Sample;
import dev.teacher.api.error.Problem;
import dev.teacher.api.plugin.CorpusReader;
import dev.teacher.api.plugin.PluginKind;
import dev.teacher.features.synthetic.AnnotatedWriter;
import dev.teacher.features.synthetic.SyntheticCorpus;
import dev.teacher.features.synthetic.SyntheticWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
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

  @ArgGroup(exclusive = false, heading = "Render the sentences of real annotations:%n")
  RenderOptions rendering;

  record Result(String root, Map<String, Integer> sentences, long frames) {}

  @Override
  public Integer call() {
    Console console = common.console();
    Result result = rendering == null ? generate(console) : render(console);
    String written =
        "wrote " + out + ": " + result.sentences() + ", " + result.frames() + " frames";
    String config =
        configuration.file == null ? "configs/real-signs.conf" : configuration.file.toString();
    console.result(
        result, written + "\nTry:  teacher train --config " + config + " --set corpus.root=" + out);
    return 0;
  }

  private Result generate(Console console) {
    CorpusReader reader =
        common.registry().create(PluginKind.CORPUS, section(), "corpus", console::progress);
    if (!(reader instanceof SyntheticCorpus corpus)) {
      throw Problem.usage("only a synthetic corpus can be written")
          .expected("corpus.type = synthetic")
          .remedy("leave corpus.type out, or name --annotations to be rendered")
          .exception();
    }
    SyntheticWriter.write(corpus, out, new Reporter(console));
    Map<String, Integer> sentences = new LinkedHashMap<>();
    long frames = 0;
    for (String split : corpus.splits()) {
      List<Sample> samples = corpus.read(split);
      sentences.put(split, samples.size());
      frames += samples.stream().mapToLong(sample -> sample.source().frames()).sum();
    }
    return new Result(out.toString(), sentences, frames);
  }

  private Result render(Console console) {
    AnnotatedWriter writer = rendering.writer(section(), out);
    AnnotatedWriter.Plan plan = writer.plan();
    console.progress(
        String.format(
            Locale.ROOT,
            "rendering %s: %d glosses, signers %s, %d frames, %s",
            plan.sentences(),
            plan.glosses(),
            plan.signers(),
            plan.frames(),
            AnnotatedWriter.gigabytes(plan.bytes())));
    writer.write(new Reporter(console));
    return new Result(out.toString(), plan.sentences(), plan.frames());
  }

  private Config section() {
    String type = rendering == null ? "synthetic" : "phoenix";
    Config given =
        configuration.file == null
            ? ConfigFile.parse("corpus { type = " + type + " }", "default", configuration.overrides)
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
