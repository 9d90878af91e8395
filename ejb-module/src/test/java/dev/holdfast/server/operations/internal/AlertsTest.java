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
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.testing.FleetData;
import dev.holdfast.server.testing.TestDatabase;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AlertsTest {
  private static final PageRequest PAGE = new PageRequest(0, 10, null, false);

  private final Jdbc jdbc = TestDatabase.create().jdbc();
  private final FleetData data = new FleetData(jdbc);
  private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  private final Alerts alerts = new AlertsBean(jdbc, clock, new AuditBean(jdbc, clock));
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
              assertThat(alert.device()).isEqualTo(device);
              assertThat(alert.deviceName()).isEqualTo("tablet");
              assertThat(alert.user()).isEqualTo("alice");
              assertThat(alert.subject()).isEqualTo("app/table[]");
              assertThat(alert.times()).isEqualTo(1);
            });
  }

  @Test
  void standsUntilItIsClosedAndTheFirstClosingStays() throws RefusedException {
    UUID id = open().get(0).id();

    alerts.close(ADMIN, id, "A bad disk");
    alerts.close(ADMIN, id, "Something else");

    assertThat(open()).isEmpty();
    assertThat(alerts.list(ADMIN, "closed", null, PAGE).items())
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.closedReason()).isEqualTo("A bad disk");
              assertThat(alert.closedBy()).isEqualTo(ADMIN.name());
              assertThat(alert.closedAt()).isEqualTo(NOW);
            });
  }

  @Test
  void isClosedOnceInTheAuditTrail() throws RefusedException {
    UUID id = open().get(0).id();

    alerts.close(ADMIN, id, "A bad disk");
    alerts.close(ADMIN, id, "Something else");

    assertThat(
            jdbc.list(
                "SELECT user_name || ' ' || action || ' ' || reason FROM holdfast.audit_entry",
                row -> row.getString(1)))
        .containsExactly("admin alert-closed A bad disk");
  }

  @Test
  void theSameAgainCountsUpUntilItIsClosed() throws RefusedException {
    raise(Alert.Kind.DRIFT, "app/table", null, "1 missing");
    raise(Alert.Kind.DRIFT, "app/table", null, "2 missing");

    AlertView drift = alerts.list(ADMIN, "open", "drift", PAGE).items().get(0);
    assertThat(drift.times()).isEqualTo(2);
    assertThat(drift.detail()).isEqualTo("2 missing");
    assertThat(drift.device()).isNull();

    alerts.close(ADMIN, drift.id(), "A trigger was off");
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
    assertThatThrownBy(() -> alerts.close(ALICE, id, "x")).isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> alerts.close(ADMIN, id, " ")).isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> alerts.close(ADMIN, UUID.randomUUID(), "x"))
        .isInstanceOf(RefusedException.class);
  }
}
