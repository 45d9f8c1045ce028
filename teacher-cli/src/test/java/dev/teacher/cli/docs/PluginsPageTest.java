package dev.teacher.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.pipeline.Recognizer;
import dev.teacher.api.plugin.PluginJar;
import dev.teacher.api.plugin.PluginKind;
import dev.teacher.api.plugin.Registry;
import dev.teacher.testkit.EngineTest;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class PluginsPageTest {
  /** What a reader of the README sees is complete but for these lines. */
  private static final String IMPORTS =
      """
      import dev.teacher.api.config.*;
      import dev.teacher.api.graph.*;
      import dev.teacher.api.plugin.*;
      import java.util.List;
      """;

  @TempDir Path folder;

  @Test
  void thePageShowsTheProjectAsItIs() throws IOException {
    List<Block> shown =
        Page.of("docs/plugins.md").blocks().stream().filter(b -> !b.title().isEmpty()).toList();
    for (Block block : shown) {
      Path file = PluginProject.FOLDER.resolve(block.title());
      assertThat(file).as("%s", block).hasContent(block.text());
    }
    List<Path> files = new ArrayList<>(PluginProject.files(PluginProject.FOLDER.resolve("src")));
    files.add(PluginProject.FOLDER.resolve("pom.xml"));
    assertThat(shown)
        .extracting(block -> PluginProject.FOLDER.resolve(block.title()))
        .containsExactlyInAnyOrderElementsOf(files);
  }

  /** As its README says, and less than a newcomer would give up at. */
  @Test
  void theProjectIsShort() throws IOException {
    int code = 0;
    for (Path file : PluginProject.files(PluginProject.FOLDER.resolve("src/main/java"))) {
      for (String line : Files.readAllLines(file)) {
        code += line.isBlank() || line.matches("(import|package) .*|\\s*(//|/\\*).*") ? 0 : 1;
      }
    }
    assertThat(code).isBetween(80, 100);
  }

  @Test
  void theProjectNamesThisVersion() throws IOException {
    String parent = Files.readString(Page.ROOT.resolve("pom.xml"));
    String version = parent.replaceFirst("(?s).*?<version>([^<]+)</version>.*", "$1");
    assertThat(PluginProject.FOLDER.resolve("pom.xml"))
        .content()
        .contains("<teacher.version>" + version + "</teacher.version>");
  }

  @Test
  void theProjectsPluginsMakeARecogniser() throws IOException {
    Registry registry = PluginProject.registry(folder);
    Graph graph =
        Recognizer.graph(
            Configurations.check(
                Configurations.complete(
                    ConfigFactory.parseString(
                        "features.type = hands-only, normalizers = [{ type = soft-clip }],"
                            + " backbone { type = my-network, hidden = 8 }")),
                registry),
            Optional.empty(),
            7);
    assertThat(Recognizer.outputStride(graph)).isEqualTo(4);
    assertThat(graph.parameters()).extracting(p -> p.name()).contains("conv1.weight");
  }

  @Test
  void theReadmesNetworkIsTheProjectsAndWorksFromAJar() throws IOException {
    Block block =
        Page.of("README.md").blocks().stream().filter(b -> b.is("java")).findFirst().orElseThrow();
    assertThat(PluginProject.FOLDER.resolve("src/main/java/org/example/MyNetwork.java"))
        .content()
        .contains(block.text());
    Path classes = Files.createDirectories(folder.resolve("readme"));
    JavaSources.compile(folder.resolve("readme"), IMPORTS + block.text());
    Path services = Files.createDirectories(classes.resolve("META-INF/services"));
    Files.writeString(
        services.resolve("dev.teacher.api.plugin.BackboneFactory"),
        JavaSources.className(block.text()) + "\n");
    Path jar = Files.createDirectories(folder.resolve("jars")).resolve("readme.jar");
    PluginProject.pack(jar, classes);
    Registry registry = Registry.load(PluginJar.of(jar.getParent()));
    assertThat(registry.entries(PluginKind.BACKBONE))
        .anySatisfy(
            entry -> {
              assertThat(entry.factory().name()).isEqualTo("my-network");
              assertThat(entry.origin()).isEqualTo(jar.toString());
            });
  }

  /** Those that need an engine; the others run when Maven builds the project. */
  @TestFactory
  List<DynamicTest> theProjectPassesItsContractTestsInTheEngines() throws Exception {
    Path classes = Files.createDirectories(folder.resolve("all"));
    List<Path> sources = new ArrayList<>();
    sources.addAll(PluginProject.files(PluginProject.FOLDER.resolve("src/main/java")));
    sources.addAll(PluginProject.files(PluginProject.FOLDER.resolve("src/test/java")));
    JavaSources.compile(classes, sources);
    URL[] places = {classes.toUri().toURL()};
    ClassLoader loader = new URLClassLoader(places, PluginsPageTest.class.getClassLoader());
    List<DynamicTest> tests = new ArrayList<>();
    for (String name : List.of("MyNetworkTest", "SoftClipTest", "HandsOnlyTest")) {
      Constructor<?> maker = loader.loadClass("org.example." + name).getDeclaredConstructor();
      maker.setAccessible(true);
      for (Method method : maker.getDeclaringClass().getMethods()) {
        if (method.isAnnotationPresent(EngineTest.class)) {
          tests.add(
              DynamicTest.dynamicTest(
                  name + "." + method.getName(), () -> method.invoke(maker.newInstance())));
        }
      }
    }
    assertThat(tests).hasSizeGreaterThan(30);
    return tests;
  }
}
