package dev.teacher.api.plugin;

import java.util.List;

/**
 * One kind of plugin: the interface of its factories and what a person calls it.
 *
 * @param <F> the factory interface
 */
public record PluginKind<F extends PluginFactory<?>>(String label, Class<F> factory) {
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
      new PluginKind<>("training backend", TrainingBackendFactory.class);
  public static final PluginKind<InferenceBackendFactory> INFERENCE =
      new PluginKind<>("inference backend", InferenceBackendFactory.class);

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
          INFERENCE);

  /** One of this kind, as a sentence calls it: a backbone, an augmentation. */
  String any() {
    return ("aeiou".indexOf(label.charAt(0)) < 0 ? "a " : "an ") + label;
  }
}
