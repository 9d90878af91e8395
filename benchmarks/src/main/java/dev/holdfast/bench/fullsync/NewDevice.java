package dev.holdfast.bench.fullsync;

import dev.holdfast.bench.BenchServer;
import dev.holdfast.bench.ServerCpu;
import dev.holdfast.device.Holdfast;
import dev.holdfast.device.api.SyncResult;

/** A new device and its first sync. */
final class NewDevice {
  private static final String FIRST = "SELECT id FROM work_order LIMIT 1";
  private static final String COUNT = "SELECT count(*) AS rows FROM work_order";

  private NewDevice() {}

  /**
   * A sync that was found right.
   *
   * @param millis duration, with a first query; the count, which reads the whole store, comes after
   * @param cpu what the server used for it, in milliseconds
   * @param result what it did
   */
  record Synced(double millis, double cpu, SyncResult result) {}

  /**
   * Enrols a new device, syncs it and closes its store, so that nothing is left in the log.
   *
   * @return the duration of the sync, a first query and the closing, in milliseconds
   */
  static double syncAndClose(BenchServer server, WorkOrders.User user) throws Exception {
    Holdfast device = Holdfast.open(server.newStore(), "benchmark".toCharArray());
    device.signIn(server.url(), user.name(), WorkOrders.PASSWORD, "bench");
    long start = System.nanoTime();
    SyncResult result = device.sync();
    int found = device.query(FIRST).size();
    device.close();
    double millis = (System.nanoTime() - start) / 1e6;
    if (result.down().rows() < user.rows() || found != 1) {
      throw new IllegalStateException("not a full sync: " + result);
    }
    return millis;
  }

  /** Enrols a new device and syncs it; only the sync and the first query are measured. */
  static Synced sync(BenchServer server, ServerCpu cpu, WorkOrders.User user) throws Exception {
    try (Holdfast device = Holdfast.open(server.newStore(), "benchmark".toCharArray())) {
      device.signIn(server.url(), user.name(), WorkOrders.PASSWORD, "bench");
      double before = cpu.millis();
      long start = System.nanoTime();
      SyncResult result = device.sync();
      int found = device.query(FIRST).size();
      double millis = (System.nanoTime() - start) / 1e6;
      double used = cpu.millis() - before;
      Object count = device.query(COUNT).get(0).get("rows");
      if (!(count instanceof Number held)
          || held.intValue() != user.rows()
          || found != 1
          || !device.verify().match()) {
        throw new IllegalStateException("the device holds " + count + " rows, or others");
      }
      return new Synced(millis, used, result);
    }
  }
}
