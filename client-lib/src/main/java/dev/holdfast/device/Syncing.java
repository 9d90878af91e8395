package dev.holdfast.device;

import dev.holdfast.device.api.Cancellation;
import dev.holdfast.device.api.NotSignedInException;
import dev.holdfast.device.api.Progress;
import dev.holdfast.device.api.SyncResult;
import dev.holdfast.device.api.SyncState;
import dev.holdfast.device.api.TrafficTotals;
import dev.holdfast.device.api.UnreachableException;
import dev.holdfast.device.queue.Logic;
import dev.holdfast.device.queue.Reconciler;
import dev.holdfast.device.store.Database;
import dev.holdfast.device.store.Packages;
import dev.holdfast.device.store.TrafficRows;
import dev.holdfast.device.sync.Meter;
import dev.holdfast.device.sync.Notices;
import dev.holdfast.device.sync.Policies;
import dev.holdfast.device.sync.SessionKeeper;
import dev.holdfast.device.sync.SnapshotSource;
import dev.holdfast.device.sync.Surroundings;
import dev.holdfast.device.sync.Synchronizer;
import dev.holdfast.kernel.policy.PolicyValues;
import dev.holdfast.kernel.policy.SyncPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

/** Syncs a store that is open, by a person's wish or as the policy says. */
abstract class Syncing extends Upkeep {
  final Policies policies;
  final SessionKeeper session;
  final Synchronizer synchronizer;
  final Publication<SyncState> states;
  final Meter meter;
  final Attachments attachments;

  Syncing(
      HoldfastBuilder builder, Database database, Packages packages, Surroundings surroundings) {
    super(
        database,
        new Logic(packages),
        new Notices(database, surroundings.policies()),
        surroundings,
        builder.executor());
    this.states = new Publication<>(builder.executor(), (earlier, later) -> later);
    this.policies = surroundings.policies();
    this.meter = surroundings.connection().meter();
    this.session = builder.session(database, meter);
    this.synchronizer =
        new Synchronizer(
            database,
            session,
            packages,
            new Reconciler(logic),
            surroundings,
            new Synchronizer.Observer(observers::tell, states::publish));
    this.attachments = new Attachments(database, gate, clock, synchronizer);
  }

  /**
   * Sends what was done and receives what is new. May take long; others can work meanwhile. A
   * person asks for it, so it does not wait for what the policy says of automatic syncs; but by a
   * metered connection it does no more than the policy allows, and says in its result what it has
   * put off.
   *
   * <p>However it ends, what it did until then holds, and the next one goes on from there; {@link
   * dev.holdfast.device.api.HoldfastException#unfinishedSync} says what that was.
   *
   * <p>What is urgent comes first, each as a checkpoint of its own: cases, small tables and those
   * that the package calls first; then the large ones, then those that it calls last. Until a table
   * has come, who asks for it is told so by a {@link dev.holdfast.device.api.NotReceivedException}.
   *
   * @throws UnreachableException if there is no network, or the server can't answer now; go on
   *     later
   * @throws NotSignedInException if nobody is signed in, or an administrator has ended the device:
   *     what is taken of its queue was sent, and its store is erased if it had to be wiped
   * @throws dev.holdfast.device.api.NotAllowedException if the server does not allow it
   * @throws dev.holdfast.device.api.SyncFailedException if what the server sent can't be used, it
   *     refuses what was sent, or all but one action is done
   * @throws dev.holdfast.device.api.StoreException if the store is full, or another sync goes on
   * @throws dev.holdfast.device.api.CancelledException if the thread was interrupted
   */
  public SyncResult sync() {
    return sync(progress -> {}, new Cancellation());
  }

  /**
   * The same as {@link #sync()}, watched, and to be ended early.
   *
   * @param progress told how far it is, by the calling thread
   * @param cancellation ends it, as a cut connection would
   * @throws dev.holdfast.device.api.CancelledException if it was cancelled, or the thread
   *     interrupted
   */
  public SyncResult sync(Consumer<? super Progress> progress, Cancellation cancellation) {
    return synchronizer.sync(progress, cancellation);
  }

  /**
   * The same as {@link #sync()}, whatever the connection is and the policy for metered ones says:
   * the user wants all of it now. It is tried even where the application knows of no connection.
   */
  public SyncResult syncWhateverItCosts() {
    return syncWhateverItCosts(progress -> {}, new Cancellation());
  }

  /**
   * The same as {@link #syncWhateverItCosts()}, watched, and to be ended early.
   *
   * @param progress told how far it is, by the calling thread
   * @param cancellation ends it, as a cut connection would
   * @throws dev.holdfast.device.api.CancelledException if it was cancelled, or the thread
   *     interrupted
   */
  public SyncResult syncWhateverItCosts(
      Consumer<? super Progress> progress, Cancellation cancellation) {
    return synchronizer.syncWhateverItCosts(progress, cancellation);
  }

  /** The contents of attachments. */
  public Attachments attachments() {
    return attachments;
  }

  /**
   * The connection may be another one: who keeps the device in sync asks the {@link
   * HoldfastBuilder#connection} what it is now, and goes on at once with what was put off if it
   * may. To be called from the system's callback; it is quick, and may be called too often.
   */
  public void connectionChanged() {
    synchronizer.connectionChanged();
  }

  /**
   * What this device has sent and received, by days and kinds of connection; not what a process
   * that was killed had counted last.
   */
  public TrafficTotals traffic() {
    meter.write(database);
    return database.read(TrafficRows::all);
  }

  /**
   * The same as {@link #sync()}, with a file that an administrator has had prepared: what the file
   * holds of what this device lacks is taken from there, and only what changed since comes over the
   * network. It may be used by any number of devices, and again after a cut; what it has to show to
   * whom is the server's to say. What is damaged in it comes from the server.
   *
   * @param snapshot made by {@code holdfast admin snapshot}
   * @throws dev.holdfast.device.api.SnapshotFileException if the file can't be used, so that
   *     everything would come over the network; {@link #sync()} does that
   */
  public SyncResult syncFrom(Path snapshot) {
    return syncFrom(snapshot, progress -> {}, new Cancellation());
  }

  /**
   * The same as {@link #syncFrom(Path)}, watched, and to be ended early.
   *
   * @param progress told how far it is, by the calling thread
   * @param cancellation ends it, as a cut connection would
   * @throws dev.holdfast.device.api.CancelledException if it was cancelled, or the thread
   *     interrupted
   */
  public SyncResult syncFrom(
      Path snapshot, Consumer<? super Progress> progress, Cancellation cancellation) {
    try (SnapshotSource file = SnapshotSource.open(snapshot)) {
      return synchronizer.sync(file, progress, cancellation);
    }
  }

  /**
   * Keeps the device in sync until the thread is interrupted, as the {@link #policy} says. By the
   * standard: at once when the server rings the doorbell, at an interval in any case. With growing
   * pauses while the server is away or another process syncs the store. An action that can't be
   * sent any more stays in {@link #pending}, and the rest goes on.
   *
   * @param pause time between syncs; a policy's interval counts if it is longer
   * @param done told what each sync did
   * @param away told when the server can't be reached
   */
  public void syncUntilInterrupted(
      Duration pause, Consumer<SyncResult> done, Consumer<UnreachableException> away) {
    synchronizer.syncUntilInterrupted(pause, done, away);
  }

  /**
   * The policy that holds for automatic syncs, with where each value comes from: administrators'
   * policies, restricted by what the application asks for.
   */
  public SyncPolicy policy() {
    return policies.effective();
  }

  /**
   * Restricts the administrators' policy from now on, instead of what the application asked for
   * before: less often, later, in smaller batches. What is not stricter than theirs has no effect.
   * An automatic sync that waits takes it into account when it wakes.
   *
   * @throws IllegalArgumentException if a value is out of bounds
   */
  public void restrict(PolicyValues values) {
    policies.restrict(values);
    notices.refresh();
  }

  /**
   * What syncs have sent since the last one that ended well. That one's result told what came
   * before; the next one's is going to include this.
   */
  public SyncResult.Up sent() {
    return synchronizer.sent();
  }

  /** What the device does about syncing at present. */
  public SyncState syncState() {
    return synchronizer.state();
  }

  /**
   * The same whenever it becomes another, the progress of a sync included. A subscriber that is
   * slow is told the last of them; otherwise as {@link #changes}.
   */
  public Flow.Publisher<SyncState> syncStates() {
    return states;
  }
}
