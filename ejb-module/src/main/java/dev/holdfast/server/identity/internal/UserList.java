package dev.holdfast.server.identity.internal;

import dev.holdfast.server.identity.api.UserView;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Page;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Lists users with their roles and attributes: one statement for a page, one for the total. */
@ApplicationScoped
public class UserList {
  private static final String USERS =
      "SELECT u.name, u.display_name, u.enabled, u.version, " + UserRows.COLUMNS;
  private static final String MATCHING =
      " FROM holdfast.app_user u WHERE u.name ILIKE ? OR u.display_name ILIKE ?";

  @Inject private Jdbc jdbc;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected UserList() {}

  /** Users whose name contains a text, by name. */
  Page<UserView> containing(String text, PageRequest page) {
    String pattern = Sql.containing(text);
    return jdbc.with(
        sql -> {
          List<UserView> users =
              sql.list(
                  USERS
                      + MATCHING
                      + " ORDER BY u.name"
                      + (page.descending() ? " DESC" : "")
                      + " OFFSET ? LIMIT ?",
                  UserList::read,
                  pattern,
                  pattern,
                  page.offset(),
                  page.limit());
          long total =
              sql.one("SELECT count(*)" + MATCHING, row -> row.getLong(1), pattern, pattern)
                  .orElse(0L);
          return new Page<>(users, total);
        });
  }

  private static UserView read(ResultSet row) throws SQLException {
    return new UserView(
        row.getString("name"),
        row.getString("display_name"),
        UserRows.roles(row),
        UserRows.attributes(row),
        row.getBoolean("enabled"),
        row.getLong("version"));
  }
}
