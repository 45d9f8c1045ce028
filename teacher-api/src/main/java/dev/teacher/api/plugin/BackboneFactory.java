package dev.teacher.api.plugin;

/** Makes backbones. */
public interface BackboneFactory extends PluginFactory<Backbone> {}
