package dev.holdfast.server.workbasket.internal;

import dev.holdfast.server.platform.api.Jdbc;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Issues of tests, written past the server. */
record IssueData(Jdbc jdbc) {
  private static final String ADD =
      """
      INSERT INTO holdfast.issue (id, workbasket, application, case_id, case_type, action, action_id, reason, cause,
        messages, status, user_name, device_id, device_name, sequence, received_at, payload, package_version, version)
      VALUES (?, ?, 'inspection', ?, 'inspection', 'close', gen_random_uuid(), ?, ?, jsonb_build_array(?::text), ?,
        ?, gen_random_uuid(), ?, 1, ?::timestamptz, ?, '1.0.0', 1)
      """;

  /** An issue while it is put together. */
  record Draft(
      String workbasket,
      String reason,
      @Nullable String cause,
      String message,
      String status,
      String user,
      String device,
      String receivedAt,
      String payload) {
    static final Draft PLAIN =
        new Draft(
            "issues",
            "stale",
            null,
            "Somebody was faster",
            "open",
            "alice",
            "tablet",
            "2026-11-01T12:00:00Z",
            "{}");

    Draft in(String basket) {
      return new Draft(basket, reason, cause, message, status, user, device, receivedAt, payload);
    }

    Draft because(String code, @Nullable String field) {
      return new Draft(workbasket, code, field, message, status, user, device, receivedAt, payload);
    }

    Draft as(String state) {
      return new Draft(
          workbasket, reason, cause, message, state, user, device, receivedAt, payload);
    }

    Draft by(String name, String tablet) {
      return new Draft(
          workbasket, reason, cause, message, status, name, tablet, receivedAt, payload);
    }

    Draft at(String time) {
      return new Draft(workbasket, reason, cause, message, status, user, device, time, payload);
    }

    Draft saying(String text, String json) {
      return new Draft(workbasket, reason, cause, text, status, user, device, receivedAt, json);
    }
  }

  UUID add(Draft draft) {
    UUID id = UUID.randomUUID();
    jdbc.update(
        ADD,
        id,
        draft.workbasket(),
        UUID.randomUUID(),
        draft.reason(),
        draft.cause(),
        draft.message(),
        draft.status(),
        draft.user(),
        draft.device(),
        draft.receivedAt(),
        draft.payload());
    return id;
  }

  /** One that waits behind another issue. */
  UUID addBehind(UUID head, Draft draft) {
    UUID id = add(draft);
    jdbc.update("UPDATE holdfast.issue SET status = 'waiting', head = ? WHERE id = ?", head, id);
    return id;
  }

  <T> T column(UUID id, String column, Class<T> type) {
    return jdbc.one(
            "SELECT " + column + " FROM holdfast.issue WHERE id = ?",
            row -> row.getObject(1, type),
            id)
        .orElseThrow();
  }
}
