package dev.teacher.model.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.teacher.api.data.Batch;
import dev.teacher.api.error.Problem;
import dev.teacher.api.plugin.InferenceModel;
import dev.teacher.api.plugin.ModelOutput;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** A model in ONNX Runtime. Runs share it; closing waits until none runs. */
final class OnnxModel implements InferenceModel {
  private final OrtEnvironment environment;
  private final OrtSession session;
  private final Path file;
  private final Signature signature;
  private final Map<String, String> metadata;
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private boolean closed;

  OnnxModel(OrtEnvironment environment, OrtSession session, Path file) throws OrtException {
    this.environment = environment;
    this.session = session;
    this.file = file;
    metadata = Map.copyOf(session.getMetadata().getCustomMetadata());
    ModelMetadata.requireKnownFormat(metadata, file);
    signature = Signature.of(session, file);
  }

  @Override
  public Map<String, String> metadata() {
    return metadata;
  }

  @Override
  public int inputWidth() {
    return signature.width();
  }

  @Override
  public ModelOutput run(Batch batch) {
    lock.readLock().lock();
    try {
      if (closed) {
        throw Problem.internal("the model is closed and cannot run").where(file).exception();
      }
      check(batch);
      return compute(batch);
    } catch (OrtException e) {
      throw Problem.internal("the model failed")
          .where(file + ", samples " + batch.ids())
          .found(firstLine(e))
          .cause(e)
          .exception();
    } finally {
      lock.readLock().unlock();
    }
  }

  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        session.close();
      }
    } catch (OrtException e) {
      throw Problem.internal("the model cannot be closed").where(file).cause(e).exception();
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** ONNX Runtime's messages run over many lines of source positions. */
  static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse(e.toString());
  }

  private ModelOutput compute(Batch batch) throws OrtException {
    long[] shape = {batch.size(), batch.frames(), batch.width()};
    // A view of its own: threads may share a batch, and its buffer has one position.
    FloatBuffer data = batch.data().duplicate().clear().limit(elements(batch));
    try (OnnxTensor values = OnnxTensor.createTensor(environment, data, shape);
        OnnxTensor lengths =
            OnnxTensor.createTensor(
                environment, LongBuffer.wrap(batch.lengths()), new long[] {batch.size()});
        OrtSession.Result result =
            session.run(Map.of(signature.input(), values, Signature.LENGTHS, lengths))) {
      OnnxTensor output = (OnnxTensor) result.get(signature.output()).orElseThrow();
      OnnxTensor outputLengths = (OnnxTensor) result.get(Signature.OUTPUT_LENGTHS).orElseThrow();
      long[] sizes = output.getInfo().getShape();
      return new ModelOutput(
          output.getFloatBuffer().array(), // a copy that ONNX Runtime just made
          Math.toIntExact(sizes[1]),
          Math.toIntExact(sizes[2]),
          outputLengths.getLongBuffer().array());
    }
  }

  private void check(Batch batch) {
    if (batch.width() != signature.width()) {
      throw Problem.data("the samples have another number of columns than the model takes")
          .where(file + ", samples " + batch.ids())
          .expected(signature.width() + " columns")
          .found(batch.width() + " columns")
          .remedy("read them with the landmark reader and layout of the training")
          .exception();
    }
    if (batch.size() < 1 || batch.lengths().length != batch.size()) {
      throw Problem.internal("a batch has one length a sample and one sample at least")
          .found(batch.size() + " samples and " + batch.lengths().length + " lengths")
          .exception();
    }
    for (int i = 0; i < batch.size(); i++) {
      long length = batch.lengths()[i];
      if (length < 1 || length > batch.frames()) {
        throw Problem.data("a sample has an impossible length")
            .where("sample " + batch.ids().get(i))
            .expected("1 to " + batch.frames() + " frames")
            .found(length + " frames")
            .exception();
      }
    }
    boolean ready =
        batch.data().isDirect()
            && batch.data().order() == ByteOrder.nativeOrder()
            && batch.data().capacity() >= elements(batch);
    if (!ready) {
      throw Problem.internal("a batch wants a direct buffer of native order that holds it")
          .expected(elements(batch) + " numbers, " + ByteOrder.nativeOrder())
          .found(batch.data() + ", " + batch.data().order())
          .exception();
    }
  }

  private static int elements(Batch batch) {
    return Math.multiplyExact(Math.multiplyExact(batch.size(), batch.frames()), batch.width());
  }
}
