package dev.holdfast.device.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.device.api.Bytes;
import dev.holdfast.device.api.ConnectionKind;
import dev.holdfast.device.api.PutOff;
import dev.holdfast.device.api.StoreException;
import dev.holdfast.device.api.SyncResult;
import dev.holdfast.device.api.SyncState;
import dev.holdfast.device.api.UnreachableException;
import dev.holdfast.device.sync.Timetable.Standing;
import dev.holdfast.kernel.policy.PolicyValues;
import dev.holdfast.kernel.policy.SyncPolicy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A device, its doorbell and its server, with time that is turned by who waits. */
abstract class TurnedTime {
  static final Instant BEGINNING = Instant.parse("2026-11-23T08:00:00Z");
  static final Duration PAUSE = Duration.ofMinutes(1);

  Instant now = BEGINNING;
  SyncPolicy policy = SyncPolicy.STANDARD;
  @Nullable Instant received;
  @Nullable Instant sent;
  int waiting;
  boolean putOff;

  /** Whether what is sent stays in the queue: the server can't judge it. */
  boolean stays;

  ConnectionKind connection = ConnectionKind.UNKNOWN;

  /** What the connection becomes, by the time after the beginning; the application says so. */
  final Map<Duration, ConnectionKind> connectedAfter = new TreeMap<>();

  boolean away;

  /** How long the server wants to be let be. */
  @Nullable Duration retryAfter;

  boolean clockStands;
  boolean listening;
  final List<Duration> ringsAfter = new ArrayList<>();
  final List<String> done = new ArrayList<>();
  @Nullable Duration syncedByHandAfter;
  @Nullable Duration toldElsewhereAfter;
  final List<SyncState> states = new ArrayList<>();
  int busy;
  int told;
  @Nullable StoreException fails;

  /** Waits by turning the clock; the next ring comes so long after the beginning. */
  private final Ringing doorbell =
      new Ringing() {
        @Override
        public void listen() {
          listening = true;
        }

        @Override
        public void rest() {
          listening = false;
        }

        @Override
        public Optional<Delivered> delivered() {
          return Optional.empty();
        }

        @Override
        public Ring await(Duration longest) {
          Instant end = now.plus(longest);
          for (Map.Entry<Duration, ConnectionKind> change : connectedAfter.entrySet()) {
            Instant at = BEGINNING.plus(change.getKey());
            if (at.isAfter(now) && !at.isAfter(end)) {
              now = at;
              connection = change.getValue();
              return Ring.SYNCED;
            }
          }
          if (syncedByHandAfter != null && !BEGINNING.plus(syncedByHandAfter).isAfter(end)) {
            now = BEGINNING.plus(syncedByHandAfter);
            syncedByHandAfter = null;
            policy = SyncPolicy.STANDARD;
            return Ring.SYNCED;
          }
          if (!ringsAfter.isEmpty() && !BEGINNING.plus(ringsAfter.get(0)).isAfter(end)) {
            now = BEGINNING.plus(ringsAfter.remove(0));
            return Ring.NEWS;
          }
          if (!clockStands) {
            now = end;
          }
          if (toldElsewhereAfter != null && !BEGINNING.plus(toldElsewhereAfter).isAfter(now)) {
            policy = SyncPolicy.STANDARD;
          }
          return Ring.NONE;
        }
      };

  private final KeepInSync.Work work =
      new KeepInSync.Work() {
        @Override
        public SyncPolicy policy() {
          return policy;
        }

        @Override
        public Standing standing() {
          return new Standing(received, sent, waiting, putOff);
        }

        @Override
        public Permit permit() {
          return Permit.of(connection, policy.metered());
        }

        @Override
        public void report() {
          throw new AssertionError("nothing was handed over");
        }

        @Override
        public SyncResult sync(Extent extent) {
          done.add(
              Duration.between(BEGINNING, now).toSeconds()
                  + (extent.send() ? " sends" : "")
                  + (extent.receive() ? " receives" : "")
                  + (extent.fresh() ? " fresh" : "")
                  + (away ? " in vain" : ""));
          if (away) {
            throw new UnreachableException(
                UnreachableException.Reason.NETWORK, "away", new java.io.IOException(), retryAfter);
          }
          if (fails != null) {
            throw fails;
          }
          if (busy > 0) {
            busy--;
            throw new StoreException(StoreException.Reason.BUSY, "another sync", null);
          }
          if (extent.send()) {
            sent = now;
            waiting = stays ? waiting : 0;
          }
          if (extent.receive()) {
            received = now;
            putOff = !permit().isComplete();
          }
          return new SyncResult(
              SyncResult.Kind.NONE,
              "",
              new SyncResult.Down(0, 0, 0),
              SyncResult.Up.NOTHING,
              waiting,
              List.of(),
              Duration.ZERO,
              Bytes.NOTHING,
              PutOff.NONE);
        }
      };

  void obey(PolicyValues values) {
    policy = SyncPolicy.STANDARD.restrictedBy(values);
  }

  /** Keeps in sync until so many syncs were made; returns when each was, and what it did. */
  List<String> run(int syncs) throws InterruptedException {
    new KeepInSync(
            work,
            doorbell,
            new Clock() {
              @Override
              public Instant instant() {
                return now;
              }

              @Override
              public ZoneId getZone() {
                return ZoneOffset.UTC;
              }

              @Override
              public Clock withZone(ZoneId zone) {
                return this;
              }
            },
            new Random(1),
            new KeepInSync.Told(
                result -> endAfter(syncs),
                unreachable -> {
                  told++;
                  if (done.size() >= 2) {
                    away = false;
                  }
                },
                states::add))
        .run(PAUSE);
    assertThat(Thread.interrupted()).isTrue();
    return done;
  }

  private void endAfter(int syncs) {
    if (done.size() >= syncs) {
      Thread.currentThread().interrupt();
    }
  }
}
