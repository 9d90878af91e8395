package dev.holdfast.device.sync;

import dev.holdfast.device.api.CancelledException;
import dev.holdfast.device.api.Change;
import dev.holdfast.device.api.HoldfastException;
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
import dev.holdfast.device.store.Packages;
import dev.holdfast.device.store.Undertaking;
import dev.holdfast.kernel.policy.SendMode;
import dev.holdfast.kernel.policy.SyncPolicy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
  private final Reports reports;
  private final Upload upload;
  private final Portions portions;
  private final ContentTurns contents;
  private final Traffic traffic;
  private final Permits permits;
  private final Meter meter;

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
      Surroundings surroundings,
      Consumer<Change> observer) {}

  /**
   * Begins.
   *
   * @param snapshot from where segments are taken before they are fetched, null if from nowhere
   */
  Attempt(Parts parts, Undertaking undertaking, @Nullable SnapshotSource snapshot) {
    this.database = parts.database();
    this.clock = parts.surroundings().clock();
    this.traffic = new Traffic(clock.instant(), snapshot);
    this.parts = parts;
    this.undertaking = undertaking;
    this.session = parts.session().within(undertaking);
    this.reports = new Reports(database, session, clock);
    this.upload =
        new Upload(
            parts, batch -> session.call((api, token) -> api.actions(token, batch)), undertaking);
    this.permits = parts.surroundings().connection().permits();
    this.meter = parts.surroundings().connection().meter();
    this.portions = new Portions(parts, session, reports, traffic, undertaking, this::sendAlong);
    this.contents = new ContentTurns(parts, session, undertaking, new Rest());
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
                      portions.switched() != Checkpoints.Switched.NOTHING,
                      Actions.waiting(connection))));
    } catch (StoreException e) {
      LOG.debug("What the sync did can't be read any more.", e);
      return Optional.empty();
    }
  }

  private SyncResult sync(Extent extent, Consumer<TooLargeException> stuck) {
    Permit permit = permits.now(extent.anyCost());
    permit.requireConnection();
    // Also where nothing else may be done: who can't work any more is not kept from the server.
    if (parts.surroundings().gate().wantsTime()) {
      session.renew();
    }
    if (!permit.send()) {
      return result(extent, new Portions.Left(new PutOff(PutOff.What.EVERYTHING, List.of()), true));
    }
    reports.send();
    int waiting = extent.send() ? database.read(Actions::sendable) : 0;
    if (waiting > 0) {
      send(waiting);
    }
    Portions.Left left =
        extent.receive()
            ? portions.receive(waiting > 0 ? extent.afterSending() : extent)
            : Portions.Left.NOTHING;
    if (portions.switched().anew() && extent.send()) {
      send(database.read(Actions::waiting));
    }
    int putOff = contents.run(extent);
    if (extent.send()) {
      tried();
    }
    undertaking.completed();
    upload.stuck().ifPresent(stuck);
    return result(extent, contents.left().orElse(left).with(putOff));
  }

  /** What goes on beside contents. */
  private final class Rest implements ContentTurns.Rest {
    @Override
    public boolean sendAlong(Extent extent) {
      return Attempt.this.sendAlong(extent);
    }

    @Override
    public boolean sendNow() {
      int waiting = database.read(Actions::sendable);
      if (waiting > 0) {
        send(waiting);
      }
      return waiting > 0;
    }

    @Override
    public Portions.Left receive(Extent extent) {
      return portions.receive(extent);
    }
  }

  private SyncResult result(Extent extent, Portions.Left left) {
    Duration duration = Duration.between(traffic.begun(), clock.instant());
    if (extent.receive()) {
      PutOffMark.keep(database, left.awaited());
    }
    SyncResult.Up up = Sent.take(database);
    return database.read(connection -> result(connection, up, duration, left.told()));
  }

  /** What waits for a content that did not go is tried again at the next time, not at once. */
  private void tried() {
    if (database.read(Actions::waiting) > 0) {
      database.write(
          connection -> {
            LastContacts.sent(connection, clock.instant());
            return this;
          });
    }
  }

  private void send(int waiting) {
    upload.run(waiting);
    database.write(
        connection -> {
          LastContacts.sent(connection, clock.instant());
          Contact.made(connection, clock);
          return waiting;
        });
  }

  /**
   * What was performed while something large came does not wait for its end: it is sent as if it
   * were alone, by the policy, or because a person wants it.
   *
   * @return whether something was sent
   */
  private boolean sendAlong(Extent extent) {
    int waiting = database.read(Actions::sendable);
    if (waiting == 0 || !permits.now(extent.anyCost()).send() || !isDue(extent)) {
      return false;
    }
    send(waiting);
    return true;
  }

  private boolean isDue(Extent extent) {
    SyncPolicy policy = parts.surroundings().policies().effective();
    if (policy.send() == SendMode.MANUAL) {
      // Then only a person's sync sends.
      return extent.send();
    }
    Instant sent = database.read(LastContacts::sent).orElse(null);
    return new Timetable(policy, Duration.ZERO).sendsAlong(clock.instant(), sent);
  }

  private SyncResult result(
      Connection connection, SyncResult.Up up, Duration duration, PutOff putOff)
      throws SQLException {
    Checkpoints.Switched switched = portions.switched();
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
