package dev.teacher.features;

import dev.teacher.api.data.Part;
import dev.teacher.api.plugin.AugmentationFactory;
import dev.teacher.api.plugin.CorpusReaderFactory;
import dev.teacher.api.plugin.FeatureExtractorFactory;
import dev.teacher.api.plugin.LandmarkReaderFactory;
import dev.teacher.api.plugin.NormalizerFactory;
import dev.teacher.features.augment.AffineFactory;
import dev.teacher.features.augment.FaceDropoutFactory;
import dev.teacher.features.augment.FrameDropFactory;
import dev.teacher.features.augment.HandDropoutFactory;
import dev.teacher.features.augment.JitterFactory;
import dev.teacher.features.augment.MirrorFactory;
import dev.teacher.features.augment.RecombineFactory;
import dev.teacher.features.augment.SpeedFactory;
import dev.teacher.features.augment.TimeMaskFactory;
import dev.teacher.features.corpus.MpDataCorpusFactory;
import dev.teacher.features.corpus.PhoenixCorpusFactory;
import dev.teacher.features.extract.BodyCentredFactory;
import dev.teacher.features.extract.MediapipeFullFactory;
import dev.teacher.features.extract.PrecomputedFactory;
import dev.teacher.features.normalize.ClipFactory;
import dev.teacher.features.normalize.GlobalStatisticsFactory;
import dev.teacher.features.normalize.MinMaxFactory;
import dev.teacher.features.normalize.NoNormalizerFactory;
import dev.teacher.features.normalize.PerSampleFactory;
import dev.teacher.features.npy.NpyReaderFactory;
import dev.teacher.features.npy.NpyWriter;
import dev.teacher.features.synthetic.SyntheticCorpusFactory;
import dev.teacher.testkit.AugmentationContract;
import dev.teacher.testkit.CorpusReaderContract;
import dev.teacher.testkit.FeatureExtractorContract;
import dev.teacher.testkit.LandmarkReaderContract;
import dev.teacher.testkit.NormalizerContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** Every plugin of this module passes the contract of its kind; so do its main configurations. */
class ShippedPluginsTest {
  @TempDir private Path root;

  @Nested
  class Npy extends LandmarkReaderContract {
    @Override
    protected LandmarkReaderFactory factory() {
      return new NpyReaderFactory();
    }

    @Override
    protected Path recording(Path place) throws IOException {
      Path file = place.resolve("recording.npy");
      NpyWriter.write(file, new float[3 * Part.COLUMNS], Part.COLUMNS);
      return file;
    }

    @Override
    protected Optional<Path> features(Path place, float[] values, int columns) throws IOException {
      Path file = place.resolve("features.npy");
      NpyWriter.write(file, values, columns);
      return Optional.of(file);
    }
  }

  @Nested
  class Phoenix extends CorpusReaderContract {
    @Override
    protected CorpusReaderFactory factory() {
      return new PhoenixCorpusFactory();
    }

    @Override
    protected String settings() {
      return "root = \"" + written() + "\", splits = [train, dev]";
    }
  }

  @Nested
  class MpData extends CorpusReaderContract {
    @Override
    protected CorpusReaderFactory factory() {
      return new MpDataCorpusFactory();
    }

    @Override
    protected String settings() {
      return "root = \"" + clips() + "\"";
    }
  }

  @Nested
  class Synthetic extends CorpusReaderContract {
    @Override
    protected CorpusReaderFactory factory() {
      return new SyntheticCorpusFactory();
    }
  }

  @Nested
  class BodyCentred extends FeatureExtractorContract {
    @Override
    protected FeatureExtractorFactory factory() {
      return new BodyCentredFactory();
    }
  }

  @Nested
  class BodyCentredSmall extends FeatureExtractorContract {
    @Override
    protected FeatureExtractorFactory factory() {
      return new BodyCentredFactory();
    }

    @Override
    protected String settings() {
      return "face = false, velocities = false, depth = false";
    }
  }

  @Nested
  class BodyCentredInterpolated extends FeatureExtractorContract {
    @Override
    protected FeatureExtractorFactory factory() {
      return new BodyCentredFactory();
    }

    @Override
    protected String settings() {
      return "missing = interpolate";
    }
  }

  @Nested
  class MediapipeFull extends FeatureExtractorContract {
    @Override
    protected FeatureExtractorFactory factory() {
      return new MediapipeFullFactory();
    }
  }

  @Nested
  class MediapipeFullHeld extends FeatureExtractorContract {
    @Override
    protected FeatureExtractorFactory factory() {
      return new MediapipeFullFactory();
    }

    @Override
    protected String settings() {
      return "missing = hold, position-again = true, presence = true";
    }
  }

  @Nested
  class Precomputed extends FeatureExtractorContract {
    @Override
    protected FeatureExtractorFactory factory() {
      return new PrecomputedFactory();
    }

    @Override
    protected String settings() {
      return "layout { segments = [ { name = pose, width = 5 }, { name = hands, width = 3 } ] }";
    }
  }

  @Nested
  class NoNormalizer extends NormalizerContract {
    @Override
    protected NormalizerFactory factory() {
      return new NoNormalizerFactory();
    }
  }

  @Nested
  class Clip extends NormalizerContract {
    @Override
    protected NormalizerFactory factory() {
      return new ClipFactory();
    }

    @Override
    protected String settings() {
      return "min = -2, max = 3";
    }
  }

  @Nested
  class PerColumn extends NormalizerContract {
    @Override
    protected NormalizerFactory factory() {
      return new PerSampleFactory();
    }
  }

  @Nested
  class PerSample extends NormalizerContract {
    @Override
    protected NormalizerFactory factory() {
      return new PerSampleFactory();
    }

    @Override
    protected String settings() {
      return "axes = sample";
    }
  }

  @Nested
  class PerSegment extends NormalizerContract {
    @Override
    protected NormalizerFactory factory() {
      return new PerSampleFactory();
    }

    @Override
    protected String settings() {
      return "axes = sample, scope = segment";
    }
  }

  @Nested
  class MinMax extends NormalizerContract {
    @Override
    protected NormalizerFactory factory() {
      return new MinMaxFactory();
    }
  }

  @Nested
  class MinMaxOfSample extends NormalizerContract {
    @Override
    protected NormalizerFactory factory() {
      return new MinMaxFactory();
    }

    @Override
    protected String settings() {
      return "axes = sample, low = 0, high = 1";
    }
  }

  @Nested
  class Global extends NormalizerContract {
    @Override
    protected NormalizerFactory factory() {
      return new GlobalStatisticsFactory();
    }
  }

  @Nested
  class Mirror extends AugmentationContract {
    @Override
    protected AugmentationFactory factory() {
      return new MirrorFactory();
    }

    @Override
    protected String settings() {
      return "probability = 1";
    }
  }

  @Nested
  class Speed extends AugmentationContract {
    @Override
    protected AugmentationFactory factory() {
      return new SpeedFactory();
    }

    @Override
    protected String settings() {
      return "probability = 1";
    }
  }

  @Nested
  class Affine extends AugmentationContract {
    @Override
    protected AugmentationFactory factory() {
      return new AffineFactory();
    }

    @Override
    protected String settings() {
      return "probability = 1";
    }
  }

  @Nested
  class Jitter extends AugmentationContract {
    @Override
    protected AugmentationFactory factory() {
      return new JitterFactory();
    }

    @Override
    protected String settings() {
      return "probability = 1";
    }
  }

  @Nested
  class HandDropout extends AugmentationContract {
    @Override
    protected AugmentationFactory factory() {
      return new HandDropoutFactory();
    }

    @Override
    protected String settings() {
      return "probability = 1";
    }
  }

  @Nested
  class FaceDropout extends AugmentationContract {
    @Override
    protected AugmentationFactory factory() {
      return new FaceDropoutFactory();
    }

    @Override
    protected String settings() {
      return "probability = 1";
    }
  }

  @Nested
  class FrameDrop extends AugmentationContract {
    @Override
    protected AugmentationFactory factory() {
      return new FrameDropFactory();
    }

    @Override
    protected String settings() {
      return "probability = 1";
    }
  }

  @Nested
  class TimeMask extends AugmentationContract {
    @Override
    protected AugmentationFactory factory() {
      return new TimeMaskFactory();
    }

    @Override
    protected String settings() {
      return "probability = 1";
    }
  }

  @Nested
  class Recombination extends AugmentationContract {
    @Override
    protected AugmentationFactory factory() {
      return new RecombineFactory();
    }

    @Override
    protected String settings() {
      return "probability = 0.7, transition = 2";
    }
  }

  private String clips() {
    try {
      for (String gloss : List.of("hello", "thanks")) {
        Path folder = Files.createDirectories(root.resolve("clips").resolve(gloss));
        for (int clip = 0; clip < 3; clip++) {
          Path file = folder.resolve(clip + ".npy");
          if (Files.notExists(file)) {
            NpyWriter.write(file, new float[3 * Part.COLUMNS], Part.COLUMNS);
          }
        }
      }
      return root.resolve("clips").toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String written() {
    try {
      for (String split : List.of("train", "dev")) {
        Path features = Files.createDirectories(root.resolve("features").resolve(split));
        Path file = features.resolve(split + "-1.npy");
        if (Files.notExists(file)) {
          NpyWriter.write(file, new float[3 * Part.COLUMNS], Part.COLUMNS);
        }
        Files.createDirectories(root.resolve("annotations"));
        Files.writeString(
            root.resolve("annotations/" + split + ".corpus.csv"),
            "id|folder|signer|annotation\n" + split + "-1|x|Signer01|HOUSE TREE\n");
      }
      return root.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
