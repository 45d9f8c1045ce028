package dev.teacher.api.plugin;

/** Makes inference backends. */
public interface InferenceBackendFactory extends PluginFactory<InferenceBackend> {}
