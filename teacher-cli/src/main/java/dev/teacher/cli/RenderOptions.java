package dev.teacher.cli;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValueFactory;
import dev.teacher.api.config.Settings;
import dev.teacher.api.error.Problem;
import dev.teacher.features.corpus.GlossFilter;
import dev.teacher.features.corpus.PhoenixCorpusFactory;
import dev.teacher.features.synthetic.AnnotatedWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** How {@code synth} renders real annotations. */
final class RenderOptions {
  @Option(
      names = "--annotations",
      required = true,
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "Annotation files in PHOENIX's layout, one a split: SPLIT.csv or SPLIT.ANYTHING.csv. The"
              + " corpus of --config says which tokens are glosses and where the files shall lie.")
  List<Path> files;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of every sign, signer and sentence. Default: 1.")
  long seed = 1;

  @Option(
      names = "--frames-per-gloss",
      paramLabel = "X",
      description =
          "Frames of all sentences over their glosses, rests and transitions included, at 25 a"
              + " second. Default: 13, as signed on television.")
  double framesPerGloss = 13;

  @Option(
      names = "--picture",
      paramLabel = "WxH",
      description = "Picture in pixels, of which x and y are fractions. Default: 210x260.")
  String picture = "210x260";

  /** Reads the annotations and plans what will be written for them. */
  AnnotatedWriter writer(Config corpus, Path out) {
    if (!corpus.hasPath("type") || !corpus.getString("type").equals("phoenix")) {
      throw Problem.usage("only a corpus in PHOENIX's layout can be rendered")
          .where("corpus.type")
          .expected("phoenix")
          .found(corpus.hasPath("type") ? corpus.getString("type") : "nothing")
          .remedy("name such a configuration, for example configs/phoenix-si5.conf, or none")
          .exception();
    }
    if (!(framesPerGloss >= 4 && framesPerGloss <= 200)) {
      throw Problem.usage("--frames-per-gloss is wrong")
          .expected("from 4 to 200")
          .found(framesPerGloss)
          .exception();
    }
    PictureSize size = PictureSize.of(picture);
    Config section = corpus.withValue("root", ConfigValueFactory.fromAnyRef(out.toString()));
    Settings settings = Settings.of(section, "corpus", new PhoenixCorpusFactory().keys());
    return new AnnotatedWriter(
        PhoenixCorpusFactory.places(settings),
        splits(),
        new GlossFilter(settings),
        new AnnotatedWriter.Wishes(seed, framesPerGloss, (double) size.width() / size.height()));
  }

  private Map<String, Path> splits() {
    Map<String, Path> splits = new LinkedHashMap<>();
    for (Path file : files) {
      String split = file.getFileName().toString().replaceFirst("[.].*", "");
      Path before = splits.putIfAbsent(split, file);
      if (split.isEmpty() || before != null) {
        throw Problem.usage("--annotations are named wrongly")
            .where(file)
            .expected("a name that begins with the split's and a dot, each split once")
            .found(before == null ? "no name of a split" : before + " of the same split")
            .remedy("rename the file")
            .exception();
      }
    }
    return splits;
  }
}
