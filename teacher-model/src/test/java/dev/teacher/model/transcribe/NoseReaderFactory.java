package dev.teacher.model.transcribe;

import dev.teacher.api.config.Key;
import dev.teacher.api.config.Settings;
import dev.teacher.api.data.LandmarkSource;
import dev.teacher.api.data.Landmarks;
import dev.teacher.api.data.Part;
import dev.teacher.api.plugin.LandmarkReader;
import dev.teacher.api.plugin.LandmarkReaderFactory;
import dev.teacher.api.plugin.PluginContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads text files with a line for each frame: the nose's x, all else is 0. */
public final class NoseReaderFactory implements LandmarkReaderFactory {
  @Override
  public String name() {
    return "nose";
  }

  @Override
  public String description() {
    return "a line for each frame, for tests";
  }

  @Override
  public List<Key<?>> keys() {
    return List.of();
  }

  @Override
  public LandmarkReader create(Settings settings, PluginContext context) {
    return new LandmarkReader() {
      @Override
      public boolean accepts(Path path) {
        return path.toString().endsWith(".nose");
      }

      @Override
      public LandmarkSource open(Path path) {
        try {
          return new Lines(path.toString(), Files.readAllLines(path));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    };
  }

  private record Lines(String location, List<String> lines) implements LandmarkSource {
    @Override
    public int frames() {
      return lines.size();
    }

    @Override
    public Landmarks read() {
      float[] values = new float[frames() * Part.COLUMNS];
      for (int i = 0; i < frames(); i++) {
        values[i * Part.COLUMNS] = Float.parseFloat(lines.get(i));
      }
      return new Landmarks(frames(), values, 25);
    }
  }
}
