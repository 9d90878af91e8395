package dev.holdfast.server.hooks.internal;

import dev.holdfast.server.platform.api.Jdbc;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

/** Webhooks and messages, as administrators and the outbox write them. */
final class HookRows {
  private final Jdbc jdbc;
  private final Clock clock;

  HookRows(Jdbc jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** A webhook that wants everything. */
  UUID webhook(String url) {
    UUID id = UUID.randomUUID();
    jdbc.update(
        "INSERT INTO holdfast.webhook (id, name, url, enabled, applications, case_types, kinds,"
            + " secret_number, version) VALUES (?, ?, ?, true, '{}', '{}', '{}', 1, 1)",
        id,
        "hook " + id,
        url);
    return id;
  }

  /** A message that waits for it. */
  UUID message(UUID to, UUID caseId, String body) {
    UUID id = UUID.randomUUID();
    jdbc.update(
        "INSERT INTO holdfast.webhook_delivery (id, webhook_id, case_id, action_id, kind, body,"
            + " created_at, next_at, give_up_at) VALUES (?, ?, ?, gen_random_uuid(), 'applied', ?, ?, ?, ?)",
        id,
        to,
        caseId,
        body,
        clock.instant(),
        clock.instant(),
        clock.instant().plus(Duration.ofDays(3)));
    return id;
  }
}
