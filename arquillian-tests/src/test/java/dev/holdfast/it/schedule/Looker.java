package dev.holdfast.it.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.device.Holdfast;
import dev.holdfast.device.api.NotReceivedException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Somebody who looks at the two ledgers again and again while a device syncs. They change together
 * in every transaction; who sees them differ sees half a checkpoint.
 */
final class Looker implements AutoCloseable {
  private static final String DIFFERENCES =
      """
      SELECT 'debit' AS lone, id, n FROM (SELECT id, region, n FROM debit EXCEPT SELECT id, region, n FROM credit)
      UNION ALL
      SELECT 'credit', id, n FROM (SELECT id, region, n FROM credit EXCEPT SELECT id, region, n FROM debit)""";

  private final CountDownLatch enough = new CountDownLatch(1);
  private final CompletableFuture<Void> seen = new CompletableFuture<>();

  Looker(Holdfast holdfast) {
    Thread thread =
        new Thread(
            () -> {
              try {
                do {
                  look(holdfast);
                } while (!enough.await(1, TimeUnit.MILLISECONDS));
                seen.complete(null);
              } catch (Throwable e) {
                seen.completeExceptionally(e);
              }
            },
            "looker");
    thread.setDaemon(true);
    thread.start();
  }

  /** Looks once. */
  static void look(Holdfast holdfast) {
    if (!holdfast.status().checkpoint()) {
      return;
    }
    try {
      assertThat(holdfast.query(DIFFERENCES)).as("law 4: half a checkpoint").isEmpty();
    } catch (NotReceivedException e) {
      // That of one of them, or both, nothing is there yet is not hidden.
      assertThat(e.tables()).isNotEmpty();
    }
  }

  @Override
  public void close() {
    enough.countDown();
    seen.join();
  }
}
