package dev.teacher.api.plugin;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import dev.teacher.api.config.Nearest;
import dev.teacher.api.config.Origins;
import dev.teacher.api.config.Settings;
import dev.teacher.api.error.Problem;
import dev.teacher.api.error.TeacherException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Every plugin there is, by kind and name. The only class that asks {@link ServiceLoader}: names
 * are checked here, clashes named here, and plugins from jars go out behind a {@link Guard}.
 */
public final class Registry {
  private static final String CLASS_PATH = "class path";

  private final Map<PluginKind<?>, Map<String, Entry>> entries = new LinkedHashMap<>();

  /**
   * A plugin that was found.
   *
   * @param factory its factory, whose name, description and keys have been asked for without fault
   * @param origin the jar it came from, or the class path
   */
  public record Entry(PluginFactory<?> factory, String origin) {
    private String place() {
      return factory.getClass().getName() + " of " + origin;
    }
  }

  private Registry() {}

  /** The plugins on the class path of this class. */
  public static Registry ofClassPath() {
    return load(List.of());
  }

  /** The plugins on the class path and those in jars of their own class loaders. */
  public static Registry load(List<PluginJar> jars) {
    Registry registry = new Registry();
    PluginKind.ALL.forEach(kind -> registry.entries.put(kind, new TreeMap<>()));
    registry.addAll(Registry.class.getClassLoader(), CLASS_PATH);
    for (PluginJar jar : jars) {
      if (!registry.addAll(jar.loader(), jar.path().toString())) {
        throw Problem.usage("a jar has no plugin")
            .where(jar.path())
            .expected("META-INF/services/dev.teacher.api.plugin.*Factory")
            .remedy("remove it; what a plugin needs belongs into the plugin's own jar")
            .exception();
      }
    }
    return registry;
  }

  /** The plugins of a kind, by name. */
  public Collection<Entry> entries(PluginKind<?> kind) {
    return List.copyOf(entries.get(kind).values());
  }

  /**
   * The factory of that name; an unknown name lists the known ones. What goes wrong in one from a
   * jar, and in all that it makes, is reported with the plugin's name and jar.
   */
  public <F extends PluginFactory<?>> F factory(PluginKind<F> kind, String name, String origin) {
    Entry entry = entries.get(kind).get(name);
    if (entry == null) {
      Collection<String> known = entries.get(kind).keySet();
      Optional<String> near = Nearest.of(name, known);
      throw Problem.usage("unknown " + kind.label() + " " + name)
          .where(origin)
          .expected("one of " + String.join(", ", known))
          .remedy(
              near.map(n -> "did you mean " + n + "? Otherwise put").orElse("put")
                  + " the jar that has it into plugins/ beside the launcher, or name its folder"
                  + " with --plugins")
          .exception();
    }
    F factory = kind.factory().cast(entry.factory());
    // The program knows some of its own plugins by their class, and reports a fault in them itself.
    return entry.origin().equals(CLASS_PATH)
        ? factory
        : guarded(kind, name, factory, entry.place());
  }

  /**
   * Makes the plugin of that name with the defaults of its keys.
   *
   * @param kind what it is
   * @param name its name
   * @param notices takes sentences for the user
   */
  public <T, F extends PluginFactory<T>> T createDefault(
      PluginKind<F> kind, String name, Consumer<String> notices) {
    return create(kind, ConfigFactory.parseMap(Map.of("type", name)), kind.label(), notices);
  }

  /**
   * Makes the plugin that a section's {@code type} names.
   *
   * @param kind what the section configures
   * @param config the section
   * @param section its dotted name, for messages
   * @param notices takes sentences for the user
   */
  public <T, F extends PluginFactory<T>> T create(
      PluginKind<F> kind, Config config, String section, Consumer<String> notices) {
    return create(kind, config, section, new PluginContext(this, notices));
  }

  /**
   * Makes the plugin that a section's {@code type} names.
   *
   * @param kind what the section configures
   * @param config the section
   * @param section its dotted name, for messages
   * @param context what the plugin may use
   */
  public <T, F extends PluginFactory<T>> T create(
      PluginKind<F> kind, Config config, String section, PluginContext context) {
    String name = type(kind, config, section);
    String origin = section + ".type, " + Origins.of(config.getValue("type"));
    F factory = factory(kind, name, origin);
    return factory.create(Settings.of(config, section, factory.keys()), context);
  }

  /**
   * A section in one form, however it is written: the type and every key with its value or default.
   *
   * @param kind what the section configures
   * @param config the section
   * @param section its dotted name, for messages
   */
  public <F extends PluginFactory<?>> String canonical(
      PluginKind<F> kind, Config config, String section) {
    String name = type(kind, config, section);
    F factory = factory(kind, name, section + ".type");
    return name + " " + Settings.of(config, section, factory.keys()).canonical();
  }

  /** The name that a section's {@code type} gives. */
  public static String type(PluginKind<?> kind, Config config, String section) {
    try {
      return config.getString("type");
    } catch (ConfigException.Missing | ConfigException.WrongType e) {
      throw Problem.usage(section + ".type must name " + kind.any())
          .where(Origins.of(config.root()))
          .found(config.hasPathOrNull("type") ? config.getValue("type").render() : "no type")
          .remedy("teacher plugins lists the names")
          .cause(e)
          .exception();
    }
  }

  /** Adds what a loader has; false if it has nothing. */
  private boolean addAll(ClassLoader loader, String origin) {
    boolean any = false;
    for (PluginKind<?> kind : PluginKind.ALL) {
      List<PluginFactory<?>> found = new ArrayList<>();
      try {
        ServiceLoader.load(kind.factory(), loader).forEach(found::add);
      } catch (ServiceConfigurationError e) {
        throw e.getCause() == null
            ? unloadable(kind, origin, e.getMessage(), e)
            : unloadable(kind, origin, e.getMessage() + ": " + e.getCause(), e.getCause());
      } catch (LinkageError e) {
        throw unloadable(kind, origin, e.toString(), e);
      }
      found.forEach(factory -> add(kind, factory, origin));
      any |= !found.isEmpty();
    }
    return any;
  }

  private static TeacherException unloadable(
      PluginKind<?> kind, String origin, String found, Throwable cause) {
    return Misfit.of(kind.any(), origin, cause)
        .orElseGet(
            () ->
                Problem.usage(kind.any() + " cannot be loaded")
                    .where(origin)
                    .found(found)
                    .remedy(
                        "correct the class, or META-INF/services/"
                            + kind.factory().getName()
                            + " in the jar, or remove the jar")
                    .cause(cause)
                    .exception());
  }

  /** Calls what every factory must have, so that one for another API is found at once. */
  private void add(PluginKind<?> kind, PluginFactory<?> factory, String origin) {
    Entry entry = new Entry(factory, origin);
    String name = Guard.around(factory, kind.any(), entry.place()).name();
    if (!name.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
      throw Problem.usage("bad name of " + kind.any())
          .where(entry.place())
          .expected("lower-case letters, digits and hyphens")
          .found(name)
          .exception();
    }
    PluginFactory<?> guarded = guarded(kind, name, factory, entry.place());
    guarded.description();
    guarded.keys();
    Entry other = entries.get(kind).putIfAbsent(name, entry);
    if (other != null) {
      throw Problem.usage("two plugins are the " + kind.label() + " " + name)
          .where(other.place() + "\n" + entry.place())
          .remedy("remove one of them")
          .exception();
    }
  }

  private static <F extends PluginFactory<?>> F guarded(
      PluginKind<?> kind, String name, F factory, String place) {
    return Guard.around(factory, kind.label() + " " + name, place);
  }
}
