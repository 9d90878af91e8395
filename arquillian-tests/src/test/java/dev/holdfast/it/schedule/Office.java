package dev.holdfast.it.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.it.server.Answer;
import dev.holdfast.it.server.Api;
import dev.holdfast.it.server.FieldPackage;
import dev.holdfast.it.server.Purges;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Supplier;

/** What administrators do: of Holdfast by its API, of the database by SQL. */
final class Office {
  private static final List<String> RECEIVES = List.of("connected", "interval", "launch", "manual");
  private static final List<String> SENDS = List.of("connected", "manual");
  private static final List<String> METERED = List.of("everything", "changes", "send", "nothing");
  private static final List<String> UNITS = List.of("site", "asset", "debit", "credit");
  private static final String LOCKED = "55P03";
  private static final int ACCEPTED = 202;
  private static final int CONFLICT = 409;

  private final Supplier<Api> admin;
  private final FieldPackage field;
  private final Tale tale;

  Office(Supplier<Api> admin, FieldPackage field, Tale tale) {
    this.admin = admin;
    this.field = field;
    this.tale = tale;
  }

  /** Orders a full synchronization. */
  void order(String kind, String value) {
    tale.tell("  of %s %s", kind, value);
    Map<String, Object> target = Map.of("kind", kind, "value", value);
    admin.get().post("/admin/resyncs", Map.of("target", target, "reason", "a schedule")).ok();
  }

  /** Says when devices sync by themselves. */
  void policy(Random random) {
    noPolicy();
    Map<String, Object> values =
        Map.of(
            "batch", 1 + random.nextInt(4),
            "receive", RECEIVES.get(random.nextInt(RECEIVES.size())),
            "receivePauseSeconds", random.nextInt(2),
            "send", SENDS.get(random.nextInt(SENDS.size())),
            "sendPauseSeconds", random.nextInt(2),
            "metered", METERED.get(random.nextInt(METERED.size())));
    tale.tell("  %s", values);
    admin.get().post("/admin/policies", Map.of("target", target(), "values", values)).ok();
  }

  /** The standard holds again; says whether something else did. */
  boolean noPolicy() {
    Answer present = admin.get().get("/admin/policies/" + target());
    boolean any = present.status() == 200;
    if (any) {
      admin
          .get()
          .send(
              "/admin/policies/" + target(),
              request -> request.header("If-Match", present.header("ETag")).DELETE())
          .ok();
    }
    return any;
  }

  private String target() {
    return "role:" + field.name() + "-worker";
  }

  /** Lets everything that went become old, and purges it. */
  void purge() throws SQLException {
    run(
        "INSERT INTO holdfast.epoch_beacon (set_at, started) VALUES (now(), now())",
        "UPDATE holdfast.epoch_beacon SET set_at = set_at - interval '31 days'",
        "UPDATE holdfast.purge SET started_at = NULL");
    Answer answer = admin.get().post("/admin/purge");
    tale.tell("  %s", answer.text());
    // The server's own timer may have been first.
    assertThat(answer.status()).isIn(ACCEPTED, CONFLICT);
    tale.tell("  %s", Purges.ended(admin.get()));
  }

  /** Capture of a table goes wrong; a verification puts it right. Nobody may be writing it. */
  void drift(Random random) throws SQLException {
    String unit = UNITS.get(random.nextInt(UNITS.size()));
    String captured = captured(unit);
    String entries = "capture_" + captured;
    tale.tell("  of %s", unit);
    run(
        "DELETE FROM holdfast.%s WHERE hash %% 7 = %d".formatted(entries, random.nextInt(7)),
        "UPDATE holdfast.%s SET hash = hash + 1 WHERE hash %% 7 = %d"
            .formatted(entries, random.nextInt(7)),
        "UPDATE holdfast.bucket_change SET sum = sum + 1, rows = rows + 1 WHERE unit = '%s'"
            .formatted(captured));
    Answer found =
        admin.get().post("/admin/tables/" + field.name() + "/" + unit + "/verification").ok();
    tale.tell("  %s", found.text());
  }

  /** The view is compared now, instead of when its interval has passed. */
  void scan() {
    admin.get().post("/admin/tables/" + field.name() + "/balance/verification").ok();
  }

  private String captured(String unit) throws SQLException {
    try (Connection connection = field.connect();
        var statement =
            connection.prepareStatement(
                "SELECT name FROM holdfast.capture_unit WHERE application = ? AND unit = ?"
                    + " AND retired_at IS NULL")) {
      statement.setString(1, field.name());
      statement.setString(2, unit);
      try (var rows = statement.executeQuery()) {
        rows.next();
        return rows.getString(1);
      }
    }
  }

  /** What {@code pg_restore --clean} does to the table that names the history. */
  void anotherHistory() throws SQLException {
    run(
        """
        SET LOCAL lock_timeout = '5s';
        CREATE TABLE holdfast.restored (LIKE holdfast.epoch INCLUDING ALL);
        INSERT INTO holdfast.restored SELECT * FROM holdfast.epoch;
        DROP TABLE holdfast.epoch;
        ALTER TABLE holdfast.restored RENAME TO epoch
        """);
  }

  /** Ends the server's connections to the database; the tests' own have another name. */
  void sever() throws SQLException {
    run(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = current_user"
            + " AND datname = current_database() AND application_name = 'PostgreSQL JDBC Driver'");
  }

  /** In one transaction; what waits for a device that hangs is left. */
  private void run(String... statements) throws SQLException {
    try (Connection connection = field.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      for (String sql : statements) {
        statement.execute(sql);
      }
      connection.commit();
    } catch (SQLException e) {
      if (!Objects.equals(e.getSQLState(), LOCKED)) {
        throw e;
      }
      tale.tell("  not now: %s", e.getMessage());
    }
  }
}
