package dev.holdfast.device.queue;

import dev.holdfast.device.api.RefusedException;
import dev.holdfast.device.store.content.ContentRows;
import dev.holdfast.device.store.content.HeldContent;
import dev.holdfast.kernel.app.Attachment;
import dev.holdfast.kernel.casework.CaseState;
import dev.holdfast.kernel.casework.Contents;
import dev.holdfast.kernel.casework.Message;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether the contents are here that an action names. */
final class Presence {
  private Presence() {}

  /**
   * Refuses an action whose content nobody could send: it would wait for ever. What its case names
   * already the server has.
   *
   * @param before the case as the user sees it, null if there is none yet
   * @throws RefusedException if a content was not attached here, and is not held
   */
  static void require(
      Connection connection,
      @Nullable CaseState before,
      Map<String, ? extends @Nullable Object> fields)
      throws SQLException {
    List<Contents.Named> all = Contents.named(fields);
    if (all.isEmpty()) {
      return;
    }
    Set<String> known = before == null ? Set.of() : Contents.ids(before.fields());
    List<Message> messages = new ArrayList<>();
    for (Contents.Named named : all) {
      if (!known.contains(named.attachment().id())) {
        HeldContent content =
            ContentRows.find(connection, named.attachment().id())
                .filter(HeldContent::complete)
                .orElse(null);
        add(messages, named, content);
      }
    }
    if (!messages.isEmpty()) {
      throw new RefusedException(messages);
    }
  }

  private static void add(
      List<Message> messages, Contents.Named named, @Nullable HeldContent content) {
    Attachment attachment = named.attachment();
    if (content == null) {
      messages.add(
          new Message(
              "content-missing",
              named.field(),
              "The content of '%s' is not on this device. Attach the file."
                  .formatted(attachment.name())));
    } else if (content.size() != attachment.size()) {
      messages.add(
          new Message(
              "content-missing",
              named.field(),
              "The content of '%s' has %d bytes, not %d. Attach the file."
                  .formatted(attachment.name(), content.size(), attachment.size())));
    }
  }
}
