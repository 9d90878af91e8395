package dev.holdfast.server.identity.internal;

import static dev.holdfast.server.identity.internal.IdentityLog.LOG;

import dev.holdfast.server.platform.api.DatabaseException;
import dev.holdfast.server.platform.api.Jdbc;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.Timeout;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When devices last called: in memory, and written for all of them by one statement a minute. What
 * was not written when the server is killed is lost. Thread-safe.
 */
@Singleton
@Startup
@DependsOn("PlatformStartup")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class Contacts {
  private static final Duration INTERVAL = Duration.ofMinutes(1);

  private static final String WRITE =
      """
      UPDATE holdfast.device d SET last_contact_at = c.at
      FROM (SELECT CAST(id AS uuid) AS id, CAST(at AS timestamptz) AS at FROM unnest(?, ?) u (id, at)) c
      WHERE d.id = c.id AND (d.last_contact_at IS NULL OR d.last_contact_at < c.at)
      """;

  private final Map<UUID, Instant> seen = new ConcurrentHashMap<>();

  @Resource
  @SuppressWarnings("NullAway.Init")
  private TimerService timers;

  @Inject private Jdbc jdbc;
  @Inject private Clock clock;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected Contacts() {}

  @PostConstruct
  void start() {
    timers.createIntervalTimer(
        INTERVAL.toMillis(), INTERVAL.toMillis(), new TimerConfig(null, false));
  }

  /** A device has called. */
  public void note(UUID device) {
    seen.put(device, clock.instant());
  }

  /** Writes what was noted since the last time. */
  @Timeout
  public void write() {
    Map<UUID, Instant> batch = new TreeMap<>(seen);
    if (batch.isEmpty()) {
      return;
    }
    jdbc.update(
        WRITE,
        batch.keySet().stream().map(UUID::toString).toArray(String[]::new),
        batch.values().stream().map(Instant::toString).toArray(String[]::new));
    batch.forEach(seen::remove);
  }

  @PreDestroy
  void stop() {
    try {
      write();
    } catch (DatabaseException e) {
      LOG.contactsLost(seen.size(), e);
    }
  }
}
