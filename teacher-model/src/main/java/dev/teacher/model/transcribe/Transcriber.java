package dev.teacher.model.transcribe;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.teacher.api.config.ConfigFile;
import dev.teacher.api.data.Batch;
import dev.teacher.api.data.Landmarks;
import dev.teacher.api.data.Part;
import dev.teacher.api.error.Problem;
import dev.teacher.api.plugin.Decoder;
import dev.teacher.api.plugin.InferenceModel;
import dev.teacher.api.plugin.LandmarkReader;
import dev.teacher.api.plugin.ModelOutput;
import dev.teacher.api.plugin.PluginKind;
import dev.teacher.api.plugin.Registry;
import dev.teacher.model.onnx.ModelMetadata;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Recognises files with an exported model; everything it needs to know stands in that file. */
public final class Transcriber implements AutoCloseable {
  private final InferenceModel model;
  private final ModelMetadata metadata;
  private final Decoder decoder;
  private final List<LandmarkReader> readers;

  private Transcriber(
      InferenceModel model, ModelMetadata metadata, Decoder decoder, List<LandmarkReader> readers) {
    this.model = model;
    this.metadata = metadata;
    this.decoder = decoder;
    this.readers = readers;
  }

  /**
   * Loads a model.
   *
   * @param file exported model
   * @param registry of the engine, readers and decoders
   * @param notices takes sentences for the user
   */
  public static Transcriber open(Path file, Registry registry, Consumer<String> notices) {
    InferenceModel model = registry.createDefault(PluginKind.INFERENCE, "onnx", notices).load(file);
    try {
      ModelMetadata metadata = ModelMetadata.fromMap(model.metadata(), file);
      if (!metadata.input().equals(Part.LAYOUT)) {
        throw Problem.data("the model does not take raw landmarks")
            .where(file)
            .expected(Part.LAYOUT.spec())
            .found(metadata.input().spec())
            .exception();
      }
      Decoder decoder =
          registry.create(PluginKind.DECODER, decoderConfig(metadata, file), "decoder", notices);
      List<LandmarkReader> readers = new ArrayList<>();
      for (Registry.Entry entry : registry.entries(PluginKind.LANDMARKS)) {
        readers.add(registry.createDefault(PluginKind.LANDMARKS, entry.factory().name(), notices));
      }
      return new Transcriber(model, metadata, decoder, readers);
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
  }

  /** The glosses of one file, which any reader that accepts it reads. */
  public Transcript transcribe(Path file) {
    if (!Files.exists(file)) {
      throw Problem.data("no such file").where(file.toAbsolutePath()).exception();
    }
    LandmarkReader reader =
        readers.stream()
            .filter(candidate -> candidate.accepts(file))
            .findFirst()
            .orElseThrow(
                () ->
                    Problem.data("no reader knows this file")
                        .where(file)
                        .expected("a landmark file of a format that teacher plugins lists")
                        .exception());
    Landmarks landmarks = reader.open(file).read();
    ModelOutput output =
        model.run(Batch.of(List.of(file.toString()), List.of(landmarks.values()), Part.COLUMNS));
    int frames = Math.toIntExact(output.lengths()[0]);
    List<Transcript.Gloss> glosses = new ArrayList<>();
    for (Decoder.Token token : decoder.decode(output.sample(0), frames, output.channels())) {
      glosses.add(
          new Transcript.Gloss(
              metadata.vocabulary().gloss(token.entry()),
              token.start() * metadata.outputStride(),
              Math.min(token.end() * metadata.outputStride(), landmarks.frames()),
              token.confidence()));
    }
    return new Transcript(file.toString(), landmarks.frames(), glosses);
  }

  private static Config decoderConfig(ModelMetadata metadata, Path file) {
    Config config = ConfigFile.parse(metadata.config(), "the configuration in " + file, List.of());
    return config.hasPath("decoder")
        ? config.getConfig("decoder")
        : ConfigFactory.parseMap(Map.of("type", metadata.decoder()));
  }

  @Override
  public void close() {
    model.close();
  }
}
