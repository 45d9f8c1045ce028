package dev.teacher.model.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.teacher.api.data.Batch;
import dev.teacher.api.error.Problem;
import dev.teacher.api.plugin.InferenceModel;
import dev.teacher.api.plugin.ModelOutput;
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
      batch.check(signature.width(), file);
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
    try (OnnxTensor values = OnnxTensor.createTensor(environment, batch.view(), shape);
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
}
