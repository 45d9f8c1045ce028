package dev.teacher.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Compiles what stands in pages. */
public final class JavaSources {
  private static final Pattern TYPE = Pattern.compile("(?m)^(?:public )?(?:final )?class (\\w+)");

  private JavaSources() {}

  /** The name of the first class of a source. */
  static String className(String source) {
    Matcher matcher = TYPE.matcher(source);
    assertThat(matcher.find()).as("a class in %s", source).isTrue();
    return matcher.group(1);
  }

  /** Writes a source without package under its class's name and compiles it. */
  static void compile(Path folder, String source) throws IOException {
    Path file = folder.resolve(className(source) + ".java");
    Files.writeString(file, source);
    compile(folder, List.of(file));
  }

  /** Compiles files against the class path of the tests. */
  public static void compile(Path output, List<Path> files) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    List<String> options = new ArrayList<>(List.of("-proc:none", "--release", "17"));
    options.addAll(List.of("-classpath", System.getProperty("java.class.path")));
    options.addAll(List.of("-d", output.toString()));
    try (var manager = compiler.getStandardFileManager(null, null, null)) {
      boolean compiles =
          compiler
              .getTask(
                  messages,
                  manager,
                  null,
                  options,
                  null,
                  manager.getJavaFileObjectsFromPaths(files))
              .call();
      assertThat(compiles).as("%s\n%s", files, messages).isTrue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
