package dev.holdfast.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Many who begin at the same moment. */
public final class Together {
  private static final double MILLIS = 1e6;

  private Together() {}

  /**
   * Lets all begin at once, a thread each.
   *
   * @return milliseconds until the last one had done it
   * @throws Exception what one of them failed with
   */
  public static double run(List<? extends Callable<?>> all) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(all.size());
    CountDownLatch ready = new CountDownLatch(all.size());
    CountDownLatch start = new CountDownLatch(1);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (Callable<?> one : all) {
        running.add(
            threads.submit(
                () -> {
                  ready.countDown();
                  start.await();
                  return one.call();
                }));
      }
      ready.await();
      long begun = System.nanoTime();
      start.countDown();
      for (Future<?> one : running) {
        one.get();
      }
      return (System.nanoTime() - begun) / MILLIS;
    } finally {
      threads.shutdownNow();
    }
  }
}
