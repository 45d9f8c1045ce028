package dev.teacher.model.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.SparseTensorProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TrainingInfoProto;
import dev.teacher.api.error.Category;
import dev.teacher.api.error.TeacherException;
import dev.teacher.api.graph.Graph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SelfContainedTest {
  @TempDir private Path folder;

  private static TensorProto external(String location) {
    return TensorProto.newBuilder()
        .setName("x")
        .setDataType(1)
        .addDims(1)
        .setDataLocation(TensorProto.DataLocation.EXTERNAL)
        .addExternalData(StringStringEntryProto.newBuilder().setKey("location").setValue(location))
        .build();
  }

  private static GraphProto.Builder within(AttributeProto.Builder attribute) {
    return GraphProto.newBuilder().addNode(NodeProto.newBuilder().addAttribute(attribute));
  }

  private static Arguments graph(String name, GraphProto.Builder graph) {
    return Arguments.of(name, ModelProto.newBuilder().setGraph(graph));
  }

  static Stream<Arguments> places() {
    TensorProto tensor = external("/etc/hostname");
    SparseTensorProto sparse = SparseTensorProto.newBuilder().setValues(tensor).build();
    GraphProto.Builder plain = GraphProto.newBuilder().addInitializer(tensor);
    return Stream.of(
        graph("an initializer", plain),
        graph("beside", GraphProto.newBuilder().addInitializer(external("weights.bin"))),
        graph("above", GraphProto.newBuilder().addInitializer(external("../weights.bin"))),
        graph(
            "no place",
            GraphProto.newBuilder().addInitializer(tensor.toBuilder().clearExternalData())),
        graph(
            "no location",
            GraphProto.newBuilder().addInitializer(tensor.toBuilder().clearDataLocation())),
        graph("a sparse initializer", GraphProto.newBuilder().addSparseInitializer(sparse)),
        graph(
            "indices of a sparse initializer",
            GraphProto.newBuilder()
                .addSparseInitializer(SparseTensorProto.newBuilder().setIndices(tensor))),
        graph("an attribute", within(AttributeProto.newBuilder().setT(tensor))),
        graph("attributes", within(AttributeProto.newBuilder().addTensors(tensor))),
        graph("a sparse attribute", within(AttributeProto.newBuilder().setSparseTensor(sparse))),
        graph("sparse attributes", within(AttributeProto.newBuilder().addSparseTensors(sparse))),
        graph("a branch", within(AttributeProto.newBuilder().setG(plain))),
        graph("branches", within(AttributeProto.newBuilder().addGraphs(plain))),
        graph(
            "a branch of a branch",
            within(
                AttributeProto.newBuilder()
                    .setG(within(AttributeProto.newBuilder().setT(tensor))))),
        Arguments.of(
            "a function",
            ModelProto.newBuilder()
                .addFunctions(
                    FunctionProto.newBuilder()
                        .addNode(
                            NodeProto.newBuilder()
                                .addAttribute(AttributeProto.newBuilder().setT(tensor))))),
        Arguments.of(
            "a training",
            ModelProto.newBuilder()
                .addTrainingInfo(TrainingInfoProto.newBuilder().setAlgorithm(plain))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("places")
  void tensorsInOtherFilesAreRefusedWhereverTheyStand(String name, ModelProto.Builder hostile)
      throws IOException {
    refused(good().mergeFrom(hostile.build()), "a tensor that stands in another file");
  }

  @Test
  void aLargeOrManyPropertiesAreRefused() throws IOException {
    StringStringEntryProto large =
        StringStringEntryProto.newBuilder().setKey("a").setValue("x".repeat(9 << 20)).build();
    refused(good().addMetadataProps(large), "properties of");
    ModelProto.Builder many = good();
    for (int i = 0; i < 100; i++) {
      many.addMetadataProps(StringStringEntryProto.newBuilder().setKey("k" + i));
    }
    refused(many, "more of them");
  }

  @Test
  void deepBranchesAreRefused() throws IOException {
    GraphProto.Builder graph = GraphProto.newBuilder();
    for (int i = 0; i < 60; i++) {
      graph = within(AttributeProto.newBuilder().setG(graph));
    }
    refused(good().setGraph(graph), "messages within each other");
  }

  @Test
  void aCutOrLyingFileIsRefused() throws IOException {
    byte[] bytes = good().build().toByteArray();
    Path cut = Files.write(folder.resolve("cut.onnx"), Arrays.copyOf(bytes, 200));
    assertThatThrownBy(() -> SelfContained.require(cut)).isInstanceOf(TeacherException.class);
    byte[] lie = {0x3a, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x07, 1};
    Path lying = Files.write(folder.resolve("lie.onnx"), lie);
    assertThatThrownBy(() -> SelfContained.require(lying)).isInstanceOf(TeacherException.class);
  }

  @Test
  void whatTheWriterWritesPasses() throws IOException {
    Path file = Files.write(folder.resolve("good.onnx"), good().build().toByteArray());
    assertThatCode(() -> SelfContained.require(file)).doesNotThrowAnyException();
  }

  private static ModelProto.Builder good() {
    Graph graph = SmallModels.recognizer(8);
    return OnnxWriter.model(graph, graph.initialWeights(1), Map.of()).toBuilder();
  }

  private void refused(ModelProto.Builder model, String text) throws IOException {
    Path file = Files.write(folder.resolve("model.onnx"), model.build().toByteArray());
    assertThatThrownBy(() -> new OnnxFormat(1).load(file))
        .isInstanceOfSatisfying(
            TeacherException.class, e -> assertThat(e.category()).isEqualTo(Category.DATA))
        .hasMessageContaining(text)
        .hasMessageContaining(file.toString());
  }
}
