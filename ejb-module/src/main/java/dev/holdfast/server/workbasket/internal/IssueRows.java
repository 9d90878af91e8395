package dev.holdfast.server.workbasket.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.holdfast.kernel.wire.WireJson;
import dev.holdfast.server.platform.api.Sql;
import dev.holdfast.server.workbasket.api.IssueView;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Issues as lists and pages show them. */
final class IssueRows {
  /** What {@link #read} reads. The payload can be large and is left out. */
  static final String COLUMNS =
      """
      id, number, application, workbasket, case_id, case_type, action, action_id, package_version, reason, cause,
      messages, status, user_name, device_id, performed_at, received_at, claimed_by, resolution, resolved_by,
      resolved_at, predecessor, repeats, head, version
      """;

  private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

  private IssueRows() {}

  /** Reads an issue, without its device's name and what is told of its chain. */
  static IssueView read(ResultSet row) throws SQLException {
    return new IssueView(
        Sql.requiredUuid(row, "id"),
        row.getLong("number"),
        row.getString("application"),
        row.getString("workbasket"),
        Sql.uuid(row, "case_id"),
        row.getString("case_type"),
        row.getString("action"),
        Sql.requiredUuid(row, "action_id"),
        row.getString("package_version"),
        row.getString("reason"),
        row.getString("cause"),
        texts(row.getString("messages")),
        row.getString("status"),
        row.getString("user_name"),
        Sql.uuid(row, "device_id"),
        null,
        Sql.instant(row, "performed_at"),
        Sql.requiredInstant(row, "received_at"),
        row.getString("claimed_by"),
        row.getString("resolution"),
        row.getString("resolved_by"),
        Sql.instant(row, "resolved_at"),
        Sql.uuid(row, "predecessor"),
        row.getInt("repeats"),
        Sql.uuid(row, "head"),
        null,
        0,
        row.getLong("version"));
  }

  private static List<String> texts(String json) {
    try {
      return WireJson.mapper().readValue(json, TEXTS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an issue's messages are not a JSON array of texts", e);
    }
  }
}
