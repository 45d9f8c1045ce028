package dev.teacher.train.djl;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets no native call run into the end of the process. LibTorch frees its memory when the process
 * exits; a step that is under way then, after Ctrl-C say, would crash the JVM with a core dump and
 * pages of report. So the exit waits for calls under way, and holds back new ones.
 */
final class NativeCalls {
  private static final Logger LOG = LoggerFactory.getLogger(NativeCalls.class);
  private static final int PATIENCE_SECONDS = 60;
  private static final ReentrantReadWriteLock GATE = new ReentrantReadWriteLock(true);

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(NativeCalls::shut, "libtorch-gate"));
  }

  private NativeCalls() {}

  /** Runs a native call; several may run at once. */
  static <T> T run(Supplier<T> call) {
    GATE.readLock().lock();
    try {
      return call.get();
    } finally {
      GATE.readLock().unlock();
    }
  }

  /** Never opened again: who waits at the gate goes with the process. */
  private static void shut() {
    try {
      if (!GATE.writeLock().tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("a native call still runs after {} seconds", PATIENCE_SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
