package dev.holdfast.it.server;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that talks to the running server. Each makes its own users, applications and tables under
 * names of its own, so that tests need no order and no cleaning.
 */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
public abstract class ServerTest {
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final String PASSWORD = "a password of tests";

  /**
   * A user.
   *
   * @param name unique name
   * @param password password
   */
  public record TestUser(String name, String password) {
    /** The API as the user sees it without a device. */
    public Api api() {
      return Api.signedIn(name, password);
    }
  }

  /** The API as an administrator sees it. */
  protected static Api admin() {
    return Administrator.api();
  }

  /** A name that no other test has, beginning with a word. */
  protected static String unique(String word) {
    return word + "-" + COUNT.incrementAndGet();
  }

  /** A new user with these roles and no attributes. */
  protected static TestUser newUser(String... roles) {
    return newUser(Set.of(roles), Map.of());
  }

  /** A new user with roles and attributes. */
  protected static TestUser newUser(Set<String> roles, Map<String, List<String>> attributes) {
    TestUser user = new TestUser(unique("user"), PASSWORD);
    admin()
        .post(
            "/admin/users",
            Map.of(
                "name",
                user.name(),
                "password",
                user.password(),
                "roles",
                roles,
                "attributes",
                attributes))
        .ok();
    return user;
  }

  /** A new device of a user. */
  protected static TestDevice device(TestUser user) {
    return TestDevice.enrol(user);
  }

  /** Deploys and activates a package. */
  protected static void deployPackage(String source) {
    admin().post("/admin/packages", "application/yaml", source).ok();
  }

  /** Sets a user's attributes. */
  protected static void setAttributes(TestUser user, Map<String, List<String>> attributes) {
    String path = "/admin/users/" + user.name();
    String seen = admin().get(path).ok().header("ETag");
    admin().put(path, seen, Map.of("attributes", attributes)).ok();
  }

  /** A new connection past the server, as psql would; the caller closes it. */
  protected static Connection connect() throws SQLException {
    return TestDatabase.connect();
  }

  /** Runs statements, each by itself, past the server, as psql would. */
  protected static void sql(String... statements) {
    try (Connection connection = TestDatabase.connect();
        var statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new AssertionError("SQL failed: " + String.join("; ", statements), e);
    }
  }

  /** Rows of a query, past the server; each a list of its columns as text. */
  protected static List<List<@Nullable String>> query(String sql, Object... parameters) {
    try (Connection connection = TestDatabase.connect();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      List<List<@Nullable String>> rows = new ArrayList<>();
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          List<@Nullable String> row = new ArrayList<>();
          for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
            row.add(result.getString(i));
          }
          rows.add(row);
        }
      }
      return rows;
    } catch (SQLException e) {
      throw new AssertionError("SQL failed: " + sql, e);
    }
  }
}
