package dev.teacher.model.transcribe;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.teacher.api.config.StoredConfig;
import dev.teacher.api.data.Batch;
import dev.teacher.api.data.Frames;
import dev.teacher.api.error.Problem;
import dev.teacher.api.plugin.Decoder;
import dev.teacher.api.plugin.FrameFiles;
import dev.teacher.api.plugin.InferenceModel;
import dev.teacher.api.plugin.ModelFormats;
import dev.teacher.api.plugin.ModelOutput;
import dev.teacher.api.plugin.PluginContext;
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
  private final FrameFiles files;

  private Transcriber(
      InferenceModel model, ModelMetadata metadata, Decoder decoder, FrameFiles files) {
    this.model = model;
    this.metadata = metadata;
    this.decoder = decoder;
    this.files = files;
  }

  /**
   * Loads a model.
   *
   * @param file exported model
   * @param registry of the engine, readers and decoders
   * @param notices takes sentences for the user
   */
  public static Transcriber open(Path file, Registry registry, Consumer<String> notices) {
    InferenceModel model = new ModelFormats(registry).load(file, notices);
    try {
      ModelMetadata metadata = ModelMetadata.fromMap(model.metadata(), file);
      Decoder decoder =
          registry.create(PluginKind.DECODER, decoderConfig(metadata, file), "decoder", notices);
      FrameFiles files = new FrameFiles(new PluginContext(registry, notices, metadata.input()));
      return new Transcriber(model, metadata, decoder, files);
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
    Frames recording = files.open(file).read();
    ModelOutput output =
        model.run(
            Batch.of(
                List.of(file.toString()), List.of(recording.values()), recording.layout().width()));
    int frames = Math.toIntExact(output.lengths()[0]);
    List<Transcript.Gloss> glosses = new ArrayList<>();
    for (Decoder.Token token : decoder.decode(output.sample(0), frames, output.channels())) {
      glosses.add(
          new Transcript.Gloss(
              metadata.vocabulary().gloss(token.entry()),
              token.start() * metadata.outputStride(),
              Math.min(token.end() * metadata.outputStride(), recording.frames()),
              token.confidence()));
    }
    return new Transcript(file.toString(), recording.frames(), glosses);
  }

  private static Config decoderConfig(ModelMetadata metadata, Path file) {
    Config config =
        StoredConfig.parse(metadata.config(), "the configuration in " + file, List.of());
    return config.hasPath("decoder")
        ? config.getConfig("decoder")
        : ConfigFactory.parseMap(Map.of("type", metadata.decoder()));
  }

  @Override
  public void close() {
    model.close();
  }
}
