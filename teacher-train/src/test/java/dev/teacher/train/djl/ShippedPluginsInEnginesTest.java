package dev.teacher.train.djl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.teacher.api.plugin.BackboneFactory;
import dev.teacher.api.plugin.FeatureExtractorFactory;
import dev.teacher.api.plugin.NormalizerFactory;
import dev.teacher.api.plugin.PluginFactory;
import dev.teacher.api.plugin.PluginKind;
import dev.teacher.api.plugin.Registry;
import dev.teacher.testkit.BackboneContract;
import dev.teacher.testkit.EngineTest;
import dev.teacher.testkit.FeatureExtractorContract;
import dev.teacher.testkit.NormalizerContract;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every shipped plugin that adds to the graph passes its contract in the engines. Their own modules
 * know no engine that trains, so that those tests of the contracts are skipped there.
 */
class ShippedPluginsInEnginesTest {
  private static final Map<String, List<String>> BACKBONES =
      Map.of(
          "i3d",
          List.of(
              "width = 0.02, hidden = 5, layers = 2",
              "width = 0.02, hidden = 4, layers = 1, output-stride = 8, modules = 3",
              "width = 0.02, hidden = 4, layers = 1, output-stride = 2, modules = 2, input-norm = true"),
          "tcn-bilstm",
          List.of(
              "channels = 8, hidden = 8, kernel = 3, pools = [2, 1, 3], layers = 2,"
                  + " auxiliary-weight = 0.5"),
          "bilstm",
          List.of(
              "channels = 8, hidden = 8, layers = 2, output-stride = 1",
              "channels = 8, hidden = 8, layers = 1, output-stride = 4"),
          "conformer",
          List.of(
              "channels = 8, layers = 2, heads = 2, kernel = 3, output-stride = 4,"
                  + " auxiliary-weight = 0.3",
              "channels = 9, layers = 1, heads = 3, kernel = 4, output-stride = 2,"
                  + " positions = relative",
              "channels = 8, layers = 1, heads = 1, output-stride = 8, positions = none"));

  private static final Map<String, List<String>> EXTRACTORS =
      Map.of(
          "body-centred",
          List.of("", "missing = hold", "missing = interpolate, face = false, depth = false"),
          "mediapipe-full",
          List.of("", "missing = hold, presence = true", "missing = interpolate"),
          "precomputed",
          List.of(
              "layout { segments = [ { name = pose, width = 5 }, { name = hands, width = 3 }]}"));

  private static final Map<String, List<String>> NORMALIZERS =
      Map.of(
          "none", List.of(""),
          "clip", List.of("min = -2, max = 3"),
          "per-sample-zscore", List.of("", "axes = sample", "axes = sample, scope = segment"),
          "min-max", List.of("", "axes = sample, low = 0, high = 1"),
          "global-stats", List.of(""));

  /** Those of the API's own tests are on the class path of a build that makes no jars. */
  private static final String EXAMPLES = "dev.teacher.api.";

  @TestFactory
  Stream<DynamicContainer> backbones() {
    return tests(PluginKind.BACKBONE, BACKBONES, ABackbone::new);
  }

  @TestFactory
  Stream<DynamicContainer> extractors() {
    return tests(PluginKind.FEATURES, EXTRACTORS, AnExtractor::new);
  }

  @TestFactory
  Stream<DynamicContainer> normalizers() {
    return tests(PluginKind.NORMALIZER, NORMALIZERS, ANormalizer::new);
  }

  /** The contract's tests in engines, for each plugin that there is and each configuration. */
  private static <F extends PluginFactory<?>> Stream<DynamicContainer> tests(
      PluginKind<F> kind,
      Map<String, List<String>> configurations,
      BiFunction<F, String, Object> contract) {
    List<F> factories =
        Registry.ofClassPath().entries(kind).stream()
            .map(entry -> kind.factory().cast(entry.factory()))
            .filter(factory -> !factory.getClass().getName().startsWith(EXAMPLES))
            .toList();
    assertThat(factories)
        .as("plugins that have a configuration here")
        .extracting(PluginFactory::name)
        .containsExactlyInAnyOrderElementsOf(configurations.keySet());
    return factories.stream()
        .flatMap(
            factory ->
                configurations.get(factory.name()).stream()
                    .map(
                        settings ->
                            DynamicContainer.dynamicContainer(
                                factory.name() + " " + settings,
                                tests(contract.apply(factory, settings)))));
  }

  private static Stream<DynamicTest> tests(Object contract) {
    List<Method> tests =
        Arrays.stream(contract.getClass().getMethods())
            .filter(method -> method.isAnnotationPresent(EngineTest.class))
            .toList();
    assertThat(tests).hasSizeGreaterThan(10);
    return tests.stream()
        .map(method -> DynamicTest.dynamicTest(method.getName(), () -> invoke(method, contract)));
  }

  private static void invoke(Method method, Object contract) throws Throwable {
    try {
      method.invoke(contract);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static final class ABackbone extends BackboneContract {
    private final BackboneFactory factory;
    private final String settings;

    ABackbone(BackboneFactory factory, String settings) {
      this.factory = factory;
      this.settings = settings;
    }

    @Override
    protected BackboneFactory factory() {
      return factory;
    }

    @Override
    protected String settings() {
      return settings;
    }
  }

  private static final class AnExtractor extends FeatureExtractorContract {
    private final FeatureExtractorFactory factory;
    private final String settings;

    AnExtractor(FeatureExtractorFactory factory, String settings) {
      this.factory = factory;
      this.settings = settings;
    }

    @Override
    protected FeatureExtractorFactory factory() {
      return factory;
    }

    @Override
    protected String settings() {
      return settings;
    }
  }

  private static final class ANormalizer extends NormalizerContract {
    private final NormalizerFactory factory;
    private final String settings;

    ANormalizer(NormalizerFactory factory, String settings) {
      this.factory = factory;
      this.settings = settings;
    }

    @Override
    protected NormalizerFactory factory() {
      return factory;
    }

    @Override
    protected String settings() {
      return settings;
    }
  }
}
