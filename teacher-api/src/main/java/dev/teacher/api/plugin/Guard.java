package dev.teacher.api.plugin;

import dev.teacher.api.data.FrameSource;
import dev.teacher.api.data.Sample;
import dev.teacher.api.error.Problem;
import dev.teacher.api.error.TeacherException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Stands before a plugin's object: what that throws, or a null that it gives, is reported with the
 * plugin's name and jar. What the object hands out is guarded as well, so that no caller of plugins
 * has to think of it.
 */
final class Guard implements InvocationHandler {
  private static final String API = "dev.teacher.api.";

  private final Object object;
  private final String plugin;
  private final String place;

  private Guard(Object object, String plugin, String place) {
    this.object = object;
    this.plugin = plugin;
    this.place = place;
  }

  /**
   * The object behind the interfaces of the API that it has; the object itself where it has none.
   *
   * @param object what a plugin made
   * @param plugin kind and name
   * @param place class and jar
   */
  @SuppressWarnings("unchecked") // T is one of the interfaces, or the object comes back as it is
  static <T> T around(T object, String plugin, String place) {
    Set<Class<?>> interfaces = new LinkedHashSet<>();
    addInterfaces(object.getClass(), interfaces);
    if (interfaces.isEmpty()) {
      return object;
    }
    return (T)
        Proxy.newProxyInstance(
            Guard.class.getClassLoader(),
            interfaces.toArray(Class<?>[]::new),
            new Guard(object, plugin, place));
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) {
    if (method.getDeclaringClass().equals(Object.class)) {
      return ofObject(method, arguments);
    }
    Object result = call(method, arguments);
    if (result == null && !method.getReturnType().equals(void.class)) {
      throw failure(method.getName() + " gave null").exception();
    }
    return guarded(result);
  }

  private Object call(Method method, Object[] arguments) {
    try {
      return method.invoke(object, arguments);
    } catch (InvocationTargetException e) {
      throw failure(method, e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("interfaces of the API are public", e);
    }
  }

  /**
   * Failures that already speak pass as they are, and so do those of the Java machine; but that a
   * stack overflows is the fault of whoever calls itself.
   */
  private TeacherException failure(Method method, Throwable thrown) {
    if (thrown instanceof TeacherException spoken) {
      return spoken;
    }
    if (thrown instanceof VirtualMachineError fatal && !(fatal instanceof StackOverflowError)) {
      throw fatal;
    }
    return Misfit.of(plugin, place, thrown)
        .orElseGet(() -> failure(method.getName() + " threw " + thrown).cause(thrown).exception());
  }

  private Problem failure(String found) {
    return Problem.internal(plugin + " failed")
        .where(place)
        .found(found)
        .remedy("tell the plugin's author");
  }

  private Object guarded(Object result) {
    if (result instanceof List<?> list) {
      return list.stream().map(this::guarded).toList();
    }
    if (result instanceof Sample sample) {
      return sample.withSource((FrameSource) guarded(sample.source()));
    }
    return result != null && isOwn(result.getClass()) ? around(result, plugin, place) : result;
  }

  /**
   * Whether the plugin's code runs in it: in its own classes, and in what default methods of the
   * API give. Other plugins and objects of the program, which a plugin may hand on, are not its
   * work.
   */
  private boolean isOwn(Class<?> type) {
    return type.getClassLoader() == object.getClass().getClassLoader()
        || (type.getName().startsWith(API) && type.getNestHost().isInterface());
  }

  private Object ofObject(Method method, Object[] arguments) {
    return switch (method.getName()) {
      case "equals" -> object.equals(unguarded(arguments[0]));
      case "hashCode" -> object.hashCode();
      default -> plugin + ", " + place;
    };
  }

  private static Object unguarded(Object other) {
    return other != null
            && Proxy.isProxyClass(other.getClass())
            && Proxy.getInvocationHandler(other) instanceof Guard guard
        ? guard.object
        : other;
  }

  private static void addInterfaces(Class<?> type, Set<Class<?>> interfaces) {
    if (type == null) {
      return;
    }
    if (type.isInterface()
        && type.getName().startsWith(API)
        && Modifier.isPublic(type.getModifiers())
        && !type.isSealed()) {
      interfaces.add(type);
    }
    addInterfaces(type.getSuperclass(), interfaces);
    for (Class<?> each : type.getInterfaces()) {
      addInterfaces(each, interfaces);
    }
  }
}
