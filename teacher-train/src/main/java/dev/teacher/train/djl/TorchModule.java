package dev.teacher.train.djl;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import dev.teacher.api.error.Problem;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A loaded TorchScript program whose methods are called by name. Used by one thread. */
final class TorchModule implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TorchModule.class);

  private final PtNDManager manager;
  private final PtSymbolBlock block;
  private final int threads;
  private boolean closed;

  /** Loads a program for the CPU; the file may be deleted afterwards. */
  TorchModule(Path file, int threads) {
    this(file, threads, TorchDevice.CPU);
  }

  /** Loads a program whose tensors live on a device; the file may be deleted afterwards. */
  TorchModule(Path file, int threads, TorchDevice device) {
    this.threads = threads;
    this.manager = TorchEngine.start(device);
    try {
      TorchEngine.enter(threads);
      this.block =
          JniUtils.loadModule(
              manager, file, device == TorchDevice.CUDA, new String[0], new String[0], true);
    } catch (EngineException e) {
      manager.close();
      throw failed("LibTorch refuses the program of this network", e);
    }
  }

  /** A manager for what one call needs; to be closed after its results were read. */
  NDManager scope() {
    if (closed) {
      throw new IllegalStateException("the network is closed");
    }
    return manager.newSubManager();
  }

  /**
   * Runs a method.
   *
   * @param scope holds the arguments, and the results
   * @param method its name
   * @param gradients whether it may compute gradients or change tensors
   * @param arguments at least one
   * @return its result, flat; entries of a dictionary are named
   */
  NDList call(NDManager scope, String method, boolean gradients, NDArray... arguments) {
    TorchEngine.enter(threads);
    NDList list = new NDList(arguments);
    NDArray name = scope.create(0L);
    name.setName("module_method:" + method);
    list.add(name);
    boolean before = JniUtils.isGradMode();
    JniUtils.setGradMode(gradients);
    try {
      return NativeCalls.run(() -> IValueUtils.forward(block, list, gradients));
    } catch (EngineException e) {
      throw failed("LibTorch failed in " + method, e);
    } finally {
      JniUtils.setGradMode(before);
    }
  }

  /** A float32 array with these values. */
  static NDArray floats(NDManager scope, FloatBuffer values, long... shape) {
    if (scope.getDevice().isGpu()) {
      return scope.create(values.duplicate(), new Shape(shape), DataType.FLOAT32);
    }
    NDArray array = scope.create(new Shape(shape), DataType.FLOAT32);
    ByteBuffer view = array.toByteBuffer(true); // a view: create(float[]) would leave it to the GC
    view.asFloatBuffer().put(values.duplicate());
    return array;
  }

  /** An int64 array with these values. */
  static NDArray longs(NDManager scope, long[] values, long... shape) {
    if (scope.getDevice().isGpu()) {
      return scope.create(LongBuffer.wrap(values), new Shape(shape), DataType.INT64);
    }
    NDArray array = scope.create(new Shape(shape), DataType.INT64);
    array.toByteBuffer(true).asLongBuffer().put(values);
    return array;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      block.close();
      manager.close();
    }
  }

  private static RuntimeException failed(String what, EngineException e) {
    LOG.debug(what, e); // the user reads the first lines, the log holds them all
    return Problem.internal(what).found(Messages.first(e)).cause(e).exception();
  }
}
