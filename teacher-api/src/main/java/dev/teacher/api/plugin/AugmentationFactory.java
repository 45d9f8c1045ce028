package dev.teacher.api.plugin;

/** Makes augmentations. */
public interface AugmentationFactory extends PluginFactory<Augmentation> {}
