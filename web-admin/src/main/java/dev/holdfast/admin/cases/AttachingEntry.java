package dev.holdfast.admin.cases;

import dev.holdfast.kernel.app.Attachment;
import dev.holdfast.kernel.casework.Change;
import dev.holdfast.kernel.casework.Contents;
import dev.holdfast.kernel.casework.Contents.Named;
import dev.holdfast.server.history.api.HistoryEntry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an entry of a history says of attachments.
 *
 * @param brought those that its fields name after it and did not before
 * @param taken those that they named before it and do not after
 */
record AttachingEntry(List<Named> brought, List<Named> taken) {

  static AttachingEntry of(HistoryEntry entry) {
    List<Named> before = named(entry.changes(), Change::from);
    List<Named> after = named(entry.changes(), Change::to);
    return new AttachingEntry(without(after, before), without(before, after));
  }

  /** All of them. */
  Stream<Attachment> all() {
    return Stream.concat(brought.stream(), taken.stream()).map(Named::attachment);
  }

  private static List<Named> named(
      Map<String, Change> changes, Function<Change, @Nullable Object> side) {
    List<Named> named = new ArrayList<>();
    changes.forEach(
        (field, change) ->
            named.addAll(Contents.named(Collections.singletonMap(field, side.apply(change)))));
    return named;
  }

  private static List<Named> without(List<Named> all, List<Named> others) {
    Set<String> ids =
        others.stream().map(each -> each.attachment().id()).collect(Collectors.toSet());
    return all.stream().filter(each -> !ids.contains(each.attachment().id())).toList();
  }
}
