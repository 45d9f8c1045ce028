package dev.teacher.model.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import dev.teacher.api.data.Layout;
import dev.teacher.api.error.Category;
import dev.teacher.api.error.TeacherException;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.graph.GraphBuilder;
import dev.teacher.api.graph.Sequence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFilesTest {
  @TempDir private Path folder;

  private byte[] good() {
    Graph graph = SmallModels.recognizer(8);
    return OnnxWriter.model(graph, graph.initialWeights(1), Map.of()).toByteArray();
  }

  private TeacherException refused(Path file) {
    try {
      new OnnxFormat(1).load(file).close();
    } catch (TeacherException e) {
      assertThat(e.category()).isEqualTo(Category.DATA);
      assertThat(e).hasMessageContaining(file.toString()).hasMessageContaining("to do:");
      return e;
    }
    throw new AssertionError(file + " was loaded");
  }

  private Path file(byte[] content) throws IOException {
    return Files.write(folder.resolve("model.onnx"), content);
  }

  private Path changed(UnaryOperator<ModelProto.Builder> change) throws IOException {
    return file(change.apply(ModelProto.parseFrom(good()).toBuilder()).build().toByteArray());
  }

  @Test
  void placesWithoutAFileAreRefused() {
    assertThat(refused(folder.resolve("absent.onnx"))).hasMessageContaining("no readable file");
    assertThat(refused(folder)).hasMessageContaining("a folder");
  }

  @Test
  void aModelOfAnotherProgramIsRefused() throws IOException {
    assertThat(refused(changed(ModelProto.Builder::clearMetadataProps)))
        .hasMessageContaining("not exported by teacher");
  }

  @Test
  void aModelOfANewerFormatIsRefused() throws IOException {
    assertThat(
            refused(
                changed(
                    model -> {
                      model.getMetadataPropsBuilder(0).setValue("2");
                      return model;
                    })))
        .hasMessageContainingAll("newer", "format version 1 at most", "format version 2");
  }

  @Test
  void otherInputsOrOutputsAreRefused() {
    Path file = folder.resolve("other.onnx");
    GraphBuilder input = new GraphBuilder();
    Sequence images = input.inputSequence("images", Layout.parse("test: all=4"));
    input.output("log_probs", images.data());
    input.output("output_lengths", images.lengths());
    assertThat(refused(SmallModels.write(input.build(), file)))
        .hasMessageContainingAll("inputs", "landmarks or features", "images");
    GraphBuilder output = new GraphBuilder();
    Sequence features = output.inputSequence("features", Layout.parse("test: all=4"));
    output.output("log_probs", features.data());
    assertThat(refused(SmallModels.write(output.build(), file)))
        .hasMessageContainingAll("outputs", "output_lengths int64 [batch]");
  }

  @Test
  void writingReplacesAFileAndLeavesNothingElse() throws IOException {
    Path file = file(new byte[] {1});
    Graph graph = SmallModels.recognizer(8);
    SmallModels.write(graph, file);
    assertThat(file).hasBinaryContent(good());
    assertThat(folder).isDirectoryNotContaining(path -> !path.equals(file));
  }

  @Test
  void aPlaceThatCannotBeWrittenIsNamedAndLeftAlone() throws IOException {
    Graph graph = SmallModels.recognizer(8);
    Path file = file(new byte[] {1});
    for (Path place : List.of(folder, file.resolve("model.onnx"))) {
      assertThatThrownBy(() -> SmallModels.write(graph, place))
          .isInstanceOf(TeacherException.class)
          .hasMessageContainingAll("cannot write", place.toString());
    }
    assertThat(file).hasBinaryContent(new byte[] {1});
    assertThat(folder).isDirectoryNotContaining(path -> !path.equals(file));
  }

  @Test
  void weightsThatAreNotFiniteAreNotExported() {
    Graph graph = SmallModels.recognizer(8);
    var weights = graph.initialWeights(1);
    weights.get("rnn.bias_ih").floats()[3] = Float.NaN;
    Path file = folder.resolve("nan.onnx");
    assertThatThrownBy(() -> OnnxWriter.write(graph, weights, Map.of(), file))
        .isInstanceOf(TeacherException.class)
        .hasMessageContainingAll("rnn.bias_ih, element 3", "NaN");
    assertThat(file).doesNotExist();
  }

  @Test
  void weightsOfAnotherGraphAreNotExported() {
    assertThatThrownBy(
            () ->
                OnnxWriter.model(
                    SmallModels.recognizer(8),
                    SmallModels.recognizer(9).initialWeights(1),
                    Map.of()))
        .isInstanceOf(TeacherException.class)
        .hasMessageContaining("do not fit the network");
  }

  @Test
  void moreThanAFileHoldsIsRefused() {
    assertThatThrownBy(() -> OnnxWriter.refuseTooLarge(101, 100))
        .isInstanceOf(TeacherException.class)
        .hasMessageContainingAll("at most 100 bytes", "101 bytes");
  }

  @Test
  void everyStoredTensorIsUsed() throws IOException {
    GraphProto graph = ModelProto.parseFrom(good()).getGraph();
    Set<String> used = new HashSet<>();
    graph.getNodeList().forEach(node -> used.addAll(node.getInputList()));
    assertThat(graph.getInitializerList()).isNotEmpty();
    assertThat(graph.getInitializerList()).extracting(TensorProto::getName).isSubsetOf(used);
  }

  @Test
  void twoExportsGiveTheSameBytes() {
    assertThat(good()).isEqualTo(good());
  }
}
