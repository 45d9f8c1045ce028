package dev.teacher.api.plugin;

import java.util.function.Consumer;

/**
 * What a plugin may use beside its settings.
 *
 * @param registry the other plugins
 * @param notices takes sentences for the user: what was dropped, counted, assumed
 */
public record PluginContext(Registry registry, Consumer<String> notices) {}
