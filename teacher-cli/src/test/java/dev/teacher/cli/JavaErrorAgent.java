package dev.teacher.cli;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/**
 * Sends what Java writes to standard error to a file, so that what is left there was written by
 * native code or by the Java machine itself.
 */
public final class JavaErrorAgent {
  private JavaErrorAgent() {}

  /** Called by the Java machine before the program. */
  public static void premain(String file) throws IOException {
    System.setErr(new PrintStream(new FileOutputStream(file), true, StandardCharsets.UTF_8));
  }

  /** Writes the agent's jar; gives the option that starts it. */
  static String option(Path jar, Path javaErrors) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", JavaErrorAgent.class.getName());
    String entry = JavaErrorAgent.class.getName().replace('.', '/') + ".class";
    try (InputStream in = JavaErrorAgent.class.getClassLoader().getResourceAsStream(entry);
        OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file, manifest)) {
      out.putNextEntry(new ZipEntry(entry));
      in.transferTo(out);
      out.closeEntry();
    }
    return "-javaagent:" + jar + "=" + javaErrors;
  }
}
