package dev.holdfast.server.casework.api;

import dev.holdfast.kernel.casework.Due;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A case as people see it in lists and by itself.
 *
 * @param id the case
 * @param application its application
 * @param type its type
 * @param stage where it stands
 * @param completed whether it is final
 * @param version for optimistic locking
 * @param assignee who works on it, null if nobody
 * @param worklist the worklist that it is on, null if none
 * @param parent the case that it is a child of, null if none
 * @param due when something has to be done about it
 * @param overdue whether that is over
 * @param fields values by field in JSON form
 * @param createdAt when
 * @param changedAt when last changed
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
    Instant createdAt,
    Instant changedAt) {}
