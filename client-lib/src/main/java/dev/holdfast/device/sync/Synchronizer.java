package dev.holdfast.device.sync;

import dev.holdfast.device.api.Cancellation;
import dev.holdfast.device.api.CancelledException;
import dev.holdfast.device.api.Change;
import dev.holdfast.device.api.HoldfastException;
import dev.holdfast.device.api.NotSignedInException;
import dev.holdfast.device.api.Progress;
import dev.holdfast.device.api.SnapshotFileException;
import dev.holdfast.device.api.SyncFailedException;
import dev.holdfast.device.api.SyncResult;
import dev.holdfast.device.api.SyncState;
import dev.holdfast.device.api.UnreachableException;
import dev.holdfast.device.protocol.LeaveException;
import dev.holdfast.device.protocol.TooLargeException;
import dev.holdfast.device.queue.Reconciler;
import dev.holdfast.device.store.Database;
import dev.holdfast.device.store.Packages;
import dev.holdfast.device.store.ProgressListener;
import dev.holdfast.device.store.Undertaking;
import dev.holdfast.kernel.app.Attachment;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One sync after the other, at most one per store at a time, over all processes. By a person's
 * wish, or by itself as the policy says.
 */
public final class Synchronizer {
  private static final Logger LOG = LoggerFactory.getLogger(Synchronizer.class);

  private final Database database;
  private final Attempt.Parts parts;
  private final Departure departure;
  private final Surroundings surroundings;
  private final Notices notices;
  private final SyncStates states;
  private final Keeping keeping;

  /**
   * Who is told what happens. Neither may throw.
   *
   * @param changes told what looks different, after it does
   * @param states told what the device does about syncing; must be quick
   */
  public record Observer(Consumer<Change> changes, Consumer<SyncState> states) {}

  /** Makes a synchronizer. */
  public Synchronizer(
      Database database,
      SessionKeeper session,
      Packages packages,
      Reconciler reconciler,
      Surroundings surroundings,
      Observer observer) {
    this.database = database;
    this.surroundings = surroundings;
    this.notices = new Notices(database, surroundings.policies());
    this.states = new SyncStates(observer.states());
    this.parts =
        new Attempt.Parts(
            database, session, packages, reconciler, surroundings, observer.changes());
    this.departure = new Departure(parts);
    this.keeping = new Keeping(parts, states, this::syncUnseen);
  }

  /**
   * Syncs, both ways, whenever that is allowed: a person asks for it.
   *
   * @param progress told how far it is
   * @param cancellation ends it
   * @throws UnreachableException if the server can't be reached; what came is kept
   * @throws dev.holdfast.device.api.NotSignedInException if the server doesn't accept the session
   * @throws SyncFailedException if what the server sent can't be used, or the rest is done and an
   *     action that may have taken effect is too large to be sent again
   * @throws dev.holdfast.device.api.StoreException if the store is full, or another sync goes on
   * @throws CancelledException if it was cancelled; what came is kept
   */
  public SyncResult sync(Consumer<? super Progress> progress, Cancellation cancellation) {
    return sync(Extent.ALL, progress, cancellation);
  }

  /**
   * The same with a snapshot file.
   *
   * @throws SnapshotFileException if the file can't be used
   */
  public SyncResult sync(
      SnapshotSource file, Consumer<? super Progress> progress, Cancellation cancellation) {
    if (surroundings.connection().encoding() != SegmentEncoding.ZSTD) {
      throw new SnapshotFileException(
          SnapshotFileException.Reason.USELESS,
          "What is in snapshot files can't be read on this device, as it has nothing for zstd. Sync without the file: everything comes over the network.",
          null);
    }
    return sync(Extent.ALL.from(file), progress, cancellation);
  }

  /** As {@link #sync(Consumer, Cancellation)}, whatever the connection, and its policy, says. */
  public SyncResult syncWhateverItCosts(
      Consumer<? super Progress> progress, Cancellation cancellation) {
    return sync(Extent.ALL.whateverItCosts(), progress, cancellation);
  }

  /** The connection may be another one: who keeps in sync looks at what may be done now. */
  public void connectionChanged() {
    keeping.looksAgain();
  }

  private SyncResult sync(
      Extent extent, Consumer<? super Progress> progress, Cancellation cancellation) {
    try {
      return sync(extent, Synchronizer::fail, progress, cancellation);
    } finally {
      // Who keeps in sync may wait for what no longer holds, if this was told another policy.
      keeping.looksAgain();
    }
  }

  /**
   * Syncs.
   *
   * @param stuck told, when the rest is done, of an action that can't be sent any more
   */
  private SyncResult sync(
      Extent extent,
      Consumer<TooLargeException> stuck,
      Consumer<? super Progress> progress,
      Cancellation cancellation) {
    Consumer<Progress> told = new ProgressListener(progress);
    Consumer<Progress> both =
        reached -> {
          states.runs(reached);
          told.accept(reached);
        };
    try (Undertaking undertaking = new Undertaking(both, cancellation, surroundings.clock())) {
      SyncResult result = locked(extent, stuck, undertaking);
      noteWhatCame();
      return result;
    } catch (UnreachableException
        | SyncFailedException
        | SnapshotFileException
        | CancelledException e) {
      noteWhatCame();
      throw e;
    }
  }

  /** However it ended, what had come until then holds: another policy, answers, the time. */
  private void noteWhatCame() {
    surroundings.connection().meter().write(database);
    notices.refresh();
    surroundings.gate().note();
  }

  private SyncResult locked(
      Extent extent, Consumer<TooLargeException> stuck, Undertaking undertaking) {
    @Nullable HoldfastException failure = null;
    try {
      return attempt(extent, stuck, undertaking);
    } catch (HoldfastException e) {
      failure = e;
      throw e;
    } finally {
      states.ended(failure);
    }
  }

  private SyncResult attempt(
      Extent extent, Consumer<TooLargeException> stuck, Undertaking undertaking) {
    try (SyncLock lock =
        SyncLock.acquire(database.directory(), surroundings.sleeper(), undertaking)) {
      return new Attempt(parts, undertaking, extent.snapshot()).perform(extent, stuck);
    } catch (LeaveException e) {
      throw leave(e, undertaking);
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
    try (Undertaking undertaking = Undertaking.unseen(surroundings.clock())) {
      return leave(order, undertaking);
    }
  }

  private NotSignedInException leave(LeaveException order, Undertaking undertaking) {
    try (SyncLock lock =
        SyncLock.acquire(database.directory(), surroundings.sleeper(), undertaking)) {
      NotSignedInException ended = departure.obey(order, undertaking);
      if (!order.leave().wipe()) {
        notices.refresh();
      }
      return ended;
    }
  }

  /**
   * Fetches the content of an attachment, beside whatever sync goes on, by whatever connection
   * there is: a person asks for it.
   *
   * @throws dev.holdfast.device.api.AttachmentException {@code GONE} if the server does not have it
   * @throws UnreachableException if the server can't be reached; what came is kept
   * @throws CancelledException if it was cancelled; what came is kept
   */
  public void fetch(
      Attachment attachment, Consumer<? super Progress> progress, Cancellation cancellation) {
    try (Undertaking undertaking =
        new Undertaking(new ProgressListener(progress), cancellation, surroundings.clock())) {
      new OnDemand(parts, undertaking).fetch(attachment);
    } catch (LeaveException e) {
      throw leave(e);
    } finally {
      surroundings.connection().meter().write(database);
    }
  }

  private static void fail(TooLargeException tooLarge) {
    throw new SyncFailedException(
        SyncFailedException.Reason.PARTIAL, tooLarge.getMessage(), tooLarge);
  }

  /** What went up since the last sync that ended well. */
  public SyncResult.Up sent() {
    return database.read(Sent::of);
  }

  /** When the device last was up to date, by its own clock. */
  public Optional<Instant> lastSync() {
    return database.read(LastContacts::received);
  }

  /** What the device does about syncing at present. */
  public SyncState state() {
    return states.present();
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
    keeping.run(pause, done, away);
  }

  /** Nobody is there to be told but the log: the rest goes on, and the action stays in sight. */
  private SyncResult syncUnseen(Extent extent) {
    return sync(
        extent,
        tooLarge -> LOG.warn("{}", tooLarge.getMessage()),
        progress -> {},
        new Cancellation());
  }
}
