package dev.holdfast.device.sync;

import dev.holdfast.device.api.Change;
import dev.holdfast.device.api.HoldfastException;
import dev.holdfast.device.api.SyncFailedException;
import dev.holdfast.device.api.SyncResult;
import dev.holdfast.device.api.UnreachableException;
import dev.holdfast.device.queue.Actions;
import dev.holdfast.device.queue.Reconciler;
import dev.holdfast.device.store.Account;
import dev.holdfast.device.store.Checkpoint;
import dev.holdfast.device.store.Database;
import dev.holdfast.device.store.HeldPolicy;
import dev.holdfast.device.store.HeldStalls;
import dev.holdfast.device.store.Packages;
import dev.holdfast.device.store.Settings;
import dev.holdfast.device.store.Staging;
import dev.holdfast.device.store.Switch;
import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.wire.SyncHeader;
import dev.holdfast.kernel.wire.SyncHeader.PackageRef;
import dev.holdfast.kernel.wire.SyncReport;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The switch to a received checkpoint, with all that belongs to it, and the report of it. */
final class Checkpoints {
  /** When the device last was up to date: an {@link Instant}. */
  static final String LAST_SYNC = "last-sync";

  private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
  private static final String REPORT = "report";
  private static final String FULL = "full";

  /** Names of healed buckets in a report: what no server refuses, and in all half of a request. */
  private static final int MOST_NAME_CHARACTERS = 2000;

  private static final int MOST_HEALED_BYTES = 32 * 1024;

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
  }

  /**
   * Takes a stream's header.
   *
   * @return whether the stream can be used; if not, ask again
   */
  boolean begin(SyncHeader header) {
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
          return Staging.begin(connection, header);
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

  /** Switches, in one transaction with the queue's reconciliation and the report to be sent. */
  Switched perform(Incoming.Completed completed, Traffic traffic, Instant begun) {
    return database.write(connection -> perform(connection, completed, traffic, begun));
  }

  private Switched perform(
      Connection connection, Incoming.Completed completed, Traffic traffic, Instant begun)
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
    Settings.put(
        connection,
        REPORT,
        new SyncReport(
            completed.checkpoint(),
            header.order(),
            kind.code(),
            traffic.rows(),
            traffic.bytes(),
            header.buckets().size(),
            Duration.between(begun, clock.instant()).toMillis(),
            Actions.waiting(connection),
            fitting(result.healed()),
            null));
    return new Switched(
        kind, result.buckets(), result.healed(), anew, new Change(cases, result.units()));
  }

  /** As many of these names as a report takes; a refused report would complete no order. */
  private static List<String> fitting(List<String> healed) {
    List<String> fitting = new ArrayList<>();
    int bytes = 0;
    for (String name : healed) {
      bytes += Settings.text(name).getBytes(StandardCharsets.UTF_8).length + 1;
      if (bytes > MOST_HEALED_BYTES) {
        break;
      }
      if (name.length() <= MOST_NAME_CHARACTERS) {
        fitting.add(name);
      }
    }
    return fitting;
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
    Settings.put(connection, LAST_SYNC, clock.instant());
  }

  /**
   * Sends the report of the last switch, unless that is done. Without a server it waits for the
   * next sync; the switch stands.
   */
  void report(SessionKeeper session) {
    Optional<SyncReport> report =
        database.read(connection -> Settings.get(connection, REPORT, SyncReport.class));
    if (report.isEmpty()) {
      return;
    }
    try {
      send(session, report.get());
    } catch (UnreachableException e) {
      return;
    } catch (SyncFailedException e) {
      LOG.warn("The server does not take the report of a sync; it is dropped.", e);
    }
    database.write(
        connection -> {
          Settings.remove(connection, REPORT);
          return report;
        });
  }

  /** Tells the server that the device could not complete a sync, if the server can be told. */
  void reportFailure(
      SessionKeeper session, SyncHeader header, Traffic traffic, HoldfastException failure) {
    try {
      send(
          session,
          new SyncReport(
              header.checkpoint(),
              header.order(),
              header.kind(),
              traffic.rows(),
              traffic.bytes(),
              0,
              0,
              database.read(Actions::waiting),
              List.of(),
              failure.getMessage()));
    } catch (HoldfastException e) {
      failure.addSuppressed(e);
    }
  }

  private static void send(SessionKeeper session, SyncReport report) {
    session.call(
        (api, token) -> {
          api.report(token, report);
          return report;
        });
  }
}
