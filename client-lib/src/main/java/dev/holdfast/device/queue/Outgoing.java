package dev.holdfast.device.queue;

import dev.holdfast.device.store.content.HeldContent;
import dev.holdfast.kernel.app.Attachment;
import dev.holdfast.kernel.casework.Contents;
import dev.holdfast.kernel.wire.ActionSubmission;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A content to be sent.
 *
 * @param content what is here of it
 * @param attachment what the first action says of it that waits for it
 * @param action the first action that brings it
 * @param field the field that names it, {@code list.field} within a list of records
 */
public record Outgoing(
    HeldContent content, Attachment attachment, ActionSubmission action, String field) {

  /**
   * All that are to be sent: in the order of the actions that wait for them, small ones first among
   * those of one action. Not those that the server refuses.
   */
  public static List<Outgoing> all(Connection connection) throws SQLException {
    List<Outgoing> all = new ArrayList<>();
    Set<String> known = new HashSet<>();
    Awaited.each(
        connection,
        (action, contents) ->
            contents.stream()
                .filter(content -> content.refusal() == null && known.add(content.id()))
                .sorted(Comparator.comparingLong(HeldContent::size))
                .forEach(content -> all.add(of(content, action))));
    return all;
  }

  private static Outgoing of(HeldContent content, ActionSubmission action) {
    Contents.Named named =
        Contents.named(action.fields()).stream()
            .filter(one -> one.attachment().id().equals(content.id()))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("an action names what it brings"));
    return new Outgoing(content, named.attachment(), action, named.field());
  }
}
