package dev.holdfast.device.queue;

import dev.holdfast.kernel.app.BuiltIn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/**
 * A queued action as far as it depends on cases.
 *
 * @param caseId its case
 * @param named the parent that it names
 * @param sequence its place in the queue
 * @param action its id
 */
record Step(UUID caseId, Optional<UUID> named, long sequence, UUID action) {
  /** Without {@code WHERE}. */
  static final String SELECT =
      "SELECT case_id, json_extract(submission, '$.fields."
          + BuiltIn.PARENT
          + "'), sequence, id FROM hf_action ";

  static Step of(ResultSet row) throws SQLException {
    return new Step(
        UUID.fromString(row.getString(1)),
        BuiltIn.parent(row.getString(2)),
        row.getLong(3),
        UUID.fromString(row.getString(4)));
  }
}
