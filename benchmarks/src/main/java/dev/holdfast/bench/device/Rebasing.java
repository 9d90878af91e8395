package dev.holdfast.bench.device;

import dev.holdfast.bench.Samples;
import dev.holdfast.device.Holdfast;
import dev.holdfast.device.api.SyncResult;
import dev.holdfast.kernel.policy.PolicyValues;
import dev.holdfast.kernel.policy.SendMode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * A delta of 200 cases on a device that has a pending action on each of them, and the same delta on
 * one that has none.
 */
final class Rebasing {
  static final int ACTIONS = 200;

  private static final int RUNS = 10;
  private static final int WARM_UP = 4;

  /** Longer than a run: the launch's sync is the only one. */
  private static final Duration PAUSE = Duration.ofHours(1);

  /** Else the actions would be sent before the delta is asked for. */
  private static final PolicyValues BY_HAND = PolicyValues.NONE.withSend(SendMode.MANUAL);

  private Rebasing() {}

  /**
   * Measures.
   *
   * @param writer changes the cases
   * @param idle has nothing pending
   * @param busy gets 200 pending actions, which stay
   */
  static void measure(Holdfast writer, Holdfast idle, Holdfast busy, Map<String, Samples> measured)
      throws Exception {
    List<UUID> visits = Handheld.visits(busy).subList(0, ACTIONS);
    busy.restrict(BY_HAND);
    idle.restrict(BY_HAND);
    for (UUID visit : visits) {
      busy.perform(visit, "write", Map.of("note", "mine"));
    }
    receive(idle);
    receive(busy);
    Samples.Collector without = new Samples.Collector();
    Samples.Collector with = new Samples.Collector();
    for (int run = -WARM_UP; run < RUNS; run++) {
      for (UUID visit : visits) {
        writer.perform(visit, "write", Map.of("count", (long) run + WARM_UP));
      }
      writer.sync();
      double idles = millis(receive(idle), 0);
      double busies = millis(receive(busy), ACTIONS);
      if (run >= 0) {
        without.add(idles);
        with.add(busies);
      }
    }
    measured.put("delta-of-200-cases", without.samples());
    measured.put("delta-of-200-cases-with-200-pending", with.samples());
  }

  private static double millis(SyncResult result, int pending) {
    if (result.down().rows() < ACTIONS || result.pending() != pending) {
      throw new IllegalStateException("not the delta that was wanted: " + result);
    }
    return result.duration().toNanos() / 1e6;
  }

  /** One automatic sync, which does not send. */
  private static SyncResult receive(Holdfast device)
      throws InterruptedException, ExecutionException {
    CompletableFuture<SyncResult> done = new CompletableFuture<>();
    Thread keeper =
        new Thread(
            () -> device.syncUntilInterrupted(PAUSE, done::complete, done::completeExceptionally),
            "keeper");
    keeper.setUncaughtExceptionHandler((thread, failure) -> done.completeExceptionally(failure));
    keeper.start();
    try {
      return done.get();
    } finally {
      keeper.interrupt();
      keeper.join();
    }
  }
}
