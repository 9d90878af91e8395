package dev.holdfast.server.operations.internal;

import static dev.holdfast.server.testing.FleetData.ADMIN;
import static dev.holdfast.server.testing.FleetData.ALICE;
import static dev.holdfast.server.testing.FleetData.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.server.history.internal.AuditBean;
import dev.holdfast.server.operations.api.Alerts;
import dev.holdfast.server.operations.api.Alerts.AlertView;
import dev.holdfast.server.platform.api.Alert;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RaisedAlerts;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.testing.DirectoryOfRoles;
import dev.holdfast.server.testing.FleetData;
import dev.holdfast.server.testing.TestDatabase;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AlertsTest {
  private static final PageRequest PAGE = new PageRequest(0, 10, null, false);

  private final Jdbc jdbc = TestDatabase.create().jdbc();
  private final FleetData data = new FleetData(jdbc);
  private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  private final Alerts alerts =
      new AlertsBean(jdbc, new DirectoryOfRoles(jdbc), clock, new AuditBean(jdbc, clock));
  private UUID device = UUID.randomUUID();

  @BeforeEach
  void raised() {
    data.user("alice");
    device = data.device("alice", "tablet");
    raise(Alert.Kind.HEALED, "app/table[]", device, null);
  }

  private List<AlertView> open() throws RefusedException {
    return alerts.list(ADMIN, "open", null, PAGE).items();
  }

  @Test
  void namesTheDeviceItsUserAndTheBucket() throws RefusedException {
    assertThat(open())
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.devices())
                  .singleElement()
                  .satisfies(
                      by -> {
                        assertThat(by.device()).isEqualTo(device);
                        assertThat(by.name()).isEqualTo("tablet");
                        assertThat(by.user()).isEqualTo("alice");
                        assertThat(by.times()).isEqualTo(1);
                      });
              assertThat(alert.moreDevices()).isZero();
              assertThat(alert.subject()).isEqualTo("app/table[]");
              assertThat(alert.times()).isEqualTo(1);
            });
  }

  @Test
  void standsUntilItIsClosedAndTheFirstClosingStays() throws RefusedException {
    AlertView seen = open().get(0);

    alerts.close(ADMIN, seen.id(), seen.version(), "A bad disk");
    assertStale(() -> alerts.close(ADMIN, seen.id(), seen.version(), "Something else"));
    assertStale(() -> alerts.close(ADMIN, seen.id(), seen.version() + 1, "Something else"));

    assertThat(open()).isEmpty();
    assertThat(alerts.list(ADMIN, "closed", null, PAGE).items())
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.closedReason()).isEqualTo("A bad disk");
              assertThat(alert.closedBy()).isEqualTo(ADMIN.name());
              assertThat(alert.closedAt()).isEqualTo(NOW);
            });
    assertThat(
            jdbc.list(
                "SELECT user_name || ' ' || action || ' ' || reason FROM holdfast.audit_entry",
                row -> row.getString(1)))
        .containsExactly("admin alert-closed A bad disk");
  }

  @Test
  void isNotClosedAsItWasSeenWhenItHasComeUpAgain() throws RefusedException {
    AlertView seen = open().get(0);
    raise(Alert.Kind.HEALED, "app/table[]", data.device("alice", "phone"), null);

    assertStale(() -> alerts.close(ADMIN, seen.id(), seen.version(), "A bad disk"));

    AlertView now = open().get(0);
    assertThat(now.times()).isEqualTo(2);
    assertThat(alerts.close(ADMIN, now.id(), now.version(), "Two bad disks").closedBy())
        .isEqualTo("admin");
  }

  private static void assertStale(Callable<?> call) {
    assertThatThrownBy(call::call)
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.STALE));
  }

  @Test
  void isOneForABucketHoweverManyDevicesNoticeAndNamesSomeOfThem() throws RefusedException {
    for (int i = 0; i < 14; i++) {
      raise(Alert.Kind.HEALED, "app/table[]", data.device("alice", "phone " + i), null);
    }
    raise(Alert.Kind.HEALED, "app/table[]", device, null);

    AlertView alert = open().get(0);

    assertThat(open()).hasSize(1);
    assertThat(alert.times()).isEqualTo(16);
    assertThat(alert.devices()).hasSize(RaisedAlerts.NAMED);
    assertThat(alert.devices().get(0).name()).isEqualTo("tablet");
    assertThat(alert.devices().get(0).times()).isEqualTo(2);
    assertThat(alert.moreDevices()).isEqualTo(5);
  }

  @Test
  void thatIsOpenIsFoundByItsIndex() {
    jdbc.update(
        """
        INSERT INTO holdfast.raised_alert (id, kind, subject, first_at, last_at, closed_at)
        SELECT gen_random_uuid(), 'healed', 'app/table[' || i || ']', now(), now(), now()
        FROM generate_series(1, 20000) i
        """);
    jdbc.update("ANALYZE holdfast.raised_alert");

    for (String look :
        List.of(
            "SELECT 1 FROM holdfast.raised_alert WHERE kind = 'healed' AND subject = 'app/table[]'"
                + " AND closed_at IS NULL",
            "SELECT * FROM holdfast.raised_alert WHERE closed_at IS NULL ORDER BY last_at DESC, id DESC"
                + " LIMIT 10",
            "SELECT id FROM holdfast.raised_alert WHERE closed_at < now() - interval '1 day'"
                + " ORDER BY closed_at LIMIT 100")) {
      assertThat(jdbc.list("EXPLAIN " + look, row -> row.getString(1)))
          .as(look)
          .noneMatch(step -> step.contains("Seq Scan"));
    }
  }

  @Test
  void theSameAgainCountsUpUntilItIsClosed() throws RefusedException {
    raise(Alert.Kind.DRIFT, "app/table", null, "1 missing");
    raise(Alert.Kind.DRIFT, "app/table", null, "2 missing");

    AlertView drift = alerts.list(ADMIN, "open", "drift", PAGE).items().get(0);
    assertThat(drift.times()).isEqualTo(2);
    assertThat(drift.detail()).isEqualTo("2 missing");
    assertThat(drift.devices()).isEmpty();

    alerts.close(ADMIN, drift.id(), drift.version(), "A trigger was off");
    raise(Alert.Kind.DRIFT, "app/table", null, "3 missing");
    assertThat(alerts.list(ADMIN, "all", "drift", PAGE).total()).isEqualTo(2);
  }

  @Test
  void thatIsOverIsClosedByTheServer() throws RefusedException {
    raise(Alert.Kind.PROBLEM, "app/table", null, "no column");
    UUID id = alerts.list(ADMIN, "open", "problem", PAGE).items().get(0).id();

    jdbc.with(
        sql -> {
          Alert.settle(sql, Alert.Kind.PROBLEM, "app/table", "It fits again.");
          return id;
        });

    assertThat(open()).extracting(AlertView::kind).containsExactly("healed");
    assertThat(alerts.find(ADMIN, id).orElseThrow().closedBy()).isEqualTo("(server)");
  }

  private void raise(Alert.Kind kind, String subject, @Nullable UUID by, @Nullable String detail) {
    jdbc.with(
        sql -> {
          Alert.raise(sql, kind, subject, by, detail);
          return subject;
        });
  }

  @Test
  void isAnAdministratorsAndClosedWithAReason() throws RefusedException {
    UUID id = open().get(0).id();

    assertThatThrownBy(() -> alerts.list(ALICE, "open", null, PAGE))
        .isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> alerts.list(ADMIN, "new", null, PAGE))
        .isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> alerts.list(ADMIN, "open", "%", PAGE))
        .isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> alerts.close(ALICE, id, 1, "x")).isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> alerts.close(ADMIN, id, 1, " ")).isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> alerts.close(ADMIN, UUID.randomUUID(), 1, "x"))
        .isInstanceOf(RefusedException.class);
  }
}
