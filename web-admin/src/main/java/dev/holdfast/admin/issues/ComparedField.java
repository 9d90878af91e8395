package dev.holdfast.admin.issues;

import dev.holdfast.kernel.app.CaseWords;
import dev.holdfast.kernel.casework.Values;
import dev.holdfast.server.workbasket.api.IssueDetail.FieldComparison;
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
   */
  public record Side(@Nullable Object value, @Nullable RecordTable table) {
    static Side of(CaseWords words, String field, @Nullable Object value) {
      return new Side(words.value(field, value), RecordTable.of(words, field, value));
    }
  }

  static ComparedField of(FieldComparison field, CaseWords words) {
    String name = field.field();
    return new ComparedField(
        words.field(name),
        Side.of(words, name, field.base()),
        Side.of(words, name, field.mine()),
        Side.of(words, name, field.theirs()),
        change(field));
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
