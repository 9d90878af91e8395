package dev.holdfast.server.platform.internal;

import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Schema;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.Set;

/** Compares this release's scripts with what Flyway has noted, in one statement. */
@ApplicationScoped
public class MigratedSchema implements Schema {
  private final Jdbc jdbc;
  private final Set<String> scripts = Migration.scripts();

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected MigratedSchema() {
    this(null);
  }

  /** Asks a database. */
  @Inject
  public MigratedSchema(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public boolean isMigrated() {
    return new HashSet<>(jdbc.list(Migration.SCRIPTS_RUN, row -> row.getString(1)))
        .containsAll(scripts);
  }
}
