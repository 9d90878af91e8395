package dev.holdfast.admin.audit;

import dev.holdfast.admin.shell.Ids;
import dev.holdfast.admin.shell.Looks;
import dev.holdfast.server.history.api.AuditEntry;
import java.util.List;

/**
 * One line of the trail as it is shown.
 *
 * @param entry the entry
 * @param subject what it was done to; the short form of an id
 * @param page page of the subject
 * @param changes what it changed
 */
public record AuditLine(AuditEntry entry, String subject, String page, List<FieldChange> changes) {

  /**
   * What happened to a field.
   *
   * @param field the field
   * @param from value before, empty if none
   * @param to value after, empty if none
   */
  public record FieldChange(String field, String from, String to) {}

  static AuditLine of(AuditEntry entry, Looks looks) {
    var id = Ids.of(entry.subject());
    var changes =
        entry.changes().entrySet().stream()
            .map(
                field ->
                    new FieldChange(
                        field.getKey(),
                        looks.value(field.getValue().from()),
                        looks.value(field.getValue().to())))
            .toList();
    return new AuditLine(
        entry,
        id == null ? ending(entry) : looks.shortId(id),
        page(entry.action(), looks.encoded(entry.subject())),
        changes);
  }

  /** Of the long id of a content the end, as of other ids. */
  private static String ending(AuditEntry entry) {
    var subject = entry.subject();
    return entry.action().startsWith("content-")
        ? subject.substring(Math.max(0, subject.length() - Looks.SHORT_ID))
        : subject;
  }

  private static String page(String action, String subject) {
    return switch (action.substring(0, action.indexOf('-'))) {
      case "user" -> "/users/user?name=" + subject;
      case "device" -> "/devices/device?id=" + subject;
      case "resync" -> "/resync/order?id=" + subject;
      case "policy" -> "/policies/policy?target=" + subject;
      case "alert" -> "/alerts/alert?id=" + subject;
      case "hold" -> Ids.of(subject) == null ? "/cases/holds" : "/cases/case?id=" + subject;
      case "purge" -> "/purge/purge";
      case "content", "upload" -> "/attachments/storage";
      default -> "/applications/list";
    };
  }
}
