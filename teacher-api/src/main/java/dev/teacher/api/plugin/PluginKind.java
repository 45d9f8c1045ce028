package dev.teacher.api.plugin;

import java.util.List;
import java.util.Optional;

/**
 * One kind of plugin.
 *
 * @param <F> the factory interface
 * @param label what a person calls it
 * @param factory the interface of its factories
 * @param usual the name of the plugin that is taken where nobody names one; empty where somebody
 *     must
 */
public record PluginKind<F extends PluginFactory<?>>(
    String label, Class<F> factory, Optional<String> usual) {
  public static final PluginKind<CorpusReaderFactory> CORPUS =
      new PluginKind<>("corpus", CorpusReaderFactory.class);
  public static final PluginKind<LandmarkReaderFactory> LANDMARKS =
      new PluginKind<>("landmark reader", LandmarkReaderFactory.class);
  public static final PluginKind<FeatureExtractorFactory> FEATURES =
      new PluginKind<>("feature extractor", FeatureExtractorFactory.class);
  public static final PluginKind<NormalizerFactory> NORMALIZER =
      new PluginKind<>("normalizer", NormalizerFactory.class);
  public static final PluginKind<AugmentationFactory> AUGMENTATION =
      new PluginKind<>("augmentation", AugmentationFactory.class);
  public static final PluginKind<BackboneFactory> BACKBONE =
      new PluginKind<>("backbone", BackboneFactory.class);
  public static final PluginKind<DecoderFactory> DECODER =
      new PluginKind<>("decoder", DecoderFactory.class);
  public static final PluginKind<TrainingBackendFactory> TRAINING =
      new PluginKind<>("training backend", TrainingBackendFactory.class, Optional.of("djl"));
  public static final PluginKind<ModelFormatFactory> FORMAT =
      new PluginKind<>("model format", ModelFormatFactory.class, Optional.of("onnx"));

  /** Every kind, in the order of a frame's way through them. */
  public static final List<PluginKind<?>> ALL =
      List.of(
          CORPUS,
          LANDMARKS,
          FEATURES,
          NORMALIZER,
          AUGMENTATION,
          BACKBONE,
          DECODER,
          TRAINING,
          FORMAT);

  private PluginKind(String label, Class<F> factory) {
    this(label, factory, Optional.empty());
  }

  /** One of this kind, as a sentence calls it: a backbone, an augmentation. */
  String any() {
    return ("aeiou".indexOf(label.charAt(0)) < 0 ? "a " : "an ") + label;
  }
}
