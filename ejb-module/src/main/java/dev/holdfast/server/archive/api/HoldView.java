package dev.holdfast.server.archive.api;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A legal hold.
 *
 * @param id the hold
 * @param subject what it is on
 * @param reason why
 * @param placedBy who placed it
 * @param placedAt when
 * @param lifted who lifted it, when and why; null while it is in effect
 */
public record HoldView(
    UUID id,
    HoldSubject subject,
    String reason,
    String placedBy,
    Instant placedAt,
    @Nullable Lifted lifted) {

  /**
   * How it ended.
   *
   * @param by who lifted it
   * @param at when
   * @param reason why
   */
  public record Lifted(String by, Instant at, String reason) {}
}
