package dev.holdfast.device;

import dev.holdfast.device.api.CaseView;
import dev.holdfast.device.api.Change;
import dev.holdfast.device.api.DeviceStatus;
import dev.holdfast.device.api.PendingAction;
import dev.holdfast.device.api.Performed;
import dev.holdfast.device.api.Subscription;
import dev.holdfast.device.api.SyncResult;
import dev.holdfast.device.api.UnreachableException;
import dev.holdfast.device.api.Verification;
import dev.holdfast.device.queue.Cases;
import dev.holdfast.device.queue.Choices;
import dev.holdfast.device.queue.Logic;
import dev.holdfast.device.queue.Outcomes;
import dev.holdfast.device.queue.Performer;
import dev.holdfast.device.queue.Reconciler;
import dev.holdfast.device.store.Database;
import dev.holdfast.device.store.Packages;
import dev.holdfast.device.store.Query;
import dev.holdfast.device.store.Verifier;
import dev.holdfast.device.sync.SessionKeeper;
import dev.holdfast.device.sync.Synchronizer;
import dev.holdfast.kernel.casework.TextFields;
import dev.holdfast.kernel.policy.PolicyValues;
import dev.holdfast.kernel.policy.SyncPolicy;
import dev.holdfast.kernel.wire.ActionOutcome;
import dev.holdfast.kernel.wire.SignInRequest.DeviceInfo;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A device: cases and tables in an encrypted store, work with or without a server, and sync.
 *
 * <pre>{@code
 * try (Holdfast holdfast = Holdfast.open(Path.of("store"), passphrase)) {
 *   holdfast.signIn("https://server.example", "alice", password, "Tablet 7");
 *   holdfast.sync();
 *   Performed created = holdfast.create("inspection", Map.of("site", "ANC"));
 *   holdfast.perform(created.caseId(), "arrive", Map.of());
 *   holdfast.sync();
 * }
 * }</pre>
 *
 * <p>Everything but {@link #signIn}, {@link #sync} and {@link #signOut} works without a server. An
 * action is durable when {@link #create} or {@link #perform} returns. Safe for use by many threads;
 * any number of processes may open the same store. Every error is a {@link
 * dev.holdfast.device.api.HoldfastException}, and after any of them the queue is intact, unless an
 * administrator had the device wiped.
 */
public final class Holdfast implements AutoCloseable {
  private final Database database;
  private final Logic logic;
  private final Performer performer;
  private final Choices choices;
  private final SessionKeeper session;
  private final Synchronizer synchronizer;
  private final Observers observers = new Observers();

  Holdfast(HoldfastBuilder builder, Database database) {
    this.database = database;
    Packages packages = new Packages();
    this.logic = new Logic(packages);
    Synchronizer.Surroundings surroundings = builder.surroundings();
    this.performer = new Performer(logic, surroundings.clock(), surroundings.random());
    this.choices = new Choices(logic, performer);
    this.session = new SessionKeeper(database, builder.transport(), surroundings.clock());
    this.synchronizer =
        new Synchronizer(
            database, session, packages, new Reconciler(logic), surroundings, observers::tell);
  }

  /**
   * Opens a store, creating it if there is none.
   *
   * @param directory where it lives
   * @param passphrase opens it; not kept, the caller clears it
   * @throws dev.holdfast.device.api.WrongPassphraseException if it does not open the store
   * @throws dev.holdfast.device.api.StoreException if the store can't be opened
   */
  public static Holdfast open(Path directory, char[] passphrase) {
    return at(directory).open(passphrase);
  }

  /** Whether there is a store. */
  public static boolean exists(Path directory) {
    return Database.exists(directory);
  }

  /** Opens a store with a clock or transport of one's own. */
  public static HoldfastBuilder at(Path directory) {
    return new HoldfastBuilder(directory);
  }

  /**
   * Signs in, and enrols the device at its first time.
   *
   * @param server the server's URL
   * @param user the user; a store is one user's
   * @param password not kept
   * @param deviceName what people call the device
   * @throws UnreachableException if the server can't be reached
   * @throws dev.holdfast.device.api.NotSignedInException if user or password is wrong
   * @throws dev.holdfast.device.api.NotAllowedException if the store is another user's
   */
  public void signIn(String server, String user, String password, String deviceName) {
    String platform =
        "%s %s, Java %s"
            .formatted(
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                System.getProperty("java.version"));
    session.signIn(
        server, user, password, new DeviceInfo(null, deviceName, platform, Version.LIBRARY));
  }

  /**
   * Ends the session. Data and queue stay, and can be worked with.
   *
   * @return whether the server knows; if not, the session ends there by itself
   */
  public boolean signOut() {
    return session.signOut();
  }

  /**
   * Sends what was done and receives what is new. May take long; others can work meanwhile. A
   * person asks for it, so it does not wait for what the policy says of automatic syncs.
   *
   * @throws UnreachableException if the server can't be reached; go on later
   * @throws dev.holdfast.device.api.NotSignedInException if nobody is signed in, the device was
   *     revoked, or an administrator had it wiped: then the store is erased
   * @throws dev.holdfast.device.api.SyncFailedException if what the server sent can't be used
   * @throws dev.holdfast.device.api.StoreException if the store is full, or another sync goes on
   */
  public SyncResult sync() {
    return synchronizer.sync();
  }

  /**
   * Keeps the device in sync until the thread is interrupted, as the {@link #policy} says. By the
   * standard: at once when the server rings the doorbell, at an interval in any case. With growing
   * pauses while the server is away or another process syncs the store. An action that can't be sent
   * any more stays in {@link #pending}, and the rest goes on.
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
    return synchronizer.policies().effective();
  }

  /**
   * Restricts the administrators' policy from now on, instead of what the application asked for
   * before: less often, later, in smaller batches. What is not stricter than theirs has no effect.
   * An automatic sync that waits takes it into account when it wakes.
   *
   * @throws IllegalArgumentException if a value is out of bounds
   */
  public void restrict(PolicyValues values) {
    synchronizer.policies().restrict(values);
  }

  /**
   * What syncs have sent since the last one that ended well. That one's result told what came
   * before; the next one's is going to include this.
   */
  public SyncResult.Up sent() {
    return synchronizer.sent();
  }

  /** All cases, as the user sees them. */
  public List<CaseView> cases() {
    return database.read(connection -> new Cases(connection, logic).all());
  }

  /** One case, empty if the device doesn't have it. */
  public Optional<CaseView> show(UUID caseId) {
    return database.read(connection -> new Cases(connection, logic).find(caseId));
  }

  /**
   * Creates a case by the one creating action that the user's roles allow.
   *
   * @see #create(String, String, Map)
   */
  public Performed create(String type, Map<String, ? extends @Nullable Object> fields) {
    return tell(database.write(connection -> performer.create(connection, type, null, fields)));
  }

  /**
   * Creates a case.
   *
   * @param type the type, or {@code application/type}
   * @param action the creating action
   * @param fields values in Java or JSON form (see {@link dev.holdfast.kernel.app.ValueType})
   * @throws dev.holdfast.device.api.NotFoundException if there is no such type
   * @throws dev.holdfast.device.api.RefusedException if the rules refuse, with every message
   */
  public Performed create(
      String type, String action, Map<String, ? extends @Nullable Object> fields) {
    return tell(database.write(connection -> performer.create(connection, type, action, fields)));
  }

  /**
   * Performs an action on a case.
   *
   * @param fields values in Java or JSON form; null removes a field's value
   * @throws dev.holdfast.device.api.NotFoundException if the device has no such case
   * @throws dev.holdfast.device.api.RefusedException if the rules refuse, with every message
   */
  public Performed perform(
      UUID caseId, String action, Map<String, ? extends @Nullable Object> fields) {
    return tell(
        database.write(connection -> performer.perform(connection, caseId, action, fields)));
  }

  /**
   * Reads values that a person typed as a case type's fields want them; an empty text is null.
   *
   * @param type a case type, or {@code application/type}
   * @throws dev.holdfast.device.api.NotFoundException if there is no such type
   * @throws IllegalArgumentException if the type has no such field, or a text is no value of it
   */
  public Map<String, @Nullable Object> readFields(String type, Map<String, String> texts) {
    return database.read(connection -> TextFields.read(logic.type(connection, type).type(), texts));
  }

  /** The actions that the server has not confirmed, in order. */
  public List<PendingAction> pending() {
    return database.read(choices::list);
  }

  /** What the server said of this device's actions, the newest first. */
  public List<ActionOutcome> outcomes() {
    return database.read(Outcomes::all);
  }

  /**
   * Performs a parked or refused action again on the case as it is now.
   *
   * @param edits values that replace its own
   * @throws dev.holdfast.device.api.NotFoundException if the queue has no such action
   * @throws dev.holdfast.device.api.NotAllowedException if it is on its way
   * @throws dev.holdfast.device.api.RefusedException if the rules refuse it; it stays as it is
   */
  public Performed retry(UUID action, Map<String, ? extends @Nullable Object> edits) {
    return tell(database.write(connection -> choices.retry(connection, action, edits)));
  }

  /**
   * Takes an action back that was not sent, or lets go of a parked or refused one.
   *
   * @param withFollowers whether to take back the later actions on the same case too
   * @return the cancelled actions
   * @throws dev.holdfast.device.api.NotFoundException if the queue has no such action
   * @throws dev.holdfast.device.api.NotAllowedException if it was sent, or others follow it
   */
  public List<UUID> cancel(UUID action, boolean withFollowers) {
    Choices.Cancelled cancelled =
        database.write(connection -> choices.cancel(connection, action, withFollowers));
    observers.tell(new Change(Set.of(cancelled.caseId()), Set.of()));
    return cancelled.actions();
  }

  /**
   * Queries tables and cases by SQL. Each offline table and case type is a view of its name.
   *
   * @param sql SELECT, WITH or VALUES in SQLite's language
   * @return rows: column to null, {@link Number}, {@link String} or {@code byte[]}
   * @throws IllegalArgumentException if it is not a valid query
   */
  public List<Map<String, @Nullable Object>> query(String sql) {
    return database.read(connection -> Query.run(connection, sql));
  }

  /**
   * Proves that the device holds, byte for byte, what the server said at the checkpoint. A bucket
   * that does not match is compared with the server range by range by the next sync, which fetches
   * what differs.
   */
  public Verification verify() {
    Verification verification = database.read(Verifier::verify);
    if (!verification.match()) {
      database.write(connection -> Verifier.heal(connection, verification));
    }
    return verification;
  }

  /**
   * Observes changes by anybody: one's own actions at once, and others' after each sync. The
   * observer is called by the thread that made the change and should be quick.
   *
   * @return ends it
   */
  public Subscription watch(Consumer<Change> observer) {
    return observers.add(observer);
  }

  /** Where the device stands. */
  public DeviceStatus status() {
    return Status.of(database, synchronizer);
  }

  private Performed tell(Performed performed) {
    observers.tell(new Change(Set.of(performed.caseId()), Set.of()));
    return performed;
  }

  @Override
  public void close() {
    database.close();
  }
}
