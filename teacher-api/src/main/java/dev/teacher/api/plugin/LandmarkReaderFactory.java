package dev.teacher.api.plugin;

/** Makes landmark readers. */
public interface LandmarkReaderFactory extends PluginFactory<LandmarkReader> {}
