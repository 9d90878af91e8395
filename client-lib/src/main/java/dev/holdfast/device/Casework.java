package dev.holdfast.device;

import dev.holdfast.device.api.Cancellation;
import dev.holdfast.device.api.CaseView;
import dev.holdfast.device.api.Change;
import dev.holdfast.device.api.Exported;
import dev.holdfast.device.api.Imported;
import dev.holdfast.device.api.PendingAction;
import dev.holdfast.device.api.Performed;
import dev.holdfast.device.api.Progress;
import dev.holdfast.device.keys.KeyProtection;
import dev.holdfast.device.queue.Cases;
import dev.holdfast.device.queue.Choices;
import dev.holdfast.device.queue.Logic;
import dev.holdfast.device.queue.Namings;
import dev.holdfast.device.queue.Outcomes;
import dev.holdfast.device.queue.Performer;
import dev.holdfast.device.store.Account;
import dev.holdfast.device.store.Database;
import dev.holdfast.device.store.Undertaking;
import dev.holdfast.device.store.content.ContentFiles;
import dev.holdfast.device.sync.Notices;
import dev.holdfast.device.sync.Surroundings;
import dev.holdfast.kernel.casework.TextFields;
import dev.holdfast.kernel.wire.ActionOutcome;
import dev.holdfast.kernel.wire.ActionSubmission;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a user does on a device, with or without a server. Safe for use by many threads. What shows
 * data or performs something throws {@link dev.holdfast.device.api.LockedException} on a locked
 * device; the queue can be listed, taken back from and exported all the same.
 */
abstract class Casework extends Querying {
  final Logic logic;
  final Clock clock;
  final Notices notices;
  private final ContentFiles contents;
  private final Performer performer;
  private final Choices choices;

  /**
   * Work on a store.
   *
   * @param notices told when the queue has changed
   * @param surroundings time, chance, and what may be done
   * @param executor calls subscribers
   */
  Casework(
      Database database,
      Logic logic,
      Notices notices,
      Surroundings surroundings,
      Executor executor) {
    super(database, surroundings.gate(), executor);
    this.logic = logic;
    this.clock = surroundings.clock();
    this.notices = notices;
    this.contents = new ContentFiles(database);
    this.performer = new Performer(logic, clock, surroundings.random());
    this.choices = new Choices(logic, performer);
  }

  /** All cases, as the user sees them. */
  public List<CaseView> cases() {
    return gate.read(connection -> new Cases(connection, logic).all(now(connection)));
  }

  /** One case, empty if the device doesn't have it. */
  public Optional<CaseView> show(UUID caseId) {
    return gate.read(connection -> new Cases(connection, logic).find(caseId, now(connection)));
  }

  /** The children of a case that the device has. */
  public List<CaseView> children(UUID caseId) {
    return gate.read(connection -> new Cases(connection, logic).children(caseId, now(connection)));
  }

  /**
   * Creates a case by the one creating action that the user's roles allow.
   *
   * @see #create(String, String, Map)
   */
  public Performed create(String type, Map<String, ? extends @Nullable Object> fields) {
    return tell(perform(connection -> performer.create(connection, type, null, fields)));
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
    return tell(perform(connection -> performer.create(connection, type, action, fields)));
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
    return tell(perform(connection -> performer.perform(connection, caseId, action, fields)));
  }

  /**
   * Reads values that a person typed as a case type's fields want them; an empty text is null.
   *
   * @param type a case type, or {@code application/type}
   * @throws dev.holdfast.device.api.NotFoundException if there is no such type
   * @throws IllegalArgumentException if the type has no such field, or a text is no value of it
   */
  public Map<String, @Nullable Object> readFields(String type, Map<String, String> texts) {
    return gate.read(connection -> TextFields.read(logic.type(connection, type).type(), texts));
  }

  /**
   * The actions that the server has not confirmed, in order. After it was restored, what it had
   * confirmed before and is asked again is not among them, unless that can't be sent.
   */
  public List<PendingAction> pending() {
    return database.read(choices::list);
  }

  /** What the server said of this device's actions, the newest first. */
  public List<ActionOutcome> outcomes() {
    return database.read(Outcomes::all);
  }

  /**
   * Performs a parked or refused action again on the case as it is now; or one that can't be sent
   * because the server refuses a content of it, which is tried again unless an edit leaves it out.
   *
   * @param edits values that replace its own
   * @throws dev.holdfast.device.api.NotFoundException if the queue has no such action
   * @throws dev.holdfast.device.api.NotAllowedException if it is on its way
   * @throws dev.holdfast.device.api.RefusedException if the rules refuse it; it stays as it is
   */
  public Performed retry(UUID action, Map<String, ? extends @Nullable Object> edits) {
    Performed performed = perform(connection -> choices.retry(connection, action, edits));
    dropUnused();
    return tell(performed);
  }

  /**
   * What builds on an action that was not sent, and goes along if that is taken back: what a user
   * should see before. Empty for an action that was sent or decided on, which goes alone.
   *
   * @return in order; one that was sent itself keeps all of them from being taken back
   * @throws dev.holdfast.device.api.NotFoundException if the queue has no such action
   */
  public List<PendingAction> followers(UUID action) {
    return database.read(connection -> choices.followers(connection, action));
  }

  /**
   * Takes an action back that was not sent, or lets go of one that was parked or refused, or that
   * is too large to be sent again. The latter may have taken effect; then a sync shows it.
   *
   * @param withFollowers whether to take back its {@link #followers} too
   * @return the cancelled actions
   * @throws dev.holdfast.device.api.NotFoundException if the queue has no such action
   * @throws dev.holdfast.device.api.NotAllowedException if it or one of its followers was sent, or
   *     it has followers that are not to be taken back
   */
  public List<UUID> cancel(UUID action, boolean withFollowers) {
    Choices.Cancelled cancelled =
        act(connection -> choices.cancel(connection, action, withFollowers));
    dropUnused();
    observers.tell(new Change(cancelled.cases(), Set.of()));
    return cancelled.actions();
  }

  /** Contents that only an action named which is no more. */
  private void dropUnused() {
    contents.erase((connection, all) -> Namings.unused(connection, clock.instant()));
  }

  /**
   * Writes the actions that the server has not confirmed to a file, for another device of the same
   * user: when this one is about to fail, or can't reach the server any more. They stay in the
   * queue; whichever device sends one first, it takes effect once. The contents of attachments that
   * they bring and that the server lacks are in the file, too.
   *
   * @param file is made
   * @param protection opens the file; a passphrase is best another one than the store's
   * @return what is in it
   * @throws dev.holdfast.device.api.NotAllowedException if there is such a file
   * @throws dev.holdfast.device.api.StoreException if it can't be written; {@code FULL} if there is
   *     no room for it
   */
  public Exported exportQueue(Path file, KeyProtection protection) {
    return exportQueue(file, protection, progress -> {}, new Cancellation());
  }

  /**
   * The same as {@link #exportQueue(Path, KeyProtection)}, watched, and to be ended early.
   *
   * @param progress told how far it is
   * @param cancellation ends it; then there is no file, and the queue is as it was
   * @throws dev.holdfast.device.api.CancelledException if it was cancelled, or the thread
   *     interrupted
   */
  public Exported exportQueue(
      Path file,
      KeyProtection protection,
      Consumer<? super Progress> progress,
      Cancellation cancellation) {
    try (Undertaking undertaking = new Undertaking(progress, cancellation, clock)) {
      return new QueueTransfer(database, logic, clock, undertaking).write(file, protection);
    }
  }

  /**
   * Takes the actions of another device of the same user into the queue, with the contents that are
   * in the file. The next sync sends them, and asks what became of those that had been sent. What
   * is known here is left alone, so it can be repeated.
   *
   * @param file written by {@link #exportQueue(Path, KeyProtection)}
   * @param protection the same as then
   * @throws dev.holdfast.device.api.QueueFileException if the file can't be used
   * @throws dev.holdfast.device.api.NotAllowedException if it is another user's or another server's
   * @throws dev.holdfast.device.api.NotSignedInException if nobody has signed in here
   * @throws dev.holdfast.device.api.LockedException if an administrator has ended this device
   * @throws dev.holdfast.device.api.StoreException if it can't be read, or the store is full
   */
  public Imported importQueue(Path file, KeyProtection protection) {
    return importQueue(file, protection, progress -> {}, new Cancellation());
  }

  /**
   * The same as {@link #importQueue(Path, KeyProtection)}, watched, and to be ended early.
   *
   * @param progress told how far it is
   * @param cancellation ends it; then nothing was taken
   * @throws dev.holdfast.device.api.CancelledException if it was cancelled, or the thread
   *     interrupted
   */
  public Imported importQueue(
      Path file,
      KeyProtection protection,
      Consumer<? super Progress> progress,
      Cancellation cancellation) {
    QueueTransfer.Read read;
    try (Undertaking undertaking = new Undertaking(progress, cancellation, clock)) {
      read =
          new QueueTransfer(database, logic, clock, undertaking).read(file, protection, this::add);
    }
    observers.tell(new Change(read.cases(), Set.of()));
    return read.imported();
  }

  /** Takes up what was done elsewhere, unless the device was ended. */
  private <T> T add(Database.Work<T> work) {
    return gate.add(connection -> posted(connection, work));
  }

  /** Performs something, if that may be done at present. */
  private <T> T perform(Database.Work<T> work) {
    return gate.write(connection -> posted(connection, work));
  }

  /** Writes what changes the queue, and says beside the store how much of it is not sent. */
  private <T> T act(Database.Work<T> work) {
    return database.write(connection -> posted(connection, work));
  }

  private <T> T posted(Connection connection, Database.Work<T> work) throws SQLException {
    T result = work.with(connection);
    notices.post(connection);
    return result;
  }

  /** The present by the server's clock, as far as it is known. */
  Instant now(Connection connection) throws SQLException {
    long offset = Account.of(connection).map(Account::clockOffsetMillis).orElse(0L);
    return ActionSubmission.moment(clock.instant(), offset);
  }

  private Performed tell(Performed performed) {
    observers.tell(new Change(Set.of(performed.caseId()), Set.of()));
    return performed;
  }
}
