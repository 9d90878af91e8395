package dev.holdfast.admin.issues;

import dev.holdfast.admin.attachments.AttachedFile;
import dev.holdfast.kernel.app.Attachment;
import dev.holdfast.kernel.app.CaseWords;
import dev.holdfast.kernel.casework.Contents;
import dev.holdfast.kernel.casework.Values;
import dev.holdfast.server.workbasket.api.IssueDetail.FieldComparison;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One field of an issue side by side, with who changed it.
 *
 * @param label what it is called
 * @param base value on the device before the action
 * @param mine value that the action sets
 * @param theirs present value on the server
 * @param change {@code none}, {@code mine}, {@code theirs}, {@code both-same} or {@code both}
 */
public record ComparedField(String label, Side base, Side mine, Side theirs, String change) {

  /**
   * A value as it is shown.
   *
   * @param value the value in words, null if there is none
   * @param table the same as a table if it is a list of records, otherwise null
   * @param files the attachments in it
   */
  public record Side(
      @Nullable Object value, @Nullable RecordTable table, List<AttachedFile> files) {}

  static ComparedField of(
      FieldComparison field, CaseWords words, Map<Attachment, AttachedFile> files) {
    String name = field.field();
    return new ComparedField(
        words.field(name),
        side(words, name, field.base(), files),
        side(words, name, field.mine(), files),
        side(words, name, field.theirs(), files),
        change(field));
  }

  /** All attachments that fields name, on whichever side. */
  static List<Attachment> attachments(List<FieldComparison> fields) {
    return fields.stream()
        .flatMap(field -> Stream.of(field.base(), field.mine(), field.theirs()))
        .flatMap(ComparedField::attachments)
        .distinct()
        .toList();
  }

  private static Stream<Attachment> attachments(@Nullable Object value) {
    return Contents.named(Collections.singletonMap("", value)).stream()
        .map(Contents.Named::attachment);
  }

  private static Side side(
      CaseWords words, String field, @Nullable Object value, Map<Attachment, AttachedFile> files) {
    return new Side(
        words.value(field, value),
        RecordTable.of(words, field, value),
        attachments(value).map(files::get).filter(Objects::nonNull).toList());
  }

  private static String change(FieldComparison field) {
    var mine = !Values.same(field.base(), field.mine());
    var theirs = !Values.same(field.base(), field.theirs());
    if (mine && theirs) {
      return Values.same(field.mine(), field.theirs()) ? "both-same" : "both";
    }
    if (mine) {
      return "mine";
    }
    return theirs ? "theirs" : "none";
  }
}
