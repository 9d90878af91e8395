package dev.holdfast.device.queue;

import dev.holdfast.device.api.ActionStatus;
import dev.holdfast.device.api.NotAllowedException;
import dev.holdfast.device.api.QueueFileException;
import dev.holdfast.device.store.Account;
import dev.holdfast.device.store.Undertaking;
import dev.holdfast.device.store.content.ContentRows;
import dev.holdfast.kernel.casework.Contents;
import dev.holdfast.kernel.wire.ActionSubmission;
import dev.holdfast.kernel.wire.ActionSubmission.Origin;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** Takes the queue of another device of the user into this one. Used once, not thread-safe. */
public final class QueueImport {
  private final Connection connection;
  private final Logic logic;
  private final Undertaking undertaking;
  private final Set<UUID> cases = new HashSet<>();
  private int added;
  private int known;

  /**
   * An import into a store, in the transaction of the connection.
   *
   * @param undertaking may end it
   */
  public QueueImport(Connection connection, Logic logic, Undertaking undertaking) {
    this.connection = connection;
    this.logic = logic;
    this.undertaking = undertaking;
  }

  /**
   * What was taken.
   *
   * @param added actions that were not known
   * @param known actions that were
   * @param cases the cases that are shown anew
   */
  public record Taken(int added, int known, Set<UUID> cases) {}

  /**
   * Reads whose queue it is.
   *
   * @throws NotAllowedException if it is another user's or another server's
   */
  public static UUID from(
      QueueLines lines, Account account, BiPredicate<String, String> sameServer) {
    QueueExport.Head head = lines.next(QueueExport.Head.class);
    refuseOthers(head, account, sameServer);
    return head.device();
  }

  /**
   * Takes the actions, to the end.
   *
   * @param from the device that they come from
   * @throws UncheckedIOException if they can't be read
   * @throws QueueFileException if the file is damaged
   * @throws dev.holdfast.device.api.NotSignedInException if nobody has signed in here
   * @throws dev.holdfast.device.api.CancelledException if it is to end
   */
  public Taken read(QueueLines lines, UUID from) throws SQLException {
    Account account = Account.require(connection);
    while (lines.hasNext()) {
      undertaking.check();
      take(lines.next(QueueExport.Line.class), from, account.device());
    }
    Set<UUID> shown = new Overlay(connection, logic, account.asUser()).replay(cases);
    return new Taken(added, known, shown);
  }

  private void take(QueueExport.Line line, UUID from, UUID own) throws SQLException {
    ActionSubmission action = line.action();
    if (Actions.isKnown(connection, action.id())) {
      known++;
      return;
    }
    ActionSubmission here =
        action.from(origin(action, from, own), Actions.nextSequence(connection));
    Actions.add(connection, here, status(line.status()));
    ContentRows.named(connection, Contents.ids(here.fields()));
    cases.add(action.caseId());
    added++;
  }

  /** Where an action of a device comes from, as this one says it. */
  private static @Nullable Origin origin(ActionSubmission action, UUID from, UUID own) {
    UUID performedOn = Objects.requireNonNull(action.performedOn(from));
    UUID chain = Objects.requireNonNull(action.chain(from));
    if (own.equals(performedOn)) {
      return own.equals(chain) ? null : new Origin(null, chain);
    }
    return new Origin(performedOn, chain);
  }

  /**
   * Whatever it was there, the server may have had it since. What it had refused or parked is not
   * shown as if it were going to take effect.
   */
  private static ActionStatus status(String there) {
    boolean shown =
        there.equals(ActionStatus.PENDING.code()) || there.equals(ActionStatus.SENDING.code());
    return shown ? ActionStatus.SENDING : ActionStatus.OFFERED;
  }

  private static void refuseOthers(
      QueueExport.Head head, Account account, BiPredicate<String, String> sameServer) {
    if (!head.user().equals(account.user())) {
      throw new NotAllowedException(
          "The file has the queue of %s; this device is %s's."
              .formatted(head.user(), account.user()),
          null);
    }
    if (!sameServer.test(head.server(), account.server())) {
      throw new NotAllowedException(
          "The file's actions are for the server %s; this device works with %s."
              .formatted(head.server(), account.server()),
          null);
    }
  }
}
