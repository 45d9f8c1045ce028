package dev.teacher.train.guard;

import com.typesafe.config.ConfigFactory;
import dev.teacher.api.config.Key;
import dev.teacher.api.config.Settings;
import dev.teacher.api.data.FrameSource;
import dev.teacher.api.data.Frames;
import dev.teacher.api.data.Layout;
import dev.teacher.api.data.Sample;
import dev.teacher.api.plugin.CorpusReader;
import dev.teacher.api.plugin.CorpusReaderFactory;
import dev.teacher.api.plugin.PluginContext;
import dev.teacher.api.plugin.PluginKind;
import java.util.List;
import java.util.Map;

/**
 * A corpus in the layout of PHOENIX with one number changed in memory. Readers of files refuse what
 * is not finite; a reader of somebody else's may not.
 */
public final class PoisonedCorpusFactory implements CorpusReaderFactory {
  private static final Key<String> ROOT = Key.text("root", ".").meaning("where it is");
  private static final Key<String> SAMPLE = Key.text("sample", "t0").meaning("whose it is");
  private static final Key<Integer> FRAME = Key.integer("frame", 0).meaning("where it is");
  private static final Key<Integer> COLUMN = Key.integer("column", 0).meaning("where it is");
  private static final Key<String> VALUE = Key.text("value", "NaN").meaning("what it becomes");

  @Override
  public String name() {
    return "poisoned";
  }

  @Override
  public String description() {
    return "changes one number of a corpus";
  }

  @Override
  public List<Key<?>> keys() {
    return List.of(ROOT, SAMPLE, FRAME, COLUMN, VALUE);
  }

  @Override
  public CorpusReader create(Settings settings, PluginContext context) {
    CorpusReader sound =
        context
            .registry()
            .create(
                PluginKind.CORPUS,
                ConfigFactory.parseMap(Map.of("type", "phoenix", "root", settings.get(ROOT))),
                "the sound corpus",
                context);
    return new CorpusReader() {
      @Override
      public List<String> splits() {
        return sound.splits();
      }

      @Override
      public List<Sample> read(String split) {
        return sound.read(split).stream()
            .map(
                sample ->
                    sample.id().equals(settings.get(SAMPLE))
                        ? sample.withSource(poisoned(sample.source(), settings))
                        : sample)
            .toList();
      }
    };
  }

  private static FrameSource poisoned(FrameSource sound, Settings settings) {
    return new FrameSource() {
      @Override
      public Layout layout() {
        return sound.layout();
      }

      @Override
      public int frames() {
        return sound.frames();
      }

      @Override
      public Frames read() {
        Frames frames = sound.read();
        int place = settings.get(FRAME) * layout().width() + settings.get(COLUMN);
        frames.values()[place] = Float.parseFloat(settings.get(VALUE));
        return frames;
      }

      @Override
      public String location() {
        return sound.location();
      }
    };
  }
}
