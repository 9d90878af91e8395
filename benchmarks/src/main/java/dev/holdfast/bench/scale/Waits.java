package dev.holdfast.bench.scale;

import dev.holdfast.device.Holdfast;
import dev.holdfast.device.api.QueryStoppedException;

/** Somebody who works while a device syncs: reads a row every few milliseconds. */
final class Waits {
  private static final int PAUSE_MILLIS = 5;

  /** A row that may be there: the first work order. */
  private static final String READ =
      "SELECT title FROM work_order WHERE id = '79011101-9374-4dea-4497-851debe1f620'";

  private final Holdfast device;
  private final Thread reader = new Thread(this::read, "reader");
  private double longest;

  private Waits(Holdfast device) {
    this.device = device;
  }

  /** Begins to read, if there is something to read. */
  static Waits of(Holdfast device) {
    Waits waits = new Waits(device);
    if (device.status().lastSync() != null) {
      waits.reader.start();
    }
    return waits;
  }

  /** Ends, and says how long the longest read took, in milliseconds. */
  double end() {
    reader.interrupt();
    try {
      reader.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts a benchmark", e);
    }
    return longest;
  }

  private void read() {
    try {
      while (true) {
        long begun = System.nanoTime();
        device.query(READ);
        longest = Math.max(longest, (System.nanoTime() - begun) / 1e6);
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException | QueryStoppedException e) {
      // The sync is done; one of a benchmark's queries is stopped by nothing else.
      Thread.currentThread().interrupt();
    }
  }
}
