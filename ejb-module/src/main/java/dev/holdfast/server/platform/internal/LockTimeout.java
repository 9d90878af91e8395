package dev.holdfast.server.platform.internal;

import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Patience;
import dev.holdfast.server.platform.api.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/** Patience by PostgreSQL's {@code lock_timeout}, of the current transaction only. */
@ApplicationScoped
public class LockTimeout implements Patience {
  private final Jdbc jdbc;
  private final Settings settings;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected LockTimeout() {
    this(null, null);
  }

  /** Limits transactions on a database. */
  @Inject
  public LockTimeout(Jdbc jdbc, Settings settings) {
    this.jdbc = jdbc;
    this.settings = settings;
  }

  @Override
  public Duration usual() {
    return settings.get(PlatformSettings.LOCK_TIMEOUT);
  }

  @Override
  public void limit(Duration longest) {
    jdbc.list("SELECT set_config('lock_timeout', ?, true)", row -> true, longest.toMillis() + "ms");
  }
}
