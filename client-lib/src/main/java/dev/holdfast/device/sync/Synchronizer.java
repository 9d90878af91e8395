package dev.holdfast.device.sync;

import dev.holdfast.device.api.Change;
import dev.holdfast.device.api.NotSignedInException;
import dev.holdfast.device.api.SyncFailedException;
import dev.holdfast.device.api.SyncResult;
import dev.holdfast.device.api.UnreachableException;
import dev.holdfast.device.queue.Actions;
import dev.holdfast.device.queue.Reconciler;
import dev.holdfast.device.store.Checkpoint;
import dev.holdfast.device.store.Contact;
import dev.holdfast.device.store.Database;
import dev.holdfast.device.store.Packages;
import dev.holdfast.device.transport.LeaveException;
import dev.holdfast.device.transport.TooLargeException;
import dev.holdfast.kernel.policy.SyncPolicy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One sync after the other: actions up, stream down, switch, report. At most one per store at a
 * time, over all processes. It may be killed anywhere; the next one goes on from there.
 */
public final class Synchronizer {
  private static final Logger LOG = LoggerFactory.getLogger(Synchronizer.class);
  private static final String STUCK =
      " An action whose answer was lost can't be sent again; it stays in the queue with those after"
          + " it on its case.";

  private final Database database;
  private final SessionKeeper session;
  private final Checkpoints checkpoints;
  private final Reports reports;
  private final Upload upload;
  private final Download download;
  private final Departure departure;
  private final Policies policies;
  private final Notices notices;
  private final Surroundings surroundings;
  private final Consumer<Change> observer;

  /** That of who keeps in sync at present. */
  private final AtomicReference<@Nullable DoorbellListener> doorbell = new AtomicReference<>();

  /**
   * What a sync needs of the world.
   *
   * @param clock the device's clock
   * @param random for jitter
   * @param sleeper waits between attempts
   * @param policies what the device obeys
   * @param gate whether data may be read and actions performed
   */
  public record Surroundings(
      Clock clock, RandomGenerator random, Sleeper sleeper, Policies policies, Gate gate) {}

  /**
   * Makes a synchronizer.
   *
   * @param observer told what looks different, after it does
   */
  public Synchronizer(
      Database database,
      SessionKeeper session,
      Packages packages,
      Reconciler reconciler,
      Surroundings surroundings,
      Consumer<Change> observer) {
    this.database = database;
    this.session = session;
    this.surroundings = surroundings;
    this.policies = surroundings.policies();
    this.notices = new Notices(database, policies);
    this.observer = observer;
    this.checkpoints = new Checkpoints(database, packages, reconciler, surroundings.clock());
    this.reports = new Reports(database, session);
    Function<Upload.Desk, Upload> uploads =
        desk -> new Upload(database, desk, reconciler, surroundings.clock(), policies, observer);
    this.upload = uploads.apply(batch -> session.call((api, token) -> api.actions(token, batch)));
    this.departure = new Departure(database, session.transport(), uploads);
    this.download =
        new Download(
            database, session, checkpoints, reports, surroundings.sleeper(), surroundings.random());
  }

  /**
   * Syncs, both ways, whenever that is allowed: a person asks for it.
   *
   * @throws UnreachableException if the server can't be reached; what came is kept
   * @throws dev.holdfast.device.api.NotSignedInException if the server doesn't accept the session
   * @throws SyncFailedException if what the server sent can't be used, or the rest is done and an
   *     action whose answer was lost is too large to be sent again
   * @throws dev.holdfast.device.api.StoreException if the store is full, or another sync goes on
   */
  public SyncResult sync() {
    try {
      return sync(Extent.ALL, Synchronizer::fail);
    } finally {
      DoorbellListener keeping = doorbell.get();
      if (keeping != null) {
        // It may wait for what no longer holds, if that was told another policy.
        keeping.synced();
      }
    }
  }

  /**
   * Syncs.
   *
   * @param stuck told, when the rest is done, of an action that can't be sent any more
   */
  private SyncResult sync(Extent extent, Consumer<TooLargeException> stuck) {
    try {
      SyncResult result = locked(extent, stuck);
      noteWhatCame();
      return result;
    } catch (UnreachableException | SyncFailedException e) {
      noteWhatCame();
      throw e;
    }
  }

  /** However it ended, what had come until then holds: another policy, answers, the time. */
  private void noteWhatCame() {
    notices.refresh();
    surroundings.gate().note();
  }

  private SyncResult locked(Extent extent, Consumer<TooLargeException> stuck) {
    try (SyncLock lock = SyncLock.acquire(database.directory(), surroundings.sleeper())) {
      return exchange(extent, stuck);
    } catch (LeaveException e) {
      throw leave(e);
    }
  }

  /**
   * Does what an administrator orders a device to do that is ended.
   *
   * @return what to tell the user
   * @throws UnreachableException if not all that it has to send could be sent; the next contact
   *     goes on
   */
  public NotSignedInException leave(LeaveException order) {
    try (SyncLock lock = SyncLock.acquire(database.directory(), surroundings.sleeper())) {
      NotSignedInException ended = departure.obey(order);
      if (!order.leave().wipe()) {
        notices.refresh();
      }
      return ended;
    }
  }

  private SyncResult exchange(Extent extent, Consumer<TooLargeException> stuck) {
    Instant begun = surroundings.clock().instant();
    if (surroundings.gate().wantsTime()) {
      session.renew();
    }
    reports.send();
    int waiting = extent.send() ? database.read(Actions::waiting) : 0;
    Optional<TooLargeException> tooLarge = waiting > 0 ? send(waiting) : Optional.empty();
    Traffic traffic = new Traffic();
    Checkpoints.Switched switched =
        extent.receive()
            ? receive(traffic, extent.fresh() || waiting > 0, begun)
            : Checkpoints.Switched.NOTHING;
    if (switched.anew() && extent.send()) {
      tooLarge = send(database.read(Actions::waiting));
    }
    tooLarge.ifPresent(stuck);
    Duration duration = Duration.between(begun, surroundings.clock().instant());
    SyncResult.Up up = Sent.take(database);
    return database.read(connection -> result(connection, switched, traffic, up, duration));
  }

  private static void fail(TooLargeException tooLarge) {
    throw new SyncFailedException(tooLarge.getMessage() + STUCK, tooLarge);
  }

  private Optional<TooLargeException> send(int waiting) {
    Optional<TooLargeException> stuck = upload.run(waiting);
    database.write(
        connection -> {
          LastContacts.sent(connection, surroundings.clock().instant());
          Contact.made(connection, surroundings.clock());
          return stuck;
        });
    return stuck;
  }

  private Checkpoints.Switched receive(Traffic traffic, boolean fresh, Instant begun) {
    Set<String> suspects = checkpoints.suspects();
    Optional<Incoming.Completed> completed = download.run(traffic, fresh);
    Checkpoints.Switched switched =
        completed.isPresent()
            ? checkpoints.perform(completed.get(), traffic, begun)
            : checkpoints.nothingNew(suspects);
    if (!switched.change().isEmpty()) {
      observer.accept(switched.change());
    }
    reports.send();
    checkpoints.tidy();
    return switched;
  }

  /** What went up since the last sync that ended well. */
  public SyncResult.Up sent() {
    return database.read(Sent::of);
  }

  /** When the device last was up to date, by its own clock. */
  public Optional<Instant> lastSync() {
    return database.read(LastContacts::received);
  }

  /**
   * Syncs as the policy says until the thread is interrupted: by the standard at once when the
   * server's doorbell rings, and at an interval.
   *
   * @param pause longest time between syncs while the server is there; a policy's interval counts
   *     if it is longer
   * @param done told what a sync did that ended well
   * @param away told when it is not
   */
  public void syncUntilInterrupted(
      Duration pause, Consumer<SyncResult> done, Consumer<UnreachableException> away) {
    try (DoorbellListener listener =
        new DoorbellListener(session, surroundings.random(), surroundings.sleeper())) {
      doorbell.set(listener);
      new KeepInSync(
              new Automatic(),
              listener,
              surroundings.clock(),
              surroundings.random(),
              new KeepInSync.Told(done, away))
          .run(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      doorbell.set(null);
    }
  }

  private final class Automatic implements KeepInSync.Work {
    @Override
    public SyncPolicy policy() {
      return policies.effective();
    }

    @Override
    public Timetable.Standing standing() {
      return database.read(LastContacts::standing);
    }

    @Override
    public SyncResult sync(Extent extent) {
      // Nobody is there to be told but the log: the rest goes on, and the action stays in sight.
      return Synchronizer.this.sync(
          extent, tooLarge -> LOG.warn("{}{}", tooLarge.getMessage(), STUCK));
    }
  }

  private static SyncResult result(
      Connection connection,
      Checkpoints.Switched switched,
      Traffic traffic,
      SyncResult.Up up,
      Duration duration)
      throws SQLException {
    return new SyncResult(
        switched.kind(),
        Checkpoint.of(connection).map(Checkpoint::value).orElse(""),
        new SyncResult.Down(traffic.rows(), traffic.bytes(), switched.buckets()),
        up,
        Actions.waiting(connection),
        switched.healed(),
        duration);
  }
}
