package dev.teacher.features.npz;

import dev.teacher.api.error.Problem;
import dev.teacher.api.io.IoReason;
import dev.teacher.features.npy.NpyInput;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * An array in an archive, inflated as it is read. What the archive declares is compared with the
 * array's own header and with what comes. Before more than {@value #UNVERIFIED_BYTES} bytes are
 * taken for its numbers, it is inflated once to see that it is sound and as long as it says: a
 * damaged archive takes no memory.
 *
 * <p>An archive whose numbers would take more than {@value #FREE_BYTES} bytes and {@value
 * #MOST_EXPANSION} times its own size is refused as a zip bomb. Deflate reaches 1030:1 with nothing
 * but zeros; recordings reach 2:1, and 100:1 where most parts are missing in most frames.
 *
 * @param file the archive
 * @param name of the member
 * @param length that the archive declares
 * @param checksum that the archive declares
 */
record NpzMember(Path file, String name, long length, long checksum) implements NpyInput {
  static final String SUFFIX = ".npy";
  private static final long FREE_BYTES = 64L << 20;
  private static final long MOST_EXPANSION = 200;
  private static final long UNVERIFIED_BYTES = 16L << 20;

  /**
   * The member of a name, with or without its suffix; without one the only member, or that with the
   * usual name.
   */
  static NpzMember choose(Path file, Optional<String> wanted, String usual) {
    try (ZipFile zip = archive(file)) {
      List<? extends ZipEntry> arrays =
          zip.stream().filter(entry -> entry.getName().endsWith(SUFFIX)).toList();
      List<? extends ZipEntry> chosen =
          wanted.isEmpty() && arrays.size() == 1 ? arrays : named(arrays, wanted.orElse(usual));
      if (chosen.size() != 1) {
        throw notOne(file, arrays, wanted, usual);
      }
      ZipEntry entry = chosen.get(0);
      return new NpzMember(file, entry.getName(), entry.getSize(), entry.getCrc());
    } catch (IOException | IllegalArgumentException e) { // the latter for a name that is no text
      throw Problem.data("cannot read a .npz file")
          .where(file)
          .expected("a zip archive of .npy members, as numpy.savez writes it")
          .found(e instanceof IOException io ? IoReason.of(io) : e.getMessage())
          .remedy("check path and permissions, or save the file again")
          .cause(e)
          .exception();
    }
  }

  private static ZipFile archive(Path file) throws IOException {
    EntryCount.check(file);
    return new ZipFile(file.toFile());
  }

  private static List<? extends ZipEntry> named(List<? extends ZipEntry> arrays, String name) {
    return arrays.stream().filter(entry -> array(entry).equals(array(name))).toList();
  }

  private static RuntimeException notOne(
      Path file, List<? extends ZipEntry> arrays, Optional<String> wanted, String usual) {
    List<String> names = arrays.stream().map(NpzMember::array).limit(20).toList();
    if (named(arrays, wanted.orElse(usual)).size() > 1) {
      return Problem.data("a .npz file holds two arrays of the same name")
          .where(file)
          .found(names)
          .remedy("save the file again")
          .exception();
    }
    return Problem.data(
            wanted.isPresent()
                ? "a .npz file lacks an array"
                : arrays.isEmpty()
                    ? "a .npz file holds no array"
                    : "a .npz file holds several arrays")
        .where(file)
        .expected(
            wanted
                .map(name -> "an array " + name)
                .orElse("one array, or one of several that is called " + usual))
        .found(names.isEmpty() ? "none" : String.join(", ", names))
        .remedy(
            "save that array alone or call it "
                + usual
                + "; or name it: corpus.readers = [ { type = npz, array = NAME } ]")
        .exception();
  }

  private static String array(ZipEntry entry) {
    return array(entry.getName());
  }

  private static String array(String name) {
    return name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
  }

  @Override
  public InputStream open() throws IOException {
    ZipFile zip = archive(file);
    try {
      ZipEntry entry = zip.getEntry(name);
      InputStream content = entry == null ? null : zip.getInputStream(entry);
      if (content == null) {
        throw new IOException("the archive changed: it has no member " + name + " any more");
      }
      return new Member(zip, content, checksum);
    } catch (IOException e) {
      zip.close();
      throw e;
    }
  }

  @Override
  public long mostBytes() throws IOException {
    return FREE_BYTES + MOST_EXPANSION * Files.size(file);
  }

  @Override
  public void beforeTaking(long bytes) throws IOException {
    if (bytes <= UNVERIFIED_BYTES) {
      return;
    }
    try (InputStream content = open()) {
      byte[] buffer = new byte[1 << 16];
      long there = 0;
      int count;
      do {
        count = content.readNBytes(buffer, 0, buffer.length);
        there += count;
      } while (count == buffer.length && there <= length);
      if (there != length) {
        throw new IOException(
            "the archive declares "
                + length
                + " bytes, and holds "
                + (there > length ? "more" : Long.toString(there)));
      }
    }
  }

  @Override
  public String location() {
    return file + ", array " + array(name);
  }

  /** Compares the checksum at the end, which {@link ZipFile} does not; closes the archive too. */
  private static final class Member extends FilterInputStream {
    private final ZipFile zip;
    private final CheckedInputStream checked;
    private final long checksum;

    Member(ZipFile zip, InputStream content, long checksum) {
      super(new CheckedInputStream(content, new CRC32()));
      this.zip = zip;
      this.checked = (CheckedInputStream) in;
      this.checksum = checksum;
    }

    @Override
    public int read() throws IOException {
      return ended(super.read());
    }

    @Override
    public int read(byte[] into, int from, int count) throws IOException {
      return ended(super.read(into, from, count));
    }

    private int ended(int result) throws IOException {
      if (result < 0 && checked.getChecksum().getValue() != checksum) {
        throw new IOException("the content does not fit the archive's checksum");
      }
      return result;
    }

    @Override
    public void close() throws IOException {
      try (zip) {
        super.close();
      }
    }
  }
}
