package dev.teacher.api.plugin;

/** Makes corpus readers. */
public interface CorpusReaderFactory extends PluginFactory<CorpusReader> {}
