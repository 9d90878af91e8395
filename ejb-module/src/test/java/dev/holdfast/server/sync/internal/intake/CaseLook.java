package dev.holdfast.server.sync.internal.intake;

import dev.holdfast.server.history.api.History;
import dev.holdfast.server.history.api.HistoryEntry;
import dev.holdfast.server.platform.api.PageRequest;
import java.util.List;
import java.util.UUID;

/** A case as the database has it, and its history. */
record CaseLook(IntakeHarness server, UUID id) {
  private static final PageRequest ALL = new PageRequest(0, 100, null, false);

  List<HistoryEntry> history() {
    return server
        .beans()
        .inTransaction(() -> server.beans().get(History.class).of(id, ALL).items());
  }

  /** The newest entry of its history. */
  HistoryEntry last() {
    List<HistoryEntry> entries = history();
    return entries.get(entries.size() - 1);
  }

  /** Whether its history is whole. */
  boolean verified() {
    return server
        .beans()
        .inTransaction(() -> server.beans().get(History.class).verify(id).intact());
  }

  /** The value of a field as text. */
  String field(String name) {
    return column("fields->>'" + name + "'");
  }

  long version() {
    return Long.parseLong(column("version"));
  }

  /** An expression over its row. */
  String column(String expression) {
    return server
        .jdbc()
        .list(
            "SELECT " + expression + " FROM holdfast.case_file WHERE id = ?",
            row -> row.getString(1),
            id)
        .get(0);
  }
}
