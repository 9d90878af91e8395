package dev.holdfast.server.history.api;

import dev.holdfast.kernel.casework.Change;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of the audit trail.
 *
 * @param position position in the trail; later entries have greater ones, some are left out
 * @param at when the server recorded it
 * @param user who
 * @param action code of an {@link AuditAction}
 * @param subject what it was done to
 * @param reason why, null if nobody was asked
 * @param changes what it changed, by field; never a secret
 */
public record AuditEntry(
    long position,
    Instant at,
    String user,
    String action,
    String subject,
    @Nullable String reason,
    Map<String, Change> changes) {}
