package dev.holdfast.device.queue;

import dev.holdfast.device.store.content.HeldContent;
import dev.holdfast.kernel.app.Attachment;
import dev.holdfast.kernel.casework.Contents;
import dev.holdfast.kernel.wire.ActionSubmission;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A content to be sent.
 *
 * @param content what is here of it
 * @param attachment what the first action says of it that waits for it
 * @param application that of the action
 * @param caseType the type of its case
 * @param field the field that names it, {@code list.field} within a list of records
 */
public record Outgoing(
    HeldContent content, Attachment attachment, String application, String caseType, String field) {

  /**
   * All that are to be sent: in the order of the actions that wait for them, small ones first among
   * those of one action. Not those that the server refuses.
   */
  public static List<Outgoing> all(Connection connection, Logic logic) throws SQLException {
    Words words = logic.words(connection);
    List<Outgoing> all = new ArrayList<>();
    Awaited.each(
        connection,
        (action, contents) ->
            contents.stream()
                .filter(content -> content.refusal() == null)
                .sorted(Comparator.comparingLong(HeldContent::size))
                .forEach(content -> add(all, content, action, words.of(action).action())));
    return all;
  }

  private static void add(
      List<Outgoing> all, HeldContent content, ActionSubmission made, ActionSubmission understood) {
    if (all.stream().anyMatch(known -> known.content().id().equals(content.id()))) {
      return;
    }
    // In the words of the live logic; a field that has gone since is called as it was.
    Contents.Named named =
        named(understood, content)
            .or(() -> named(made, content))
            .orElseThrow(() -> new IllegalStateException("an action brings what it names"));
    all.add(
        new Outgoing(
            content, named.attachment(), made.application(), understood.type(), named.field()));
  }

  private static Optional<Contents.Named> named(ActionSubmission action, HeldContent content) {
    return Contents.named(action.fields()).stream()
        .filter(named -> named.attachment().id().equals(content.id()))
        .findFirst();
  }
}
