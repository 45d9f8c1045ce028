package dev.teacher.features.npy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Where the bytes of a {@code .npy} array come from: a file, or a member of an archive. */
public interface NpyInput {
  /** A new stream from the first byte on. */
  InputStream open() throws IOException;

  /** How many bytes the stream should have, as far as the container says; checked, not trusted. */
  long length() throws IOException;

  /** The most bytes that the numbers may take in memory: more is not plausible here. */
  long mostBytes() throws IOException;

  /**
   * Called before so many bytes of memory are taken for the numbers. Where {@link #length} is only
   * a promise, and much memory is at stake, this makes sure that it is kept.
   */
  void beforeTaking(long bytes) throws IOException;

  /** What a message should call it. */
  String location();

  /** The file that holds these bytes and nothing else, if one does. */
  default Optional<Path> plainFile() {
    return Optional.empty();
  }

  /** A file of its own. */
  static NpyInput of(Path file) {
    return new NpyInput() {
      @Override
      public InputStream open() throws IOException {
        return Channels.newInputStream(FileChannel.open(file, StandardOpenOption.READ));
      }

      @Override
      public long length() throws IOException {
        return Files.size(file);
      }

      @Override
      public long mostBytes() {
        return Long.MAX_VALUE; // an element of a file takes at least one byte, checked by length
      }

      @Override
      public void beforeTaking(long bytes) {
        // the length of a file is no promise
      }

      @Override
      public String location() {
        return file.toString();
      }

      @Override
      public Optional<Path> plainFile() {
        return Optional.of(file);
      }
    };
  }
}
