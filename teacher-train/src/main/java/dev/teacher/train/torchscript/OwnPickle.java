package dev.teacher.train.torchscript;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;

/** Knows the opcodes and classes that {@link Pickle} writes. */
final class OwnPickle {
  private static final Set<String> CLASSES =
      Set.of(
          "__torch__ " + NetworkMethods.CLASS,
          "torch._utils _rebuild_tensor_v2",
          "torch FloatStorage",
          "torch LongStorage",
          "collections OrderedDict");

  private OwnPickle() {}

  /** What in it is not of {@link Pickle}; empty if nothing is. */
  static String foreign(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    try {
      while (true) {
        int code = in.get() & 0xff;
        switch (code) {
          case ')', '}', '(', 't', 'u', 'b', 'R', 'Q', 0x81, 0x88, 0x89 -> {}
          case 0x80 -> in.get();
          case 'J' -> in.getInt();
          case 0x8a -> skip(in, in.get() & 0xff);
          case 'X' -> skip(in, in.getInt());
          case 'c' -> {
            String module = line(in);
            String name = module + " " + line(in);
            if (!CLASSES.contains(name)) {
              return "class " + name;
            }
          }
          case '.' -> {
            return in.hasRemaining() ? "bytes behind the end of the module" : "";
          }
          default -> {
            return "pickle opcode " + code;
          }
        }
      }
    } catch (BufferUnderflowException e) {
      return "a module that is cut off";
    }
  }

  private static void skip(ByteBuffer in, int count) {
    if (count < 0 || count > in.remaining()) {
      throw new BufferUnderflowException();
    }
    in.position(in.position() + count);
  }

  private static String line(ByteBuffer in) {
    StringBuilder line = new StringBuilder();
    for (byte b = in.get(); b != '\n'; b = in.get()) {
      line.append((char) (b & 0xff));
    }
    return line.toString();
  }
}
