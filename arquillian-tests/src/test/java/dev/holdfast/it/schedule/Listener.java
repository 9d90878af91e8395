package dev.holdfast.it.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.device.api.Subscription;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A device that syncs when the doorbell rings, and hardly ever by itself. */
final class Listener implements AutoCloseable {
  private static final Duration RARELY = Duration.ofHours(1);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Phone phone;
  private final Semaphore changes = new Semaphore(0);
  private final AtomicReference<@Nullable Throwable> end = new AtomicReference<>();
  private final Subscription watching;
  private final Thread thread;

  Listener(Phone phone) {
    this.phone = phone;
    this.watching = phone.holdfast().watch(change -> changes.release());
    this.thread = new Thread(this::listen, "listener");
    thread.setDaemon(true);
    thread.start();
  }

  Phone phone() {
    return phone;
  }

  /** Its user syncs by hand; it may sync by itself at the time. */
  void syncsByHand() {
    phone.sync();
  }

  private void listen() {
    try {
      phone
          .holdfast()
          .syncUntilInterrupted(RARELY, done -> changes.release(), away -> changes.release());
    } catch (RuntimeException | Error e) {
      end.set(e);
    }
  }

  /** Waits until it has heard of everything. */
  void comesToHold(Map<String, Map<String, Long>> rows) throws InterruptedException {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (!StoreFiles.rows(phone.store()).equals(rows) && System.nanoTime() < until) {
      if (changes.tryAcquire(1, TimeUnit.SECONDS)) {
        changes.drainPermits();
      }
    }
    assertThat(end.get()).as("why nobody listens any more").isNull();
    assertThat(StoreFiles.rows(phone.store())).as("law 3: by the doorbell alone").isEqualTo(rows);
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    watching.close();
    phone.close();
  }
}
