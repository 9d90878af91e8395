package dev.holdfast.device.sync;

import dev.holdfast.device.api.Change;
import dev.holdfast.device.api.SyncResult;
import dev.holdfast.device.queue.Actions;
import dev.holdfast.device.queue.Reconciler;
import dev.holdfast.device.store.Account;
import dev.holdfast.device.store.Checkpoint;
import dev.holdfast.device.store.Contact;
import dev.holdfast.device.store.Database;
import dev.holdfast.device.store.Departed;
import dev.holdfast.device.store.Generations;
import dev.holdfast.device.store.HeldLater;
import dev.holdfast.device.store.HeldPolicy;
import dev.holdfast.device.store.HeldStalls;
import dev.holdfast.device.store.Indexes;
import dev.holdfast.device.store.Packages;
import dev.holdfast.device.store.Staging;
import dev.holdfast.device.store.Switch;
import dev.holdfast.device.store.Undertaking;
import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.wire.SyncHeader;
import dev.holdfast.kernel.wire.SyncHeader.PackageRef;
import dev.holdfast.kernel.wire.SyncReport;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The switch to a received checkpoint, with all that belongs to it. */
final class Checkpoints {
  private static final String FULL = "full";

  private final Database database;
  private final Packages packages;
  private final Reconciler reconciler;
  private final Clock clock;

  Checkpoints(Database database, Packages packages, Reconciler reconciler, Clock clock) {
    this.database = database;
    this.packages = packages;
    this.reconciler = reconciler;
    this.clock = clock;
  }

  /**
   * What a switch did.
   *
   * @param kind what came
   * @param buckets buckets that rows came for
   * @param healed buckets that came anew, whole or in parts, because their digest was wrong
   * @param anew whether the server may have lost actions, which wait to be sent again
   * @param change what looks different now
   */
  record Switched(
      SyncResult.Kind kind, int buckets, List<String> healed, boolean anew, Change change) {
    /** Nothing was received. */
    static final Switched NOTHING =
        new Switched(SyncResult.Kind.NONE, 0, List.of(), false, new Change(Set.of(), Set.of()));

    /** Both, one after the other; what looks different was told by each. */
    Switched and(Switched next) {
      List<String> all = new ArrayList<>(healed);
      all.addAll(next.healed);
      SyncResult.Kind most =
          kind == SyncResult.Kind.FULL || next.kind == SyncResult.Kind.NONE ? kind : next.kind;
      return new Switched(
          most, buckets + next.buckets, List.copyOf(all), anew || next.anew, next.change);
    }
  }

  /** What to do with a stream. */
  enum Begun {
    /** It can be stored. */
    STORE,
    /** It can't be used; another has to be asked for. */
    ASK_AGAIN,
    /** It brings nothing, because what is large must not come. */
    WAIT
  }

  /** Takes a stream's header. */
  Begun begin(SyncHeader header) {
    return database.write(
        connection -> {
          Account.require(connection)
              .measured(header.serverTime(), clock.instant())
              .save(connection);
          if (header.policy() != null) {
            HeldPolicy.save(connection, header.policy());
          }
          if (header.stalled() != null) {
            HeldStalls.save(connection, header.stalled());
          }
          if (Staging.waits(connection, header)) {
            LastContacts.asked(connection, clock.instant());
            Contact.made(connection, clock);
            return Begun.WAIT;
          }
          return Staging.begin(connection, header) ? Begun.STORE : Begun.ASK_AGAIN;
        });
  }

  /** Fetches the logic that a header names, as far as it is not held, and puts it beside. */
  Map<String, ApplicationPackage> fetchLogic(SessionKeeper session, SyncHeader header) {
    List<PackageRef> missing =
        database.read(connection -> packages.missing(connection, header.packages()));
    for (PackageRef ref : missing) {
      String source = session.call((api, token) -> api.packageSource(token, ref));
      database.write(
          connection -> {
            packages.stage(connection, ref, source);
            return ref;
          });
    }
    return database.read(connection -> logic(connection, header.packages()));
  }

  private Map<String, ApplicationPackage> logic(Connection connection, List<PackageRef> refs)
      throws SQLException {
    Map<String, ApplicationPackage> logic = new HashMap<>();
    for (PackageRef ref : refs) {
      logic.put(
          ref.application(),
          packages
              .find(connection, ref)
              .orElseThrow(() -> new IllegalStateException("not fetched: " + ref)));
    }
    return logic;
  }

  /**
   * Switches, in one transaction with the queue's reconciliation and the report to be sent. Indexes
   * that will be wanted of what is visible already are made before.
   */
  Switched perform(Incoming.Completed completed, Traffic traffic) {
    SyncHeader header = completed.header();
    Indexes.prepare(
        database,
        database.read(connection -> logic(connection, header.packages())).values(),
        header.tables());
    Switched switched = database.write(connection -> perform(connection, completed, traffic));
    traffic.told();
    return switched;
  }

  private Switched perform(Connection connection, Incoming.Completed completed, Traffic traffic)
      throws SQLException {
    SyncHeader header = completed.header();
    Optional<Checkpoint> old = Checkpoint.of(connection);
    Map<String, Integer> before = Reconciler.snapshot(connection);
    boolean anew = Staging.isAnew(connection, header);
    Switch.Result result = Switch.perform(connection, packages, header, completed.checkpoint());
    upToDate(connection, anew);
    Set<UUID> cases = Reconciler.changed(before, Reconciler.snapshot(connection));
    boolean full = old.isEmpty() || FULL.equals(header.kind());
    SyncResult.Kind kind = full ? SyncResult.Kind.FULL : SyncResult.Kind.DELTA;
    Reports.keep(
        connection,
        new SyncReport(
            completed.checkpoint(),
            header.order(),
            kind.code(),
            traffic.untoldRows(),
            traffic.untoldBytes(),
            header.buckets().size(),
            Duration.between(traffic.begun(), clock.instant()).toMillis(),
            Actions.waiting(connection),
            Reports.fitting(result.healed()),
            null));
    return new Switched(
        kind, result.buckets(), result.healed(), anew, new Change(cases, result.units()));
  }

  /** Puts down something large for what else there is. */
  void putDown() {
    database.write(
        connection -> {
          Staging.putDown(connection);
          return this;
        });
  }

  /** Does what can wait until after a switch, in small transactions. */
  void tidy(Undertaking undertaking) {
    Indexes.settle(database, packages);
    Generations.collect(database, undertaking);
  }

  /** Held buckets that every request from now on leaves out, because they are damaged. */
  Set<String> suspects() {
    return database.read(Staging::suspects);
  }

  /**
   * Nothing was new: the held checkpoint is the server's state, for the queue too.
   *
   * @param leftOut damaged buckets that the request did not name
   */
  Switched nothingNew(Set<String> leftOut) {
    return database.write(
        connection -> {
          Set<UUID> cases = reconciler.casesShown(connection);
          Set<String> units = Switch.drop(connection, packages, leftOut);
          upToDate(connection, false);
          return new Switched(SyncResult.Kind.NONE, 0, List.of(), false, new Change(cases, units));
        });
  }

  private void upToDate(Connection connection, boolean newHistory) throws SQLException {
    reconciler.reconcile(connection, Account.require(connection), newHistory);
    LastContacts.received(connection, clock.instant());
    // Should this sync end before the rest has come, another goes on with it.
    PutOffMark.keep(connection, !HeldLater.awaited(connection).isEmpty());
    Contact.made(connection, clock);
    Departed.forget(connection);
  }
}
