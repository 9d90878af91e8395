package dev.holdfast.bench.fullsync;

import dev.holdfast.bench.BenchServer;
import dev.holdfast.bench.ServerCpu;
import dev.holdfast.device.Holdfast;
import dev.holdfast.device.api.Cancellation;
import dev.holdfast.device.api.HoldfastException;
import dev.holdfast.device.api.Progress;
import dev.holdfast.device.api.SyncResult;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A new device and its first sync. */
public final class NewDevice {
  private NewDevice() {}

  /**
   * Who uses it.
   *
   * @param name name
   * @param password password
   * @param table a table that comes to the device
   * @param rows how many of its rows are in the user's scope
   */
  public record User(String name, String password, String table, int rows) {
    private String first() {
      return "SELECT id FROM " + table + " LIMIT 1";
    }

    private String count() {
      return "SELECT count(*) AS rows FROM " + table;
    }
  }

  /**
   * A sync that was found right.
   *
   * @param visible until all rows could be queried and their digests were verified, with a first
   *     query, in milliseconds
   * @param millis until the sync returned, which makes indexes and tells the server after that,
   *     with the first query; the count, which reads the whole store, comes after
   * @param cpu what the server used for it, in milliseconds
   * @param result what it did
   */
  public record Synced(double visible, double millis, double cpu, SyncResult result) {}

  /** When a sync last made something visible. */
  private static final class LastSwitch implements Consumer<Progress> {
    private Progress.@Nullable Stage stage;
    private long nanos;

    @Override
    public void accept(Progress progress) {
      if (progress.stage() == Progress.Stage.FINISHING && progress.stage() != stage) {
        nanos = System.nanoTime();
      }
      stage = progress.stage();
    }
  }

  /** Enrols a new device; the caller closes it. */
  public static Holdfast enrol(BenchServer server, User user) throws IOException {
    Holdfast device = Holdfast.open(server.newStore(), "benchmark".toCharArray());
    try {
      device.signIn(server.url(), user.name(), user.password(), "bench");
    } catch (HoldfastException e) {
      device.close();
      throw e;
    }
    return device;
  }

  /**
   * Enrols a new device, syncs it and closes its store, so that nothing is left in the log.
   *
   * @return the duration of the sync, a first query and the closing, in milliseconds
   */
  static double syncAndClose(BenchServer server, User user) throws Exception {
    Holdfast device = enrol(server, user);
    long start = System.nanoTime();
    SyncResult result = device.sync();
    int found = device.query(user.first()).size();
    device.close();
    double millis = (System.nanoTime() - start) / 1e6;
    if (result.down().rows() < user.rows() || found != 1) {
      throw new IllegalStateException("not a full sync: " + result);
    }
    return millis;
  }

  /** Enrols a new device and syncs it; only the sync and the first query are measured. */
  public static Synced sync(BenchServer server, ServerCpu cpu, User user) throws Exception {
    try (Holdfast device = enrol(server, user)) {
      double before = cpu.millis();
      LastSwitch last = new LastSwitch();
      long start = System.nanoTime();
      SyncResult result = device.sync(last, new Cancellation());
      long returned = System.nanoTime();
      int found = device.query(user.first()).size();
      double query = (System.nanoTime() - returned) / 1e6;
      double used = cpu.millis() - before;
      Object count = device.query(user.count()).get(0).get("rows");
      if (!(count instanceof Number held)
          || held.intValue() != user.rows()
          || found != 1
          || !device.verify().match()) {
        throw new IllegalStateException("the device holds " + count + " rows, or others");
      }
      return new Synced(
          (last.nanos - start) / 1e6 + query, (returned - start) / 1e6 + query, used, result);
    }
  }
}
