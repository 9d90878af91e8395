package dev.holdfast.device.sync;

import dev.holdfast.device.store.Database;
import dev.holdfast.device.store.HeldPolicy;
import dev.holdfast.kernel.policy.PolicyValues;
import dev.holdfast.kernel.policy.SyncPolicy;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * What the device obeys: the server's policy, restricted by what the application asks for. The
 * server's is in the store, the application's in memory. Thread-safe.
 */
public final class Policies {
  private final Database database;
  private volatile PolicyValues asked = PolicyValues.NONE;

  /** What holds by a text of the store: whoever reads data asks, and reading a text is quick. */
  private volatile Known known = new Known("", PolicyValues.NONE, SyncPolicy.STANDARD);

  /** What a text of the store comes to, restricted by what the application asks for. */
  private record Known(String text, PolicyValues asked, SyncPolicy policy) {}

  /** The policies of a store. */
  public Policies(Database database, PolicyValues asked) {
    this.database = database;
    restrict(asked);
  }

  /**
   * Restricts the server's policy, instead of what was asked for before.
   *
   * @throws IllegalArgumentException if a value is out of bounds
   */
  public void restrict(PolicyValues values) {
    if (!values.problems().isEmpty()) {
      throw new IllegalArgumentException(String.join(" ", values.problems()));
    }
    asked = values;
  }

  /** What holds now. */
  public SyncPolicy effective() {
    return database.read(this::effective);
  }

  /** What holds in the state that a transaction sees. */
  SyncPolicy effective(Connection connection) throws SQLException {
    String text = HeldPolicy.text(connection);
    PolicyValues wanted = asked;
    Known present = known;
    if (!present.text().equals(text) || !present.asked().equals(wanted)) {
      present = new Known(text, wanted, HeldPolicy.read(text).restrictedBy(wanted));
      known = present;
    }
    return present.policy();
  }
}
