package dev.holdfast.kernel.casework;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A case as one side sees it. Immutable.
 *
 * @param id the case
 * @param type name of its type
 * @param stage where it stands
 * @param completed whether it is final
 * @param version the server's version; 0 for a case that the server has not seen
 * @param assignee user who works on it, null if nobody
 * @param fields values by field in their Java form (see {@link dev.holdfast.kernel.app.ValueType});
 *     a field without value is absent
 */
public record CaseState(
    UUID id,
    String type,
    String stage,
    boolean completed,
    long version,
    @Nullable String assignee,
    Map<String, Object> fields) {}
