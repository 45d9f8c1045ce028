package dev.teacher.features.statistics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ObjIntConsumer;
import java.util.function.Supplier;

/**
 * Works on numbered tasks with several threads and hands the results on in the order of the
 * numbers, so that nothing depends on which thread was faster. No thread runs far ahead of the
 * results handed on, so few of them are in memory.
 *
 * @param <W> what a thread works with, one of its own
 * @param <R> what a task gives
 */
final class OrderedPass<W, R> {
  /** How far ahead, in tasks a thread. */
  private static final int AHEAD = 8;

  /** A task. */
  @FunctionalInterface
  interface Task<W, R> {
    /** Does the task of a number. */
    R run(W worker, int index);
  }

  private final int tasks;
  private final int threads;
  private final ObjIntConsumer<R> results;
  private final Map<Integer, R> waiting = new HashMap<>();
  private int started;
  private int finished;
  private int failedTask = Integer.MAX_VALUE;
  private Throwable failure;

  /**
   * @param tasks how many
   * @param threads that work at once
   * @param results takes each result, by one thread at a time and in order
   */
  OrderedPass(int tasks, int threads, ObjIntConsumer<R> results) {
    this.tasks = tasks;
    this.threads = Math.max(1, Math.min(threads, tasks));
    this.results = results;
  }

  /** Does all tasks. Of the failures, that of the lowest number is thrown, whoever was faster. */
  void run(Supplier<W> workers, Task<W, R> task) {
    ExecutorService pool =
        Executors.newFixedThreadPool(
            threads,
            body -> {
              Thread thread = new Thread(body, "statistics");
              thread.setDaemon(true);
              return thread;
            });
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        running.add(pool.submit(() -> work(workers.get(), task)));
      }
      for (Future<?> each : running) {
        join(each);
      }
      rethrow();
    } finally {
      pool.shutdownNow();
    }
  }

  private void work(W worker, Task<W, R> task) {
    for (int index = next(); index >= 0; index = next()) {
      try {
        finish(index, task.run(worker, index));
      } catch (RuntimeException | Error e) {
        fail(index, e);
      }
    }
  }

  private synchronized int next() {
    while (failure == null && started < tasks && started >= finished + AHEAD * threads) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted", e);
      }
    }
    return failure != null || started == tasks ? -1 : started++;
  }

  private synchronized void finish(int index, R result) {
    waiting.put(index, result);
    while (waiting.containsKey(finished)) {
      results.accept(waiting.remove(finished), finished);
      finished++;
    }
    notifyAll();
  }

  private synchronized void fail(int index, Throwable e) {
    if (index < failedTask) {
      failedTask = index;
      failure = e;
    }
    notifyAll();
  }

  private synchronized void rethrow() {
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure != null) {
      throw (RuntimeException) failure;
    }
  }

  private static void join(Future<?> future) {
    try {
      future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a thread failed", e.getCause());
    }
  }
}
