package dev.holdfast.device.sync;

import dev.holdfast.device.api.CancelledException;
import dev.holdfast.device.api.Change;
import dev.holdfast.device.api.HoldfastException;
import dev.holdfast.device.api.Progress;
import dev.holdfast.device.api.PutOff;
import dev.holdfast.device.api.StoreException;
import dev.holdfast.device.api.SyncResult;
import dev.holdfast.device.api.UnfinishedSync;
import dev.holdfast.device.api.UnreachableException;
import dev.holdfast.device.protocol.TooLargeException;
import dev.holdfast.device.queue.Actions;
import dev.holdfast.device.queue.Reconciler;
import dev.holdfast.device.store.Checkpoint;
import dev.holdfast.device.store.Contact;
import dev.holdfast.device.store.Database;
import dev.holdfast.device.store.HeldLater;
import dev.holdfast.device.store.Packages;
import dev.holdfast.device.store.Undertaking;
import dev.holdfast.kernel.app.Priority;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One sync: actions up, stream down, switch, report. It may be killed or cancelled anywhere; the
 * next one goes on from there. For one thread, once.
 */
final class Attempt {
  private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);

  private final Database database;
  private final Clock clock;
  private final Parts parts;
  private final Undertaking undertaking;
  private final SessionKeeper session;
  private final Checkpoints checkpoints;
  private final Reports reports;
  private final Upload upload;
  private final Download download;
  private final Traffic traffic;
  private final Permits permits;
  private final Meter meter;
  private Checkpoints.Switched switched = Checkpoints.Switched.NOTHING;
  private PutOff putOff = PutOff.NONE;

  /**
   * What every sync of a store is made of.
   *
   * @param observer told what looks different, after it does
   */
  record Parts(
      Database database,
      SessionKeeper session,
      Packages packages,
      Reconciler reconciler,
      Synchronizer.Surroundings surroundings,
      Consumer<Change> observer) {}

  /**
   * Begins.
   *
   * @param snapshot from where segments are taken before they are fetched, null if from nowhere
   */
  Attempt(Parts parts, Undertaking undertaking, @Nullable SnapshotSource snapshot) {
    this.traffic = new Traffic(snapshot);
    this.database = parts.database();
    this.clock = parts.surroundings().clock();
    this.parts = parts;
    this.undertaking = undertaking;
    this.session = parts.session().within(undertaking);
    this.checkpoints = new Checkpoints(database, parts.packages(), parts.reconciler(), clock);
    this.reports = new Reports(database, session);
    this.upload =
        new Upload(
            parts, batch -> session.call((api, token) -> api.actions(token, batch)), undertaking);
    this.permits = parts.surroundings().connection().permits();
    this.meter = parts.surroundings().connection().meter();
    this.download = new Download(parts, session, checkpoints, reports, undertaking);
  }

  /**
   * Syncs, under the lock of the store.
   *
   * @param stuck told, when the rest is done, of an action that can't be sent any more
   * @throws HoldfastException with what was done until then
   */
  SyncResult perform(Extent extent, Consumer<TooLargeException> stuck) {
    try {
      return sync(extent, stuck);
    } catch (HoldfastException e) {
      HoldfastException told = cause(e);
      unfinished().ifPresent(told::after);
      throw told;
    }
  }

  /** A connection that was cut to end the sync is not a server that is away. */
  private HoldfastException cause(HoldfastException e) {
    return e instanceof UnreachableException && undertaking.hasToEnd()
        ? new CancelledException(e)
        : e;
  }

  private Optional<UnfinishedSync> unfinished() {
    try {
      return Optional.of(
          database.read(
              connection ->
                  new UnfinishedSync(
                      Sent.of(connection),
                      traffic.rows(),
                      traffic.bytes(),
                      meter.take(),
                      switched != Checkpoints.Switched.NOTHING,
                      Actions.waiting(connection))));
    } catch (StoreException e) {
      LOG.debug("What the sync did can't be read any more.", e);
      return Optional.empty();
    }
  }

  private SyncResult sync(Extent extent, Consumer<TooLargeException> stuck) {
    Instant begun = clock.instant();
    Permit permit = permits.now(extent.anyCost());
    if (permit.isOffline()) {
      throw new UnreachableException(
          UnreachableException.Reason.OFFLINE,
          "There is no connection. Nothing was tried, and nothing is lost; sync when there is one.",
          null);
    }
    if (!permit.send()) {
      putOff = new PutOff(PutOff.What.EVERYTHING, List.of());
      return result(begun, extent);
    }
    if (parts.surroundings().gate().wantsTime()) {
      session.renew();
    }
    reports.send();
    int waiting = extent.send() ? database.read(Actions::waiting) : 0;
    Optional<TooLargeException> tooLarge = waiting > 0 ? send(waiting) : Optional.empty();
    if (extent.receive()) {
      receive(waiting > 0 ? extent.afterSending() : extent, begun);
    }
    if (switched.anew() && extent.send()) {
      tooLarge = send(database.read(Actions::waiting));
    }
    undertaking.completed();
    tooLarge.ifPresent(stuck);
    return result(begun, extent);
  }

  private SyncResult result(Instant begun, Extent extent) {
    Duration duration = Duration.between(begun, clock.instant());
    if (extent.receive()) {
      PutOffMark.keep(database, putOff);
    }
    SyncResult.Up up = Sent.take(database);
    return database.read(connection -> result(connection, up, duration));
  }

  private Optional<TooLargeException> send(int waiting) {
    Optional<TooLargeException> stuck = upload.run(waiting);
    database.write(
        connection -> {
          LastContacts.sent(connection, clock.instant());
          Contact.made(connection, clock);
          return stuck;
        });
    return stuck;
  }

  /**
   * Receives, what is urgent first: each portion is a checkpoint of its own. Where something large
   * is put down for what else there is, it begins with what is urgent again.
   */
  private void receive(Extent extent, Instant begun) {
    Extent next = extent;
    Priority upTo = Priority.FIRST;
    while (true) {
      Permit permit = permits.now(extent.anyCost());
      if (!permit.receive()) {
        putOff = new PutOff(PutOff.What.RECEIVING, List.of());
        return;
      }
      Portion portion = new Portion(upTo, permit, () -> permits.now(extent.anyCost()), clock);
      Set<String> suspects = checkpoints.suspects();
      Download.Received received = download.run(traffic, next, portion);
      next = extent.again();
      if (received.end() == Download.End.WAITS) {
        putOff = new PutOff(PutOff.What.RECEIVING, HeldLater.tablesOf(received.later()));
        return;
      }
      if (received.end() == Download.End.INTERRUPTED) {
        upTo = Priority.FIRST;
        sendWhatCame(extent);
        continue;
      }
      show(received.completed(), suspects, begun);
      List<String> later = database.read(HeldLater::buckets);
      if (later.isEmpty() || !permit.downloads() || upTo == Priority.LAST) {
        putOff = new PutOff(what(later), HeldLater.tablesOf(later));
        return;
      }
      upTo = Priority.values()[upTo.ordinal() + 1];
    }
  }

  private static PutOff.What what(List<String> later) {
    return later.isEmpty() ? PutOff.What.NOTHING : PutOff.What.TABLES;
  }

  /** What was performed while something large came does not wait for its end. */
  private void sendWhatCame(Extent extent) {
    int waiting = extent.send() ? database.read(Actions::waiting) : 0;
    if (waiting > 0 && permits.now(extent.anyCost()).send()) {
      // What can't be sent was told, or is by the next sync.
      send(waiting);
    }
  }

  private void show(Incoming.@Nullable Completed completed, Set<String> suspects, Instant begun) {
    undertaking.begin(Progress.Stage.SWITCHING);
    Checkpoints.Switched next =
        completed == null
            ? checkpoints.nothingNew(suspects)
            : checkpoints.perform(completed, traffic, begun);
    switched = switched.and(next);
    if (!next.change().isEmpty()) {
      parts.observer().accept(next.change());
    }
    undertaking.begin(Progress.Stage.FINISHING);
    if (!download.wasHanded()) {
      reports.send();
    }
    checkpoints.tidy(undertaking);
  }

  private SyncResult result(Connection connection, SyncResult.Up up, Duration duration)
      throws SQLException {
    return new SyncResult(
        switched.kind(),
        Checkpoint.of(connection).map(Checkpoint::value).orElse(""),
        new SyncResult.Down(
            traffic.rows(), traffic.bytes(), switched.buckets(), traffic.fromFile()),
        up,
        Actions.waiting(connection),
        switched.healed(),
        duration,
        meter.take(),
        putOff);
  }
}
