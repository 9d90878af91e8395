package dev.holdfast.admin.issues;

import dev.holdfast.admin.cases.CaseWords;
import dev.holdfast.kernel.casework.Values;
import dev.holdfast.server.workbasket.api.IssueDetail.FieldComparison;
import org.jspecify.annotations.Nullable;

/**
 * One field of an issue side by side, with who changed it.
 *
 * @param name the field
 * @param label what it is called
 * @param base value on the device before the action
 * @param mine value that the action sets
 * @param theirs present value on the server
 * @param change {@code none}, {@code mine}, {@code theirs}, {@code both-same} or {@code both}
 */
public record ComparedField(
    String name,
    String label,
    @Nullable Object base,
    @Nullable Object mine,
    @Nullable Object theirs,
    String change) {

  static ComparedField of(FieldComparison field, CaseWords words) {
    return new ComparedField(
        field.field(),
        words.field(field.field()),
        words.value(field.field(), field.base()),
        words.value(field.field(), field.mine()),
        words.value(field.field(), field.theirs()),
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
