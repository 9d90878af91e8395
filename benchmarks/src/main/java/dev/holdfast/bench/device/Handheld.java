package dev.holdfast.bench.device;

import dev.holdfast.bench.BenchServer;
import dev.holdfast.bench.Resources;
import dev.holdfast.bench.fullsync.WorkOrders;
import dev.holdfast.device.Holdfast;
import dev.holdfast.device.api.CaseView;
import dev.holdfast.device.keys.KeyProtection;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A user with 100,000 work orders and 10,000 visits, and stores that hold all of them: one under a
 * passphrase, others under a key.
 */
final class Handheld {
  static final int CASES = 10_000;
  static final String NOTE = "What was seen there, in a sentence or two of the usual length. ";

  /** What a case has beside its note: ids, stage, assignee, count, two points in time. */
  static final int CASE_BYTES = 120;

  private static final String USER = "both";
  private static final String VISITS = "/dev/holdfast/bench/upload/package.yaml";
  private static final String ORDERS = "/dev/holdfast/bench/fullsync/package.yaml";
  private static final byte[] KEY = new byte[32];
  private static final int BATCH = 2_000;

  private final BenchServer server;

  private Handheld(BenchServer server) {
    this.server = server;
  }

  /** Makes table, logic, user and visits. */
  static Handheld prepare(BenchServer server)
      throws SQLException, IOException, InterruptedException {
    WorkOrders.prepare(server);
    server.admin(
        "package",
        "deploy",
        server.file("visits.yaml", Resources.text(Handheld.class, VISITS)).toString());
    server.admin("package", "deploy", server.file("indexed.yaml", indexed()).toString());
    server.admin(
        "user",
        "add",
        USER,
        "--password-file",
        server.file("both.password", WorkOrders.PASSWORD).toString(),
        "--roles",
        "worker,visitor",
        "--set",
        WorkOrders.ALL.attribute());
    Handheld handheld = new Handheld(server);
    try (Holdfast device = handheld.enrol(server.newStore(), key(), server.url())) {
      for (int i = 0; i < CASES; i++) {
        device.create("visit", Map.of("note", NOTE + i, "count", (long) i, "assignee", USER));
        if (i % BATCH == BATCH - 1) {
          device.sync();
        }
      }
    }
    return handheld;
  }

  /** The work orders' package with the indexes that an application's lists want. */
  private static String indexed() throws IOException {
    return Resources.text(Handheld.class, ORDERS)
        .replace("version: 1.0.0", "version: 1.1.0")
        .replace("    key: [id]", "    key: [id]\n    indexes: [id, [status, updated_at]]");
  }

  String user() {
    return USER;
  }

  static KeyProtection key() {
    return KeyProtection.key(KEY);
  }

  /** A new device with everything. */
  Holdfast enrol(Path store, KeyProtection protection, String url) {
    Holdfast device = Holdfast.at(store).open(protection);
    device.signIn(url, USER, WorkOrders.PASSWORD, "bench");
    device.sync();
    return device;
  }

  /** The same, with the server's own address. */
  Holdfast enrol(Path store, KeyProtection protection) {
    return enrol(store, protection, server.url());
  }

  /** The visits that a device holds. */
  static List<UUID> visits(Holdfast device) {
    List<UUID> visits = device.cases().stream().map(CaseView::id).toList();
    if (visits.size() != CASES) {
      throw new IllegalStateException("the device holds %d cases".formatted(visits.size()));
    }
    return visits;
  }
}
