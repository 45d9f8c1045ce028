package dev.teacher.api.tensor;

import dev.teacher.api.error.Problem;
import dev.teacher.api.io.AtomicFiles;
import dev.teacher.api.io.IoReason;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * The safetensors file format (github.com/huggingface/safetensors): the length of a JSON header,
 * the header, then the elements, little-endian and without gaps.
 *
 * <p>Written are F32 and I64. Read are F32, F16 and BF16 as float32, I64 and I32 as int64; F64 is
 * refused, since its digits would be lost. Everything the header says is checked against the size
 * of the file before memory is taken.
 */
public final class Safetensors {
  private static final int CHUNK = 1 << 16;

  private Safetensors() {}

  /** Writes tensors and metadata in their order; the file appears only when it is complete. */
  public static void write(Path file, Weights weights) {
    byte[] header = SafetensorsHeader.render(weights);
    AtomicFiles.writeFile(
        file,
        out -> {
          byte[] chunk = new byte[CHUNK];
          littleEndian(chunk).putLong(header.length);
          out.write(chunk, 0, Long.BYTES);
          out.write(header);
          for (String name : weights.names()) {
            write(out, chunk, weights.get(name));
          }
        });
  }

  /** Reads a file; whatever is wrong with it is a data problem. Tensors come as they lie in it. */
  public static Weights read(Path file) {
    try (FileChannel channel = FileChannel.open(file)) {
      SafetensorsHeader header = header(file, channel);
      Weights weights = new Weights();
      header.metadata().forEach(weights::putMetadata);
      for (SafetensorsHeader.Entry entry : header.entries()) {
        weights.put(entry.name(), read(channel, entry));
      }
      return weights;
    } catch (IOException e) {
      throw Problem.data("cannot read weights")
          .where(file)
          .found(IoReason.of(e))
          .cause(e)
          .exception();
    }
  }

  private static SafetensorsHeader header(Path file, FileChannel channel) throws IOException {
    long size = channel.size();
    if (size < Long.BYTES) {
      throw SafetensorsHeader.broken(file, "a length of 8 bytes", "a file of " + size + " bytes");
    }
    ByteBuffer start = littleEndian(new byte[Long.BYTES]);
    long length = fill(channel, start).getLong();
    long limit = Math.min(size - Long.BYTES, SafetensorsHeader.LARGEST);
    if (length < 2 || length > limit) {
      throw SafetensorsHeader.broken(
          file, "a header of 2 to " + limit + " bytes", "a header of " + length + " bytes");
    }
    ByteBuffer text = fill(channel, ByteBuffer.allocate((int) length));
    return SafetensorsHeader.parse(file, text, size - Long.BYTES - length);
  }

  private static Tensor read(FileChannel channel, SafetensorsHeader.Entry entry)
      throws IOException {
    StoredType type = entry.type();
    int count = (int) Tensor.elements(entry.shape());
    ByteBuffer chunk = littleEndian(new byte[CHUNK]);
    if (type.dtype() == DType.FLOAT32) {
      float[] values = new float[count];
      for (int i = 0; i < count; i++) {
        values[i] = type.readFloat(refill(channel, chunk, i, count, type.bytes()));
      }
      return Tensor.of(values, entry.shape());
    }
    long[] values = new long[count];
    for (int i = 0; i < count; i++) {
      values[i] = type.readLong(refill(channel, chunk, i, count, type.bytes()));
    }
    return Tensor.of(values, entry.shape());
  }

  private static void write(OutputStream out, byte[] chunk, Tensor tensor) throws IOException {
    boolean floats = tensor.dtype() == DType.FLOAT32;
    int bytes = StoredType.of(tensor).bytes();
    int each = CHUNK / bytes;
    for (int from = 0; from < tensor.size(); from += each) {
      int count = Math.min(each, tensor.size() - from);
      if (floats) {
        littleEndian(chunk).asFloatBuffer().put(tensor.floats(), from, count);
      } else {
        littleEndian(chunk).asLongBuffer().put(tensor.longs(), from, count);
      }
      out.write(chunk, 0, count * bytes);
    }
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The chunk, with the bytes of element {@code i} next. */
  private static ByteBuffer refill(
      FileChannel channel, ByteBuffer chunk, int i, int count, int bytes) throws IOException {
    if (i % (CHUNK / bytes) == 0) {
      fill(channel, chunk.clear().limit((int) Math.min(CHUNK, (long) (count - i) * bytes)));
    }
    return chunk;
  }

  private static ByteBuffer fill(FileChannel channel, ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        throw new EOFException("the file ended early");
      }
    }
    return buffer.flip();
  }
}
