package dev.holdfast.server.operations.internal;

import static dev.holdfast.server.testing.FleetData.ADMIN;
import static dev.holdfast.server.testing.FleetData.ALICE;
import static dev.holdfast.server.testing.FleetData.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.server.operations.api.Alerts;
import dev.holdfast.server.operations.api.Alerts.AlertView;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.testing.FleetData;
import dev.holdfast.server.testing.TestDatabase;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AlertsTest {
  private static final PageRequest PAGE = new PageRequest(0, 10, null, false);

  private final Jdbc jdbc = TestDatabase.create().jdbc();
  private final FleetData data = new FleetData(jdbc);
  private final Alerts alerts = new AlertsBean(jdbc, Clock.fixed(NOW, ZoneOffset.UTC));
  private UUID device = UUID.randomUUID();

  @BeforeEach
  void raised() {
    data.user("alice");
    device = data.device("alice", "tablet");
    jdbc.update(
        "INSERT INTO holdfast.alert (id, kind, subject, device_id, first_at, last_at)"
            + " VALUES (?, 'healed', 'app/table[]', ?, ?, ?)",
        UUID.randomUUID(),
        device,
        NOW,
        NOW);
  }

  private List<AlertView> open() throws RefusedException {
    return alerts.list(ADMIN, true, PAGE).items();
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
    assertThat(alerts.list(ADMIN, false, PAGE).items())
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.closedReason()).isEqualTo("A bad disk");
              assertThat(alert.closedBy()).isEqualTo(ADMIN.name());
              assertThat(alert.closedAt()).isEqualTo(NOW);
            });
  }

  @Test
  void isAnAdministratorsAndClosedWithAReason() throws RefusedException {
    UUID id = open().get(0).id();

    assertThatThrownBy(() -> alerts.list(ALICE, true, PAGE)).isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> alerts.close(ALICE, id, "x")).isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> alerts.close(ADMIN, id, " ")).isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> alerts.close(ADMIN, UUID.randomUUID(), "x"))
        .isInstanceOf(RefusedException.class);
  }
}
