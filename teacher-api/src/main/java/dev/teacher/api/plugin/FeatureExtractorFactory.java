package dev.teacher.api.plugin;

/** Makes feature extractors. */
public interface FeatureExtractorFactory extends PluginFactory<FeatureExtractor> {}
