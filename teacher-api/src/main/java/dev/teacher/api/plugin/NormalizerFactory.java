package dev.teacher.api.plugin;

/** Makes normalisers. */
public interface NormalizerFactory extends PluginFactory<Normalizer> {}
