package dev.holdfast.server.fleet.internal;

import static dev.holdfast.server.testing.FleetData.ADMIN;
import static dev.holdfast.server.testing.FleetData.ALICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.server.fleet.api.Resyncs;
import dev.holdfast.server.fleet.api.Resyncs.OrderDevice;
import dev.holdfast.server.fleet.api.Resyncs.OrderView;
import dev.holdfast.server.fleet.api.Resyncs.Target;
import dev.holdfast.server.fleet.api.Resyncs.Target.Kind;
import dev.holdfast.server.history.internal.AuditBean;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.testing.FleetData;
import dev.holdfast.server.testing.StubPackages;
import dev.holdfast.server.testing.TestDatabase;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResyncsTest {
  private static final PageRequest FIRST = new PageRequest(0, 100, null, false);

  private final Jdbc jdbc = TestDatabase.create().jdbc();
  private final FleetData data = new FleetData(jdbc);
  private final Clock clock = Clock.fixed(FleetData.NOW, ZoneOffset.UTC);
  private final Resyncs resyncs =
      new ResyncsBean(
          jdbc,
          new Targets(jdbc, StubPackages.packages()),
          UUID::randomUUID,
          clock,
          new AuditBean(jdbc, clock));
  private final ResyncDirectoryBean directory = new ResyncDirectoryBean(jdbc, clock);

  @BeforeEach
  void fourUsersWithDevices() {
    data.user("alice", "inspector");
    data.user("bob", "inspector", "supervisor");
    data.user("sue", "supervisor", "auditor");
    data.user("zoe", "clerk");
    data.device("alice", "alice 1");
    data.device("alice", "alice 2");
    data.device("bob", "bob 1");
    data.device("sue", "sue 1");
    data.device("zoe", "zoe 1");
    data.revoke(data.device("alice", "lost"));
    data.wipe(data.device("bob", "stolen"));
  }

  @ParameterizedTest
  @CsvSource({
    "ALL, '', 'alice 1,alice 2,bob 1,sue 1,zoe 1'",
    "APPLICATION, inspection-test, 'alice 1,alice 2,bob 1,sue 1'",
    "ROLE, supervisor, 'bob 1,sue 1'",
    "ROLE, clerk, 'zoe 1'",
    "USER, alice, 'alice 1,alice 2'"
  })
  void anOrderConcernsTheActiveDevicesOfItsTarget(Kind kind, String value, String expected)
      throws RefusedException {
    Target target = new Target(kind, value);
    List<String> names = List.of(expected.split(","));

    OrderView order = resyncs.order(ADMIN, target, " new data ");

    assertThat(order.devices()).isEqualTo(names.size());
    assertThat(order.waiting()).isEqualTo(names.size());
    assertThat(resyncs.reach(ADMIN, target)).isEqualTo(names.size());
    assertThat(resyncs.devices(ADMIN, order.id(), null, FIRST).items())
        .extracting(OrderDevice::deviceName)
        .containsExactlyElementsOf(names);
    assertThat(order.target()).isEqualTo(target);
    assertThat(order.reason()).isEqualTo("new data");
    assertThat(order.orderedBy()).isEqualTo("admin");
    assertThat(order.orderedAt()).isEqualTo(FleetData.NOW);
    assertThat(resyncs.find(ADMIN, order.id())).contains(order);
  }

  @Test
  void theDevicesOfAStatusAreListedAlone() throws RefusedException {
    OrderView order = resyncs.order(ADMIN, new Target(Kind.ALL, ""), "why");
    OrderDevice one = resyncs.devices(ADMIN, order.id(), null, FIRST).items().get(0);
    directory.failed(order.id(), one.device(), "disk full");

    assertThat(resyncs.devices(ADMIN, order.id(), "failed", FIRST).items())
        .extracting(OrderDevice::device)
        .containsExactly(one.device());
    assertThat(resyncs.devices(ADMIN, order.id(), "waiting", FIRST).total()).isEqualTo(4);
    assertThatThrownBy(() -> resyncs.devices(ADMIN, order.id(), "%", FIRST))
        .isInstanceOf(RefusedException.class);
  }

  @Test
  void anOrderForADeviceConcernsItAlone() throws RefusedException {
    UUID device = data.device("zoe", "zoe 2");

    OrderView order = resyncs.order(ADMIN, new Target(Kind.DEVICE, device.toString()), "why");

    assertThat(resyncs.devices(ADMIN, order.id(), null, FIRST).items())
        .extracting(OrderDevice::device)
        .containsExactly(device);
  }

  @Test
  void aTargetWithoutActiveDevicesIsAnOrderForNone() throws RefusedException {
    UUID revoked = data.device("zoe", "old");
    data.revoke(revoked);

    OrderView order = resyncs.order(ADMIN, new Target(Kind.DEVICE, revoked.toString()), "why");

    assertThat(order.devices()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "APPLICATION, nothing",
    "ROLE, nobody",
    "USER, nobody",
    "USER, ali%",
    "DEVICE, 00000000-0000-7000-8000-000000000000",
    "DEVICE, 'alice 1'"
  })
  void aTargetThatNamesNothingIsNotFoundAndNothingIsOrdered(Kind kind, String value)
      throws RefusedException {
    Target target = new Target(kind, value);

    assertThatThrownBy(() -> resyncs.order(ADMIN, target, "why"))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
    assertThatThrownBy(() -> resyncs.reach(ADMIN, target)).isInstanceOf(RefusedException.class);
    assertThat(resyncs.list(ADMIN, FIRST).total()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \t"})
  void anOrderNeedsAReason(String reason) {
    assertThatThrownBy(() -> resyncs.order(ADMIN, new Target(Kind.ALL, ""), reason))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID));
  }

  @Test
  void onlyAdministratorsOrder() {
    assertThatThrownBy(() -> resyncs.order(ALICE, new Target(Kind.ALL, ""), "why"))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_ALLOWED));
    assertThatThrownBy(() -> resyncs.list(ALICE, FIRST)).isInstanceOf(RefusedException.class);
  }

  @Test
  void ordersAreListedNewestFirstInPagesWithTheirOwnCounts() throws RefusedException {
    OrderView one = resyncs.order(ADMIN, new Target(Kind.USER, "zoe"), "one");
    OrderView two = resyncs.order(ADMIN, new Target(Kind.USER, "alice"), "two");
    jdbc.update(
        "UPDATE holdfast.resync_order SET ordered_at = ordered_at - interval '1 day' WHERE id = ?",
        one.id());

    assertThat(resyncs.list(ADMIN, FIRST).items())
        .extracting(OrderView::reason, OrderView::devices)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("two", 2L),
            org.assertj.core.groups.Tuple.tuple("one", 1L));
    var second = resyncs.list(ADMIN, new PageRequest(1, 1, "ordered", false));
    assertThat(second.items()).extracting(OrderView::id).containsExactly(two.id());
    assertThat(second.total()).isEqualTo(2);
    assertThatThrownBy(() -> resyncs.list(ADMIN, new PageRequest(0, 1, "id; DROP TABLE x", false)))
        .isInstanceOf(RefusedException.class);
  }

  @Test
  void theDevicesThatNeedAttentionComeFirst() throws RefusedException {
    OrderView order = resyncs.order(ADMIN, new Target(Kind.ALL, ""), "why");
    List<OrderDevice> waiting = resyncs.devices(ADMIN, order.id(), null, FIRST).items();
    directory.done(order.id(), waiting.get(0).device(), 7);
    directory.running(order.id(), List.of(order.id()), waiting.get(1).device(), 100);
    directory.failed(order.id(), waiting.get(4).device(), "disk full");

    assertThat(resyncs.devices(ADMIN, order.id(), null, FIRST).items())
        .extracting(OrderDevice::status)
        .containsExactly("failed", "running", "waiting", "waiting", "done");
    OrderView view = resyncs.find(ADMIN, order.id()).orElseThrow();
    assertThat(List.of(view.devices(), view.waiting(), view.running(), view.done(), view.failed()))
        .containsExactly(5L, 2L, 1L, 1L, 1L);
  }

  @Test
  void aDeviceRevokedBeforeItCouldFulfilAnOrderNoLongerCounts() throws RefusedException {
    OrderView order = resyncs.order(ADMIN, new Target(Kind.USER, "alice"), "why");
    List<OrderDevice> devices = resyncs.devices(ADMIN, order.id(), null, FIRST).items();
    directory.done(order.id(), devices.get(0).device(), 7);
    devices.forEach(device -> data.revoke(device.device()));

    OrderView view = resyncs.find(ADMIN, order.id()).orElseThrow();

    assertThat(view.devices()).isEqualTo(1);
    assertThat(view.done()).isEqualTo(1);
  }
}
