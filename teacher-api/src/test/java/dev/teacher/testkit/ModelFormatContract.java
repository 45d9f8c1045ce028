package dev.teacher.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.teacher.api.data.Batch;
import dev.teacher.api.error.Category;
import dev.teacher.api.error.TeacherException;
import dev.teacher.api.plugin.InferenceModel;
import dev.teacher.api.plugin.ModelFormat;
import dev.teacher.api.plugin.ModelFormatFactory;
import dev.teacher.api.plugin.ModelFormats;
import dev.teacher.api.plugin.ModelOutput;
import dev.teacher.api.plugin.PluginKind;
import dev.teacher.api.plugin.Registry;
import dev.teacher.api.tensor.Weights;
import dev.teacher.testkit.Fragment.Output;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every model format must do that can be run. Override {@link #factory}; and {@link #format}
 * if it runs files that another writes.
 */
public abstract class ModelFormatContract extends PluginContract<ModelFormat, ModelFormatFactory> {
  private static final Fragment NETWORK = TrainingNetworks.noisy();
  private static final Batch BATCH = TrainingNetworks.batch();
  private static final int THREADS = 4;

  protected ModelFormatContract() {
    super(PluginKind.FORMAT);
  }

  /** What writes the files that it runs; itself here. */
  protected ModelFormat format() {
    if (factory().isWritable()) {
      return plugin();
    }
    throw new AssertionError("override format(): this one writes no files");
  }

  @Test
  public final void itsEndingsAreLowerCaseAndItsOwn() {
    assertThat(factory().endings())
        .isNotEmpty()
        .doesNotHaveDuplicates()
        .allMatch(ending -> ending.matches("\\.[a-z0-9._-]+"));
    Path file = Path.of("MODEL" + factory().endings().get(0));
    assertThat(new ModelFormats(Registry.ofClassPath()).of(file).name())
        .isEqualTo(factory().name());
  }

  @ParameterizedTest
  @MethodSource("dev.teacher.testkit.SequenceCases#names")
  public final void everyOperationGivesWhatPlainJavaGives(String operation) {
    Fragment fragment = SequenceCases.fragment(operation);
    List<float[]> samples = SequenceCases.samples(operation);
    Batch batch = fragment.batch(samples, 2, Float.NaN);
    List<Output> expected = fragment.outputs(batch);
    withModel(
        fragment,
        model -> {
          Numbers.requireClose(Fragment.outputs(model.run(batch)), expected, operation);
          for (int i = 0; i < samples.size(); i++) {
            Batch alone = fragment.alone(samples.get(i));
            Output found = Fragment.outputs(model.run(alone)).get(0);
            Numbers.requireClose(found, expected.get(i), operation + ", alone sample " + i);
          }
        });
  }

  @Test
  public final void auxiliariesAreLeftOutAndMissingWeightsRefused() {
    Fragment network = TrainingNetworks.withAuxiliary(TrainingNetworks.Head.LAST);
    List<Output> expected = network.outputs(BATCH);
    withModel(
        network,
        model -> Numbers.requireClose(Fragment.outputs(model.run(BATCH)), expected, "the output"));
    Weights other = TrainingNetworks.plain().weights();
    assertThatThrownBy(() -> withModel(network.with(other), model -> {}))
        .isInstanceOf(TeacherException.class)
        .hasMessageContaining("in.weight");
  }

  @Test
  public final void theModelKnowsItsPropertiesAndColumns() {
    withModel(
        NETWORK,
        model -> {
          assertThat(model.metadata()).containsAllEntriesOf(Exported.properties(NETWORK));
          assertThat(model.inputWidth()).isEqualTo(TrainingNetworks.WIDTH);
        });
  }

  @Test
  public final void theOutputHasItsFramesAndChannelsAndTheInputIsLeftAlone() {
    float[] before = numbers(BATCH);
    withModel(
        NETWORK,
        model -> {
          ModelOutput output = model.run(BATCH);
          assertThat(output.frames()).isEqualTo(NETWORK.time().resolve(BATCH.frames()));
          assertThat(output.channels()).isEqualTo(Fragment.CLASSES);
          assertThat(output.values())
              .hasSize(BATCH.size() * output.frames() * output.channels())
              .isEqualTo(model.run(BATCH).values());
          assertThat(numbers(BATCH)).isEqualTo(before);
        });
  }

  @Test
  public final void severalThreadsGetWhatOneGets() {
    withModel(
        NETWORK,
        model -> {
          List<Batch> batches =
              IntStream.rangeClosed(1, THREADS).mapToObj(i -> NETWORK.alone(random(i))).toList();
          List<float[]> expected = batches.stream().map(b -> model.run(b).values()).toList();
          boolean same =
              IntStream.range(0, 50 * THREADS)
                  .parallel()
                  .allMatch(
                      i ->
                          Arrays.equals(
                              model.run(batches.get(i % THREADS)).values(),
                              expected.get(i % THREADS)));
          assertThat(same).isTrue();
        });
  }

  @Test
  public final void batchesThatDoNotFitAreRefused() {
    withModel(
        NETWORK,
        model -> {
          Batch narrow = Batches.of(List.of(new float[8]), 4, 0, 0);
          refuses(() -> model.run(narrow), "sample-0", "6 columns", "4 columns");
          for (long length : new long[] {0, -1, BATCH.frames() + 1, Long.MAX_VALUE}) {
            Batch wrong = Batches.withLength(BATCH, 1, length);
            refuses(() -> model.run(wrong), "sample-1", Long.toString(length));
          }
        });
  }

  @Test
  public final void whatIsNoModelIsRefusedByName() {
    Exported.withFile(
        file -> {
          refuses(() -> plugin().load(file), file.toString());
          refuses(() -> plugin().load(file.getParent()), file.getParent().toString());
          byte[] noise = new byte[1000];
          new SplittableRandom(3).nextBytes(noise);
          byte[] text = "not a model".getBytes(StandardCharsets.UTF_8);
          for (byte[] content : List.of(new byte[0], text, noise)) {
            refuses(() -> plugin().load(written(file, content)), file.toString(), "to do:");
          }
          Exported.write(format(), NETWORK, file);
          byte[] whole = bytes(file);
          for (int length : new int[] {10, whole.length / 2, whole.length - 1}) {
            byte[] cut = Arrays.copyOf(whole, length);
            refuses(() -> plugin().load(written(file, cut)), file.toString(), "to do:");
          }
        });
  }

  @Test
  public final void closingTwiceIsAllowedAndRunningAfterwardsIsNot() {
    withModel(
        NETWORK,
        other ->
            withModel(
                NETWORK,
                model -> {
                  model.close();
                  model.close();
                  assertThatThrownBy(() -> model.run(BATCH))
                      .isInstanceOf(TeacherException.class)
                      .hasMessageContaining("closed");
                  assertThat(other.run(BATCH).lengths()).hasSize(BATCH.size());
                }));
  }

  private void withModel(Fragment fragment, Consumer<InferenceModel> use) {
    Exported.use(format(), plugin(), fragment, use);
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path written(Path file, byte[] content) {
    try {
      return Files.write(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ten frames. */
  private static float[] random(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return Batches.samples(random, -1, 1, TrainingNetworks.WIDTH, 10).get(0);
  }

  private static float[] numbers(Batch batch) {
    float[] numbers = new float[batch.size() * batch.frames() * batch.width()];
    batch.view().get(numbers);
    return numbers;
  }

  private static void refuses(ThrowingCallable use, String... texts) {
    assertThatThrownBy(use)
        .isInstanceOfSatisfying(
            TeacherException.class, e -> assertThat(e.category()).isEqualTo(Category.DATA))
        .hasMessageContainingAll(texts);
  }
}
