package dev.teacher.model.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import dev.teacher.api.error.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Opens ONNX Runtime, the one place that does. While it creates its environment, ONNX Runtime 1.29
 * searches the command line of the process with a regular expression that recurses for every
 * character: on a thread of Java's usual 1 MiB, a command line of 5 kB kills the process without a
 * word. So the environment is created on a thread whose stack is large enough; sessions do not
 * search, and run on whatever thread asks.
 */
final class Environment {
  /**
   * Measured with ONNX Runtime 1.29 on Linux x86-64: 264 bytes of stack for each byte, at command
   * lines of 20 kB and of 100 kB alike. Twice as much leaves room for other builds; what is not
   * touched is only reserved.
   */
  private static final long STACK_PER_BYTE = 512;

  /** For all else that happens on the thread, loading the native library included. */
  private static final long STACK_BASE = 8L << 20;

  /** Where the length is unknown. Windows, for one, allows 32767 characters. */
  private static final long UNKNOWN_LENGTH = 128L << 10;

  private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

  private Environment() {}

  /** The environment of this process, created by the first call. */
  static OrtEnvironment get() {
    return Holder.ENVIRONMENT.require();
  }

  /** Created once, by whoever comes first; others wait. A failure is kept, and told to each. */
  private static final class Holder {
    static final Opening ENVIRONMENT = open();

    private static Opening open() {
      Opening opening = new Opening();
      Thread thread = new Thread(null, opening, "onnxruntime-start", stackSize());
      thread.setDaemon(true);
      thread.start();
      awaitUninterrupted(thread);
      return opening;
    }
  }

  private static final class Opening implements Runnable {
    private OrtEnvironment environment;
    private Throwable failure;

    @Override
    @SuppressWarnings("IllegalCatch") // whatever it is, it is told to those who wait
    public void run() {
      try {
        // FATAL: a failing kernel would also print to standard error; its exception says the same.
        environment =
            OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "teacher");
      } catch (Throwable e) {
        failure = e;
      }
    }

    OrtEnvironment require() {
      if (environment == null) {
        throw Problem.internal("ONNX Runtime cannot be started")
            .found(String.valueOf(failure))
            .remedy("see that the native library of ONNX Runtime fits this machine")
            .cause(failure)
            .exception();
      }
      return environment;
    }
  }

  /** The environment comes in any case; an interrupt is for what follows. */
  private static void awaitUninterrupted(Thread thread) {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static long stackSize() {
    return STACK_BASE + STACK_PER_BYTE * commandLineLength();
  }

  /** In bytes. What the system says of its size is 0, so it is read. */
  private static long commandLineLength() {
    if (!Files.isReadable(COMMAND_LINE)) {
      return UNKNOWN_LENGTH;
    }
    try (InputStream in = Files.newInputStream(COMMAND_LINE)) {
      return in.readAllBytes().length;
    } catch (IOException e) {
      return UNKNOWN_LENGTH; // nothing is lost: the length is only a measure for the stack
    }
  }
}
