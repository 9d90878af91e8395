package dev.holdfast.device.queue;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.holdfast.device.api.ActionStatus;
import dev.holdfast.device.api.Imported;
import dev.holdfast.device.api.NotAllowedException;
import dev.holdfast.device.api.QueueFileException;
import dev.holdfast.device.store.Account;
import dev.holdfast.device.store.content.ContentRows;
import dev.holdfast.kernel.casework.Contents;
import dev.holdfast.kernel.wire.ActionSubmission;
import dev.holdfast.kernel.wire.ActionSubmission.Origin;
import dev.holdfast.kernel.wire.WireJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
  private final BiPredicate<String, String> sameServer;
  private final Set<UUID> cases = new HashSet<>();
  private int added;
  private int known;

  /**
   * An import into a store, in the transaction of the connection.
   *
   * @param sameServer whether two URLs are of one server
   */
  public QueueImport(Connection connection, Logic logic, BiPredicate<String, String> sameServer) {
    this.connection = connection;
    this.logic = logic;
    this.sameServer = sameServer;
  }

  /**
   * What was taken.
   *
   * @param cases the cases that are shown anew
   */
  public record Taken(Imported imported, Set<UUID> cases) {}

  /**
   * Reads what {@link QueueExport} wrote, to the end.
   *
   * @throws UncheckedIOException if it can't be read
   * @throws QueueFileException if it is damaged
   * @throws NotAllowedException if it is another user's or another server's
   * @throws dev.holdfast.device.api.NotSignedInException if nobody has signed in here
   */
  public Taken read(InputStream in) throws SQLException {
    Account account = Account.require(connection);
    BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    try {
      QueueExport.Head head = parse(lines.readLine(), QueueExport.Head.class);
      refuseOthers(head, account);
      String line = lines.readLine();
      while (line != null) {
        take(parse(line, QueueExport.Line.class), head.device(), account.device());
        line = lines.readLine();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Set<UUID> shown = new Overlay(connection, logic, account.asUser()).replay(cases);
    return new Taken(new Imported(added, known), shown);
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

  private void refuseOthers(QueueExport.Head head, Account account) {
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

  private static <T> T parse(@Nullable String line, Class<T> type) {
    try {
      return WireJson.mapper().readValue(line == null ? "" : line, type);
    } catch (JsonProcessingException e) {
      throw new QueueFileException(
          QueueFileException.Reason.DAMAGED,
          "The file has a line that is no action. Nothing was taken.");
    }
  }
}
