package dev.teacher.features.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class OrderedPassTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 100})
  void resultsComeInOrderWhoeverIsFaster(int threads) {
    List<Integer> results = new ArrayList<>();
    new OrderedPass<Object, Integer>(500, threads, (result, index) -> results.add(result - index))
        .run(
            Object::new,
            (worker, index) -> {
              LockSupport.parkNanos(index % 7 * 20_000L);
              return 2 * index;
            });
    assertThat(results).isEqualTo(IntStream.range(0, 500).boxed().toList());
  }

  @Test
  void everyThreadHasAWorkerOfItsOwn() {
    AtomicInteger workers = new AtomicInteger();
    new OrderedPass<Integer, Integer>(40, 3, (result, index) -> {})
        .run(workers::incrementAndGet, (worker, index) -> index);
    assertThat(workers).hasValue(3);
  }

  @Test
  void nothingToDoIsDoneAtOnce() {
    new OrderedPass<Object, Object>(0, 4, (result, index) -> {})
        .run(
            Object::new,
            (worker, index) -> {
              throw new AssertionError(index);
            });
  }

  @Test
  void theFailureOfTheLowestNumberIsThrown() {
    for (int i = 0; i < 50; i++) {
      CountDownLatch laterFailed = new CountDownLatch(1);
      OrderedPass<Object, Integer> pass = new OrderedPass<>(100, 2, (result, index) -> {});
      assertThatThrownBy(
              () ->
                  pass.run(
                      Object::new,
                      (worker, index) -> {
                        if (index == 1) {
                          laterFailed.countDown();
                          throw new IllegalStateException("later");
                        }
                        if (index == 0) {
                          await(laterFailed);
                          throw new IllegalStateException("first");
                        }
                        return index;
                      }))
          .hasMessage("first");
    }
  }

  @Test
  void noThreadRunsFarAheadOfASlowOne() {
    AtomicInteger highest = new AtomicInteger();
    CountDownLatch waits = new CountDownLatch(1);
    new OrderedPass<Object, Integer>(1000, 2, (result, index) -> {})
        .run(
            Object::new,
            (worker, index) -> {
              highest.accumulateAndGet(index, Math::max);
              if (index == 0) {
                pause();
                assertThat(highest.get()).isLessThan(100);
                waits.countDown();
              }
              return index;
            });
    assertThat(waits.getCount()).isZero();
    assertThat(highest).hasValue(999);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
