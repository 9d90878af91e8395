package dev.holdfast.server.identity.internal;

import dev.holdfast.server.identity.api.Addresses;
import dev.holdfast.server.platform.api.Jdbc;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/** Addresses from the database. */
@ApplicationScoped
public class StoredAddresses implements Addresses {
  private static final String OF =
      """
      SELECT DISTINCT a.value FROM holdfast.user_attribute a
      JOIN holdfast.app_user u ON u.name = a.user_name AND u.enabled
      WHERE a.attribute = ?
        AND (u.name = ANY(?) OR EXISTS (SELECT FROM holdfast.user_role r WHERE r.user_name = u.name AND r.role = ANY(?)))
        AND EXISTS (SELECT FROM holdfast.user_role r WHERE r.user_name = u.name AND r.role = ANY(?))
      """;

  private final Jdbc jdbc;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected StoredAddresses() {
    this(null);
  }

  /** Reads from a database. */
  @Inject
  public StoredAddresses(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Set<String> of(
      Collection<String> names, Collection<String> roles, Collection<String> needed) {
    return new TreeSet<>(
        jdbc.list(
            OF,
            row -> row.getString("value"),
            ATTRIBUTE,
            names.toArray(String[]::new),
            roles.toArray(String[]::new),
            needed.toArray(String[]::new)));
  }
}
