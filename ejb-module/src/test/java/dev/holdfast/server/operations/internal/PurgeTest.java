package dev.holdfast.server.operations.internal;

import static dev.holdfast.server.operations.api.Purging.Status.INTERRUPTED;
import static dev.holdfast.server.testing.FleetData.ADMIN;
import static dev.holdfast.server.testing.FleetData.ALICE;
import static dev.holdfast.server.testing.FleetData.DEFAULTS;
import static dev.holdfast.server.testing.FleetData.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.server.history.internal.AuditBean;
import dev.holdfast.server.operations.api.Purging;
import dev.holdfast.server.operations.api.Purging.PurgeState;
import dev.holdfast.server.operations.api.Purging.Purged;
import dev.holdfast.server.operations.api.Purging.Status;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.sync.internal.SyncTracesBean;
import dev.holdfast.server.tables.api.Tombstones;
import dev.holdfast.server.tables.api.Tombstones.Forgotten;
import dev.holdfast.server.testing.FleetData;
import dev.holdfast.server.testing.HandClock;
import dev.holdfast.server.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** When the server purges, up to where, and what. */
class PurgeTest {
  private static final Duration DAY = Duration.ofDays(1);

  private final Jdbc jdbc = TestDatabase.create().jdbc();
  private final HandClock clock = new HandClock();
  private final List<String> bounds = new ArrayList<>();
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private Runnable progress = () -> {};

  @Test
  void thereIsOnePurgeInTheMinimumTimeOnWhicheverNode() {
    Purge here = purge();
    assertThat(here.runIfDue()).isPresent();
    assertThat(here.runIfDue()).isEmpty();
    clock.forward(DAY.minusSeconds(1));
    assertThat(purge().runIfDue()).as("on another node, or after a restart").isEmpty();
    clock.forward(Duration.ofSeconds(1));
    assertThat(purge().runIfDue()).isPresent();
    assertThat(here.runIfDue()).isEmpty();
  }

  @Test
  void whoAsksTooSoonIsToldWhenItMayBe() throws RefusedException {
    Purging purging = purging();
    assertThat(purging.state(ADMIN))
        .isEqualTo(
            new PurgeState(
                null,
                null,
                null,
                DAY.multipliedBy(30),
                DAY.multipliedBy(90),
                DAY.multipliedBy(365),
                DAY));

    purging.purge(ADMIN);
    waiting.remove().run();
    clock.forward(Duration.ofHours(1));
    Purged purged = Objects.requireNonNull(purging.state(ADMIN).last());

    assertThat(purged.status()).isEqualTo(Status.DONE);
    assertThat(purging.state(ADMIN).horizon()).isEqualTo(NOW.minus(DAY.multipliedBy(30)));
    assertThat(purging.state(ADMIN).nextAt()).isEqualTo(NOW.plus(DAY));
    assertThat(audited()).containsExactly("admin purge-begun");
    assertThat(purged.startedAt()).isEqualTo(NOW);
    assertThat(purged.took()).isZero();
    assertThatThrownBy(() -> purging.purge(ADMIN))
        .hasMessageContaining("2026-11-24T08:30:00Z")
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(ErrorCode.CONFLICT);
              assertThat(refused.retryAfter()).isEqualTo(Duration.ofHours(23));
            });
    assertThatThrownBy(() -> purging.purge(ALICE)).isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> purging.state(ALICE)).isInstanceOf(RefusedException.class);
  }

  @Test
  void whoAsksDoesNotWaitAndIsToldHowItGoes() throws RefusedException {
    Purging purging = purging();
    beacon(5, NOW.minus(DAY.multipliedBy(31)));

    Purged begun = Objects.requireNonNull(purging.purge(ADMIN).last());
    assertThat(begun.status()).isEqualTo(Status.RUNNING);
    assertThat(bounds).as("nothing was done in the request").isEmpty();
    assertThatThrownBy(() -> purging.purge(ADMIN)).hasMessageContaining("A purge is running");

    List<Purged> seen = new ArrayList<>();
    progress = () -> seen.add(look());
    waiting.remove().run();

    assertThat(seen)
        .singleElement()
        .satisfies(
            purge -> {
              assertThat(purge.status()).isEqualTo(Status.RUNNING);
              assertThat(purge.step()).isEqualTo("tombstones");
              assertThat(purge.tombstones()).isEqualTo(7);
            });
    assertThat(look().status()).isEqualTo(Status.DONE);
    assertThat(look().step()).isNull();
    assertThat(look().tombstones()).isEqualTo(9);
  }

  @Test
  void oneIsAtWorkAtATimeHoweverShortTheTimeBetweenThem() throws Exception {
    beacon(5, NOW.minus(DAY.multipliedBy(31)));
    List<Boolean> begun = new ArrayList<>();
    progress =
        () -> {
          clock.forward(DAY.multipliedBy(2));
          begun.add(purge().begin().isPresent());
        };

    purge().runIfDue();

    assertThat(begun).containsExactly(false);
    clock.forward(DAY.multipliedBy(2));
    assertThat(purge().begin()).isPresent();
  }

  @Test
  void aPurgeWhoseNodeGoesDownIsInterruptedAndTheNextOneGoesOn() throws RefusedException {
    purging().purge(ADMIN);
    jdbc.update("UPDATE holdfast.purge SET taken_at = ?, step = 'sync-log'", NOW);

    assertThat(look().status()).as("taken on, and no session has the turn").isEqualTo(INTERRUPTED);
    assertThat(look().step()).isEqualTo("sync-log");
    assertThat(purge().runIfDue()).isEmpty();
    clock.forward(DAY);
    assertThat(purge().runIfDue()).get().extracting(Purged::status).isEqualTo(Status.DONE);
  }

  @Test
  void aPurgeThatNobodyTookOnIsInterruptedAfterAMinute() throws RefusedException {
    purging().purge(ADMIN);

    clock.forward(Duration.ofSeconds(59));
    assertThat(look().status()).isEqualTo(Status.RUNNING);
    clock.forward(Duration.ofSeconds(1));
    assertThat(look().status()).isEqualTo(INTERRUPTED);
  }

  @Test
  void aPurgeThatFailsSaysAtWhatAndWhy() {
    beacon(5, NOW.minus(DAY.multipliedBy(31)));
    progress =
        () -> {
          throw new IllegalStateException("the disk is full");
        };

    assertThatThrownBy(() -> purge().runIfDue()).isInstanceOf(IllegalStateException.class);

    assertThat(look().status()).isEqualTo(Status.FAILED);
    assertThat(look().step()).isEqualTo("tombstones");
    assertThat(look().error()).isEqualTo("the disk is full");
    assertThat(purge().runIfDue()).isEmpty();
    progress = () -> {};
    clock.forward(DAY);
    assertThat(purge().runIfDue()).get().extracting(Purged::error).isNull();
  }

  @Test
  void aServerThatIsBeingStoppedBeginsNone() throws RefusedException {
    Purging purging =
        purging(
            work -> {
              throw new RejectedExecutionException();
            });

    assertThatThrownBy(() -> purging.purge(ADMIN))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.UNAVAILABLE));
    assertThat(look().status()).isEqualTo(Status.FAILED);
  }

  private Purged look() {
    return purge().last().orElseThrow();
  }

  @Test
  void closedAlertsGoAfterTheirTimeAndOpenOnesStay() {
    jdbc.update(
        """
        INSERT INTO holdfast.raised_alert (id, kind, subject, first_at, last_at, closed_at)
        SELECT gen_random_uuid(), 'drift', 'app/' || n, CAST(? AS timestamptz), ?, c
        FROM (VALUES (1, CAST(? AS timestamptz)), (2, CAST(? AS timestamptz)), (3, NULL)) x (n, c)
        """,
        NOW.minus(DAY.multipliedBy(500)),
        NOW.minus(DAY.multipliedBy(500)),
        NOW.minus(DAY.multipliedBy(366)),
        NOW.minus(DAY.multipliedBy(364)));

    assertThat(purge().runIfDue()).get().extracting(Purged::alerts).isEqualTo(1L);

    assertThat(
            jdbc.list("SELECT subject FROM holdfast.raised_alert ORDER BY 1", r -> r.getString(1)))
        .containsExactly("app/2", "app/3");
  }

  @Test
  void theServersMarksSayWhatIsOldEnough() {
    beacon(10, NOW.minus(DAY.multipliedBy(32)));
    beacon(20, NOW.minus(DAY.multipliedBy(30)));
    beacon(30, NOW.minus(DAY.multipliedBy(29)));

    purge().runIfDue();

    assertThat(bounds).containsExactly("20");
  }

  @Test
  void withoutAMarkThatIsOldEnoughNothingIsForgotten() {
    beacon(30, NOW.minus(DAY.multipliedBy(29)));

    purge().runIfDue();

    assertThat(bounds).isEmpty();
  }

  @Test
  void marksOfAnotherHistoryMakeNothingOlderThanItIs() {
    beacon(900_000_000, NOW.minus(DAY.multipliedBy(200)));
    beacon(30, NOW.minus(DAY));

    purge().runIfDue();

    assertThat(bounds).containsExactly("30");
  }

  @Test
  void whatARunningTransactionMayNotSeeIsNeverOldEnough() {
    beacon(900_000_000, NOW.minus(DAY.multipliedBy(200)));
    String running =
        jdbc.one("SELECT pg_snapshot_xmin(pg_current_snapshot())::text", row -> row.getString(1))
            .orElseThrow();

    purge().runIfDue();

    assertThat(bounds)
        .singleElement()
        .satisfies(b -> assertThat(b).isGreaterThanOrEqualTo(running));
    assertThat(bounds).doesNotContain("900000000");
  }

  @Test
  void oldLinesOfTheSyncLogGoAndWhatRevokedDevicesLeft() {
    FleetData data = new FleetData(jdbc);
    data.user("alice");
    UUID device = data.device("alice", "tablet");
    UUID revoked = data.device("alice", "lost");
    data.revoke(revoked);
    data.synced(device, NOW.minus(DAY.multipliedBy(91)), "full", 1, 0, null);
    data.synced(device, NOW.minus(DAY.multipliedBy(89)), "delta", 1, 0, null);
    data.synced(revoked, NOW.minus(DAY.multipliedBy(91)), "full", 1, 0, null);

    assertThat(purge().runIfDue()).get().extracting(Purged::syncs).isEqualTo(2L);

    assertThat(count("sync_log")).isEqualTo(1);
    assertThat(count("device_sync")).as("revoked just now").isEqualTo(2);
    clock.forward(DAY.multipliedBy(91));
    purge().runIfDue();
    assertThat(count("sync_log")).isZero();
    assertThat(count("device_sync")).isEqualTo(1);
  }

  private Purging purging() {
    return purging(waiting::add);
  }

  private Purging purging(PurgeThread thread) {
    AuditBean audit = new AuditBean(jdbc, clock);
    return new PurgingBean(
        purge(), new PurgeBeginning(purge(), audit, DEFAULTS), thread, DEFAULTS, clock);
  }

  private List<String> audited() {
    return jdbc.list(
        "SELECT user_name || ' ' || action FROM holdfast.audit_entry", row -> row.getString(1));
  }

  private Purge purge() {
    Tombstones tombstones =
        (before, soFar) -> {
          bounds.add(before);
          soFar.accept(7);
          progress.run();
          return new Forgotten(9, 0);
        };
    return new Purge(jdbc, tombstones, new SyncTracesBean(jdbc), soFar -> 0, DEFAULTS, clock);
  }

  private void beacon(long xid, Instant at) {
    jdbc.update(
        "INSERT INTO holdfast.epoch_beacon (xid, set_at, started) VALUES (?::text::xid8, ?, ?)",
        Long.toString(xid),
        at,
        at);
  }

  private long count(String table) {
    return jdbc.one("SELECT count(*) FROM holdfast." + table, row -> row.getLong(1)).orElseThrow();
  }
}
