package dev.holdfast.device.api;

import dev.holdfast.kernel.wire.ParkReason;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An action in the device's queue.
 *
 * @param action its id
 * @param caseId its case
 * @param application the application
 * @param type the case's type
 * @param name the action's name, as the logic calls it now
 * @param fields values that it sets, in JSON form, as the logic calls them now; null removes
 * @param status where it stands
 * @param reason why it was parked, also if that is asked again; else null
 * @param messages what the server says about it, or said last
 * @param issue the issue in the workbasket, null if none
 * @param performedAt when it was performed, by the device's clock
 * @param packageVersion version of the logic that it was made with
 * @param waitsFor contents of attachments that have to be sent before it; empty if none
 */
public record PendingAction(
    UUID action,
    UUID caseId,
    String application,
    String type,
    String name,
    Map<String, @Nullable Object> fields,
    ActionStatus status,
    @Nullable ParkReason reason,
    List<String> messages,
    @Nullable UUID issue,
    Instant performedAt,
    String packageVersion,
    List<ContentView> waitsFor) {

  /** Makes the value immutable. */
  public PendingAction {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    messages = List.copyOf(messages);
    waitsFor = List.copyOf(waitsFor);
  }
}
