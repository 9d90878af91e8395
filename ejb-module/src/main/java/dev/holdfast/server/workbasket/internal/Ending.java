package dev.holdfast.server.workbasket.internal;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How an issue has ended.
 *
 * @param resolution how (code)
 * @param reason why
 * @param by who has decided
 * @param at when
 * @param behind the action that it waited behind until then, null if it was a head
 */
@Embeddable
record Ending(
    @Column(name = "resolution") String resolution,
    @Column(name = "resolution_reason") String reason,
    @Column(name = "resolved_by") String by,
    @Column(name = "resolved_at") Instant at,
    @Column(name = "ended_behind") @Nullable UUID behind) {

  /** For people. */
  String sentence() {
    return "%s has decided on it: %s.".formatted(by, resolution);
  }
}
