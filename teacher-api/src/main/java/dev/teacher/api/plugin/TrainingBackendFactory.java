package dev.teacher.api.plugin;

/** Makes training backends. */
public interface TrainingBackendFactory extends PluginFactory<TrainingBackend> {}
