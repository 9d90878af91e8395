package dev.holdfast.device.queue;

import dev.holdfast.device.store.Settings;
import dev.holdfast.device.store.Sql;
import dev.holdfast.device.store.SqlFailure;
import dev.holdfast.kernel.casework.CaseLookup;
import dev.holdfast.kernel.casework.CaseState;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Parents and children among the cases of an application that the device carries, as the user sees
 * them.
 *
 * @param connection the transaction
 * @param cases reads them
 * @param application the application
 */
record Relatives(Connection connection, Cases cases, String application) implements CaseLookup {

  @Override
  public Optional<CaseState> find(UUID id) {
    try {
      return cases.shown(id, application);
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }

  @Override
  public Map<String, Long> openChildren(UUID parent, Collection<String> types) {
    try {
      return Sql.list(
              connection,
              "SELECT type, count(*) FROM hf_case WHERE parent = ? AND application = ?"
                  + " AND completed = 0 AND type IN (SELECT value FROM json_each(?)) GROUP BY type",
              row -> Map.entry(row.getString(1), row.getLong(2)),
              parent.toString(),
              application,
              Settings.text(types))
          .stream()
          .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }
}
