package dev.holdfast.server.sync.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.testing.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The script that hands alerts over to feature platform, on a database that has some. */
class AlertsMoveTest {
  private final Jdbc jdbc = TestDatabase.create().jdbc();

  @Test
  void openAlertsAboutTheSameBecomeOneWithAllTheirDevicesAndClosedOnesStayAsTheyAre() {
    run("V20261125140500__alert.sql");
    run("V20261125151000__alert_kinds.sql");
    alert("healed", "a/b[]", "1", "2026-11-01", "2026-11-05", 3, null);
    alert("healed", "a/b[]", "2", "2026-11-02", "2026-11-09", 2, null);
    alert("healed", "a/b[]", "1", "2026-10-01", "2026-10-02", 1, "2026-10-03");
    alert("healed", "a/b[]", "2", "2026-10-01", "2026-10-02", 1, "2026-10-03");
    alert("drift", "a/b", null, "2026-11-01", "2026-11-01", 1, null);

    run("V20261130060100__alert_moves.sql");

    assertThat(
            jdbc.list(
                "SELECT kind || ' ' || times || ' ' || devices || ' ' || first_at::date || ' ' || last_at::date"
                    + " || ' ' || (closed_at IS NULL) FROM holdfast.raised_alert ORDER BY 1",
                row -> row.getString(1)))
        .containsExactly(
            "drift 1 0 2026-11-01 2026-11-01 true",
            "healed 1 1 2026-10-01 2026-10-02 false",
            "healed 1 1 2026-10-01 2026-10-02 false",
            "healed 5 2 2026-11-01 2026-11-09 true");
    assertThat(
            jdbc.list(
                "SELECT x.times FROM holdfast.alert_device x JOIN holdfast.raised_alert a ON a.id = x.alert_id"
                    + " WHERE a.closed_at IS NULL ORDER BY x.times",
                row -> row.getLong(1)))
        .containsExactly(2L, 3L);
  }

  private void alert(
      String kind,
      String subject,
      @org.jspecify.annotations.Nullable String device,
      String first,
      String last,
      int times,
      @org.jspecify.annotations.Nullable String closed) {
    jdbc.update(
        "INSERT INTO holdfast.alert (id, kind, subject, device_id, first_at, last_at, times, closed_at)"
            + " VALUES (gen_random_uuid(), ?, ?, CAST(lpad(?, 32, '0') AS uuid), ?::timestamptz, ?::timestamptz,"
            + " ?, ?::timestamptz)",
        kind,
        subject,
        device,
        first,
        last,
        times,
        closed);
  }

  private void run(String script) {
    jdbc.with(
        sql -> {
          sql.run(text("/db/migration/sync/" + script));
          return script;
        });
  }

  private static String text(String path) {
    try (InputStream in =
        Objects.requireNonNull(AlertsMoveTest.class.getResourceAsStream(path), path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
