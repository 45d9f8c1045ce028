package dev.teacher.api.config;

import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigObject;
import dev.teacher.api.error.Problem;
import java.io.File;

/** Refuses includes that give nothing: HOCON itself passes over missing files in silence. */
final class StrictIncluder implements ConfigIncluder, ConfigIncluderFile {
  private final ConfigIncluder fallback;

  StrictIncluder() {
    this(null);
  }

  private StrictIncluder(ConfigIncluder fallback) {
    this.fallback = fallback;
  }

  @Override
  public ConfigIncluder withFallback(ConfigIncluder next) {
    return new StrictIncluder(fallback == null ? next : fallback.withFallback(next));
  }

  @Override
  public ConfigObject include(ConfigIncludeContext context, String what) {
    return required(fallback.include(context, what), what);
  }

  @Override
  public ConfigObject includeFile(ConfigIncludeContext context, File what) {
    return required(((ConfigIncluderFile) fallback).includeFile(context, what), what);
  }

  private static ConfigObject required(ConfigObject included, Object what) {
    if (included.isEmpty()) {
      throw Problem.usage("an included file is missing or empty")
          .where("include \"" + what + "\"")
          .remedy("correct its name; it is looked for beside the file that includes it")
          .exception();
    }
    return included;
  }
}
