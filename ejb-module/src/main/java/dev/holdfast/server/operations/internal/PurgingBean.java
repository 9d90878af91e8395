package dev.holdfast.server.operations.internal;

import dev.holdfast.server.operations.api.Purging;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.platform.api.Settings;
import dev.holdfast.server.platform.api.Sql;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Outside of transactions, because a purge is many small ones. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class PurgingBean implements Purging {
  private final Jdbc jdbc;
  private final Purge purge;
  private final PurgeBeginning beginning;
  private final Settings settings;
  private final Clock clock;

  /** For the container. */
  @SuppressWarnings("NullAway")
  protected PurgingBean() {
    this(null, null, null, null, null);
  }

  /** Purges a database. */
  @Inject
  public PurgingBean(
      Jdbc jdbc, Purge purge, PurgeBeginning beginning, Settings settings, Clock clock) {
    this.jdbc = jdbc;
    this.purge = purge;
    this.beginning = beginning;
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public PurgeState state(Caller caller) throws RefusedException {
    caller.requireAdministrator();
    Duration retention = settings.get(OperationsSettings.RETENTION);
    Duration pause = settings.get(OperationsSettings.MIN_TIME_BETWEEN_PURGES);
    Optional<Purged> last = last();
    return new PurgeState(
        last.orElse(null),
        last.map(purged -> purged.startedAt().minus(retention)).orElse(null),
        last.map(purged -> purged.startedAt().plus(pause)).orElse(null),
        retention,
        settings.get(OperationsSettings.SYNC_LOG_RETENTION),
        pause);
  }

  @Override
  public Purged purge(Caller caller) throws RefusedException {
    caller.requireAdministrator();
    Optional<Instant> begun = beginning.ordered(caller);
    if (begun.isEmpty()) {
      throw tooSoon();
    }
    return purge.run(begun.get());
  }

  private RefusedException tooSoon() {
    Instant next =
        last()
            .orElseThrow()
            .startedAt()
            .plus(settings.get(OperationsSettings.MIN_TIME_BETWEEN_PURGES));
    Duration wait = Duration.between(clock.instant(), next);
    return RefusedException.later(
        ErrorCode.CONFLICT,
        "The next purge may begin at "
            + next
            + ", says "
            + OperationsSettings.MIN_TIME_BETWEEN_PURGES.property()
            + '.',
        wait.isNegative() ? Duration.ZERO : wait);
  }

  private Optional<Purged> last() {
    return jdbc.one(
        "SELECT * FROM holdfast.purge WHERE started_at IS NOT NULL", PurgingBean::purged);
  }

  private static Purged purged(ResultSet row) throws SQLException {
    Instant started = Sql.requiredInstant(row, "started_at");
    Instant ended = Sql.instant(row, "ended_at");
    return new Purged(
        started,
        ended == null ? null : Duration.between(started, ended),
        row.getLong("tombstones"),
        row.getLong("sums"),
        row.getLong("syncs"));
  }
}
