package dev.teacher.api.plugin;

/** Makes decoders. */
public interface DecoderFactory extends PluginFactory<Decoder> {}
