package dev.holdfast.bench.soak;

import dev.holdfast.bench.soak.pocket.Field;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a user's devices have to show, asked of the tables themselves by SQL of its own. */
final class Truth {
  private static final String CASES =
      """
      SELECT c.id::text, c.stage, c.version::text FROM holdfast.case_file c
      WHERE c.application = 'soak' AND c.type = 'TYPE' AND (c.assignee = ? OR EXISTS
        (SELECT 1 FROM soak.site s WHERE s.id = c.fields ->> 'site' AND s.region = ANY (?)))
      """;
  private static final Map<String, String> TABLES =
      Map.of(
          "site",
          "SELECT id, region, name FROM soak.site WHERE ?::text IS NOT NULL AND region = ANY (?)",
          "asset",
          "SELECT a.id::text, a.site, a.payload FROM soak.asset a JOIN soak.site s ON s.id = a.site"
              + " WHERE ?::text IS NOT NULL AND s.region = ANY (?)",
          "debit",
          "SELECT id::text, region, n::text FROM soak.debit"
              + " WHERE ?::text IS NOT NULL AND region = ANY (?)",
          "credit",
          "SELECT id::text, region, n::text FROM soak.credit"
              + " WHERE ?::text IS NOT NULL AND region = ANY (?)");

  private final Connection connection;

  Truth(Connection connection) {
    this.connection = connection;
  }

  /** By table or case type the rows of a user. */
  Map<String, Set<String>> of(String user, Collection<String> regions) throws SQLException {
    Map<String, Set<String>> truth = new TreeMap<>();
    for (Map.Entry<String, String> table : TABLES.entrySet()) {
      truth.put(table.getKey(), rows(table.getValue(), user, regions));
    }
    for (String type : Field.TYPES) {
      truth.put(type, rows(CASES.replace("TYPE", type), user, regions));
    }
    return truth;
  }

  private Set<String> rows(String sql, String user, Collection<String> regions)
      throws SQLException {
    Set<String> rows = new HashSet<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, user);
      statement.setArray(2, connection.createArrayOf("text", regions.toArray()));
      try (ResultSet found = statement.executeQuery()) {
        while (found.next()) {
          rows.add(
              String.join(
                  "|",
                  List.of(
                      String.valueOf(found.getString(1)),
                      String.valueOf(found.getString(2)),
                      String.valueOf(found.getString(3)))));
        }
      }
    }
    return rows;
  }
}
