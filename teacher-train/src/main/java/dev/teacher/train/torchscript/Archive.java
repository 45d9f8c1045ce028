package dev.teacher.train.torchscript;

import dev.teacher.api.tensor.DType;
import dev.teacher.api.tensor.Tensor;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The container of a TorchScript program: a zip of stored entries under one folder. Tensors are
 * streamed twice, once for the checksum that stands before the data, and never copied as a whole.
 */
final class Archive implements AutoCloseable {
  private static final String FOLDER = "model/";
  private static final int CHUNK = 1 << 14;

  private final ZipOutputStream zip;

  Archive(Path file) throws IOException {
    zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16));
  }

  void text(String name, String content) throws IOException {
    bytes(name, content.getBytes(StandardCharsets.UTF_8));
  }

  void bytes(String name, byte[] content) throws IOException {
    CRC32 checksum = new CRC32();
    checksum.update(content);
    open(name, content.length, checksum);
    zip.write(content);
    zip.closeEntry();
  }

  /** Little-endian elements in row-major order. */
  void tensor(String name, Tensor tensor) throws IOException {
    CRC32 checksum = new CRC32();
    stream(tensor, checksum::update);
    open(name, (long) tensor.size() * (tensor.dtype() == DType.INT64 ? 8 : 4), checksum);
    stream(tensor, ((OutputStream) zip)::write);
    zip.closeEntry();
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }

  private void open(String name, long size, CRC32 checksum) throws IOException {
    ZipEntry entry = new ZipEntry(FOLDER + name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(size);
    entry.setCrc(checksum.getValue());
    entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0)); // equal programs, equal bytes
    zip.putNextEntry(entry);
  }

  private static void stream(Tensor tensor, Sink sink) throws IOException {
    byte[] chunk = new byte[CHUNK * 8];
    ByteBuffer buffer = ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN);
    for (int from = 0; from < tensor.size(); from += CHUNK) {
      int count = Math.min(CHUNK, tensor.size() - from);
      if (tensor.dtype() == DType.INT64) {
        buffer.asLongBuffer().put(tensor.longs(), from, count);
        sink.take(chunk, 0, 8 * count);
      } else {
        buffer.asFloatBuffer().put(tensor.floats(), from, count);
        sink.take(chunk, 0, 4 * count);
      }
    }
  }

  private interface Sink {
    void take(byte[] bytes, int offset, int length) throws IOException;
  }
}
