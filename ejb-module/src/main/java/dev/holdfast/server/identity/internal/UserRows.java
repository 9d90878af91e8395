package dev.holdfast.server.identity.internal;

import dev.holdfast.server.platform.api.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Roles and attributes of users in the row of the user itself. */
final class UserRows {
  /** What to select besides, from {@code holdfast.app_user u}. */
  static final String COLUMNS =
      """
      ARRAY(SELECT role FROM holdfast.user_role r WHERE r.user_name = u.name) AS roles,
      ARRAY(SELECT attribute FROM holdfast.user_attribute a WHERE a.user_name = u.name
            ORDER BY attribute, value) AS attributes,
      ARRAY(SELECT value FROM holdfast.user_attribute a WHERE a.user_name = u.name
            ORDER BY attribute, value) AS attribute_values
      """;

  private UserRows() {}

  static Set<String> roles(ResultSet row) throws SQLException {
    return new TreeSet<>(Sql.texts(row, "roles"));
  }

  static Map<String, List<String>> attributes(ResultSet row) throws SQLException {
    List<String> names = Sql.texts(row, "attributes");
    List<String> values = Sql.texts(row, "attribute_values");
    Map<String, List<String>> result = new TreeMap<>();
    for (int i = 0; i < names.size(); i++) {
      result.computeIfAbsent(names.get(i), any -> new ArrayList<>()).add(values.get(i));
    }
    return result;
  }
}
