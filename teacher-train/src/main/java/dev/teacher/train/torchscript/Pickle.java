package dev.teacher.train.torchscript;

import dev.teacher.api.tensor.DType;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes the few objects of a TorchScript archive in pickle protocol 2 (Python's {@code pickle}
 * module documents the opcodes): one module whose attributes are tensors.
 */
final class Pickle {
  private static final int PROTO = 0x80;
  private static final int EMPTY_TUPLE = ')';
  private static final int EMPTY_DICT = '}';
  private static final int MARK = '(';
  private static final int TUPLE = 't';
  private static final int SETITEMS = 'u';
  private static final int BUILD = 'b';
  private static final int REDUCE = 'R';
  private static final int NEWOBJ = 0x81;
  private static final int BINPERSID = 'Q';
  private static final int BINUNICODE = 'X';
  private static final int BININT = 'J';
  private static final int LONG1 = 0x8a;
  private static final int NEWTRUE = 0x88;
  private static final int NEWFALSE = 0x89;
  private static final int STOP = '.';

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** An empty tuple: the constants of a program that has none. */
  static byte[] emptyTuple() {
    Pickle pickle = new Pickle();
    pickle.op(PROTO).op(2).op(EMPTY_TUPLE).op(STOP);
    return pickle.out.toByteArray();
  }

  /** Starts a module of class {@code __torch__.<name>}. */
  static Pickle module(String name) {
    Pickle pickle = new Pickle();
    pickle.op(PROTO).op(2).global("__torch__", name);
    return pickle.op(EMPTY_TUPLE).op(NEWOBJ).op(EMPTY_DICT).op(MARK);
  }

  /** Adds a contiguous tensor whose elements stand in the archive's entry {@code data/<key>}. */
  Pickle tensor(String attribute, String key, DType dtype, int[] shape, boolean trained) {
    text(attribute);
    global("torch._utils", "_rebuild_tensor_v2").op(MARK);
    long elements = 1;
    for (int size : shape) {
      elements *= size;
    }
    op(MARK).text("storage");
    global("torch", dtype == DType.INT64 ? "LongStorage" : "FloatStorage");
    text(key).text("cpu").integer(elements).op(TUPLE).op(BINPERSID);
    integer(0).op(MARK);
    for (int size : shape) {
      integer(size);
    }
    op(TUPLE).op(MARK);
    long stride = elements;
    for (int size : shape) {
      stride = size == 0 ? 1 : stride / size;
      integer(stride);
    }
    op(TUPLE).op(trained ? NEWTRUE : NEWFALSE);
    global("collections", "OrderedDict").op(EMPTY_TUPLE).op(REDUCE);
    return op(TUPLE).op(REDUCE);
  }

  /** Ends the module and gives the bytes. */
  byte[] finish(boolean training) {
    text("training").op(training ? NEWTRUE : NEWFALSE);
    op(SETITEMS).op(BUILD).op(STOP);
    return out.toByteArray();
  }

  private Pickle op(int code) {
    out.write(code);
    return this;
  }

  private Pickle global(String module, String name) {
    out.writeBytes(("c" + module + "\n" + name + "\n").getBytes(StandardCharsets.UTF_8));
    return this;
  }

  private Pickle text(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    op(BINUNICODE).littleEndian(bytes.length, 4);
    out.writeBytes(bytes);
    return this;
  }

  private Pickle integer(long value) {
    if (value == (int) value) {
      return op(BININT).littleEndian(value, 4);
    }
    return op(LONG1).op(8).littleEndian(value, 8);
  }

  private Pickle littleEndian(long value, int bytes) {
    for (int i = 0; i < bytes; i++) {
      out.write((int) (value >>> (8 * i)));
    }
    return this;
  }
}
