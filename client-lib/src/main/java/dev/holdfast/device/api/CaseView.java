package dev.holdfast.device.api;

import dev.holdfast.kernel.casework.Due;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A case as the user sees it: the server's state with the pending actions performed on it.
 *
 * @param id the case
 * @param application the application it belongs to
 * @param type its type
 * @param stage where it stands
 * @param completed whether it is final
 * @param version the server's version that this builds on, 0 if the server has not seen it
 * @param assignee user who works on it, null if nobody
 * @param worklist the worklist that it is on, null if none
 * @param parent the case that it is a child of, null if none
 * @param due when something has to be done about it, by the server's clock
 * @param overdue whether that is over, by the device's clock as it was last corrected
 * @param fields values by field in Java form (see {@link dev.holdfast.kernel.app.ValueType}); a
 *     field without value is absent
 * @param pending how many actions on it the server has not confirmed
 */
public record CaseView(
    UUID id,
    String application,
    String type,
    String stage,
    boolean completed,
    long version,
    @Nullable String assignee,
    @Nullable String worklist,
    @Nullable UUID parent,
    Due due,
    boolean overdue,
    Map<String, Object> fields,
    int pending) {

  /** Makes the value immutable. */
  public CaseView {
    fields = Map.copyOf(fields);
  }
}
