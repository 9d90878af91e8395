package dev.holdfast.server.fleet.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.server.fleet.api.Resyncs.OrderDevice;
import dev.holdfast.server.fleet.api.Resyncs.Target;
import dev.holdfast.server.fleet.api.Resyncs.Target.Kind;
import dev.holdfast.server.history.internal.AuditBean;
import dev.holdfast.server.platform.api.DatabaseException;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.platform.api.Sql;
import dev.holdfast.server.sync.api.ResyncDirectory.Standing;
import dev.holdfast.server.testing.FleetData;
import dev.holdfast.server.testing.StubPackages;
import dev.holdfast.server.testing.TestDatabase;
import dev.holdfast.server.testing.Waiters;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ResyncDirectoryTest {
  private final TestDatabase database = TestDatabase.create();
  private final Jdbc jdbc = database.jdbc();
  private final FleetData data = new FleetData(jdbc);
  private final Clock clock = Clock.fixed(FleetData.NOW, ZoneOffset.UTC);
  private final ResyncsBean resyncs =
      new ResyncsBean(
          jdbc,
          new Targets(jdbc, StubPackages.packages()),
          UUID::randomUUID,
          clock,
          new AuditBean(jdbc, clock));
  private final ResyncDirectoryBean directory = new ResyncDirectoryBean(jdbc, clock);
  private UUID device = UUID.randomUUID();

  @BeforeEach
  void oneDevice() {
    data.user("alice", "inspector");
    device = data.device("alice", "tablet");
  }

  @Test
  void theOrdersOfADeviceStandOldestFirst() throws RefusedException {
    UUID newer = order();
    UUID older = order();
    jdbc.update(
        "UPDATE holdfast.resync_order SET ordered_at = ordered_at - interval '1 hour' WHERE id = ?",
        older);

    assertThat(standing(device))
        .containsExactly(new Standing(older, null), new Standing(newer, null));
    directory.running(older, List.of(older), device, 10);
    assertThat(standing(device))
        .containsExactly(new Standing(older, older), new Standing(newer, null));
    assertThat(standing(UUID.randomUUID())).isEmpty();
  }

  @Test
  void ordersThatWereBegunTogetherEndTogetherAndALaterOneStands() throws RefusedException {
    UUID first = order();
    UUID second = order();
    directory.running(second, List.of(first, second), device, 10);
    UUID later = order();

    directory.failed(second, device, "disk full");
    assertThat(List.of(row(first).status(), row(second).status(), row(later).status()))
        .containsExactly("failed", "failed", "waiting");

    directory.running(second, List.of(first, second), device, 10);
    directory.done(second, device, 12);
    assertThat(List.of(row(first).status(), row(second).status(), row(later).status()))
        .containsExactly("done", "done", "waiting");
    assertThat(standing(device)).containsExactly(new Standing(later, null));
  }

  @Test
  void aLateMessageOfADoneOrderTouchesNoOther() throws RefusedException {
    UUID first = order();
    directory.done(first, device, 10);
    UUID second = order();
    directory.running(second, List.of(second), device, 10);

    directory.done(first, device, 10);
    directory.failed(first, device, "late");

    assertThat(row(second).status()).isEqualTo("running");
  }

  @Test
  void aLateReportOfAnEarlierSyncDoesNotCompleteWhatWasBegunSince() throws RefusedException {
    UUID first = order();
    directory.running(first, List.of(first), device, 10);
    UUID second = order();
    directory.running(second, List.of(first, second), device, 10);

    directory.failed(first, device, "late");
    assertThat(List.of(row(first).status(), row(second).status()))
        .containsExactly("running", "running");

    directory.done(first, device, 10);
    assertThat(List.of(row(first).status(), row(second).status()))
        .containsExactly("done", "running");
    assertThat(standing(device)).containsExactly(new Standing(second, second));
    directory.done(second, device, 10);
    assertThat(standing(device)).isEmpty();
  }

  @Test
  void runningTellsTheRowsExpectedAndDoneTheRowsReceived() throws RefusedException {
    UUID order = order();

    directory.running(order, List.of(order), device, 3_000);
    assertThat(row(order).status()).isEqualTo("running");
    assertThat(row(order).rows()).isEqualTo(3_000);

    directory.done(order, device, 3_376);
    assertThat(row(order).status()).isEqualTo("done");
    assertThat(row(order).rows()).isEqualTo(3_376);
  }

  @Test
  void runningTellsHowManyOfTheRowsExpectedWereSent() throws RefusedException {
    UUID order = order();
    directory.sent(device, 5);
    assertThat(row(order).sent()).as("nothing is running").isZero();

    directory.running(order, List.of(order), device, 3_000);
    directory.sent(device, 1_000);
    directory.sent(device, 500);
    assertThat(row(order).sent()).isEqualTo(1_500);
    directory.sent(device, 9_000);
    assertThat(row(order).sent()).as("what is sent twice counts once").isEqualTo(3_000);

    directory.done(order, device, 3_376);
    assertThat(row(order).sent()).isEqualTo(3_376);
  }

  @Test
  void whatGoesOnAfterACutKeepsWhatIsThere() throws RefusedException {
    UUID order = order();
    directory.running(order, List.of(order), device, 3_000);
    directory.sent(device, 2_500);

    directory.running(order, List.of(order), device, 1_200);
    assertThat(row(order).rows()).isEqualTo(3_000);
    assertThat(row(order).sent()).as("700 were lost on the way").isEqualTo(1_800);

    UUID later = order();
    directory.running(later, List.of(order, later), device, 3_000);
    assertThat(row(order).sent()).as("begun anew as another one").isZero();
  }

  @Test
  void aFailedOrderStandsAndIsTriedAgain() throws RefusedException {
    UUID order = order();

    directory.failed(order, device, "disk full");
    assertThat(row(order).status()).isEqualTo("failed");
    assertThat(row(order).error()).isEqualTo("disk full");
    assertThat(standing(device)).containsExactly(new Standing(order, order));

    directory.running(order, List.of(order), device, 10);
    assertThat(row(order).error()).isNull();
    directory.done(order, device, 10);
    assertThat(standing(device)).isEmpty();
  }

  @Test
  void whatComesAfterDoneChangesNothing() throws RefusedException {
    UUID order = order();
    directory.done(order, device, 10);
    OrderDevice done = row(order);

    directory.running(order, List.of(order), device, 99);
    directory.failed(order, device, "late");
    directory.done(order, device, 99);

    assertThat(row(order)).isEqualTo(done);
  }

  @Test
  void anotherDevicesOrderIsNotTouched() throws RefusedException {
    UUID order = order();
    UUID stranger = data.device("alice", "phone");

    directory.done(order, stranger, 10);

    assertThat(row(order).status()).isEqualTo("waiting");
  }

  interface Step {
    void of(ResyncDirectoryBean directory, UUID order, UUID device);
  }

  static Stream<Arguments> races() {
    Step running = (on, order, device) -> on.running(order, List.of(order), device, 10);
    Step done = (on, order, device) -> on.done(order, device, 10);
    Step failed = (on, order, device) -> on.failed(order, device, "cut");
    return Stream.of(
        Arguments.of("done before running", done, running, "done"),
        Arguments.of("done before failed", done, failed, "done"),
        Arguments.of("done before done", done, done, "done"),
        Arguments.of("running before done", running, done, "done"),
        Arguments.of("failed before done", failed, done, "done"),
        Arguments.of("running before failed", running, failed, "failed"));
  }

  /** The second request comes while the first has not committed, and has to wait for its row. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("races")
  @Timeout(30)
  void ofTwoRequestsAtOnceDoneStays(String name, Step first, Step second, String expected)
      throws Exception {
    UUID order = order();
    try (Connection connection = database.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      first.of(new ResyncDirectoryBean(on(connection), clock), order, device);
      CompletableFuture<Void> waiting =
          CompletableFuture.runAsync(() -> second.of(directory, order, device));
      Waiters.await(jdbc);
      connection.commit();
      waiting.get(20, TimeUnit.SECONDS);
    }

    assertThat(row(order).status()).isEqualTo(expected);
  }

  private static Jdbc on(Connection connection) {
    return new Jdbc() {
      @Override
      public <T> T with(Work<T> work) {
        try {
          return work.on(new Sql(connection));
        } catch (SQLException e) {
          throw new DatabaseException(e);
        }
      }
    };
  }

  private List<Standing> standing(UUID of) {
    return jdbc.with(sql -> directory.standing(of, sql));
  }

  private UUID order() throws RefusedException {
    return resyncs.order(FleetData.ADMIN, new Target(Kind.USER, "alice"), "why").id();
  }

  private OrderDevice row(UUID order) throws RefusedException {
    return resyncs
        .devices(FleetData.ADMIN, order, null, new PageRequest(0, 1, null, false))
        .items()
        .get(0);
  }
}
