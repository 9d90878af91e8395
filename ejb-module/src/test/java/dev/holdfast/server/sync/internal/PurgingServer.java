package dev.holdfast.server.sync.internal;

import dev.holdfast.server.operations.internal.Purge;
import dev.holdfast.server.platform.api.Setting;
import dev.holdfast.server.platform.api.Settings;
import dev.holdfast.server.tables.internal.TombstonesFacade;
import dev.holdfast.server.testing.FleetData;
import dev.holdfast.server.testing.HandClock;
import java.time.Duration;

/** A server's purges, on a clock that is turned by hand. */
final class PurgingServer {
  private static final Duration RETENTION = Duration.ofDays(2);

  final HandClock clock = new HandClock();
  private final Beacons beacons;
  private final Purge purge;

  PurgingServer(StreamHarness server) {
    var jdbc = server.database.jdbc();
    this.beacons = new Beacons(jdbc, clock);
    this.purge =
        new Purge(
            jdbc,
            new TombstonesFacade(jdbc),
            new SyncTracesBean(jdbc),
            soFar -> 0,
            settings(),
            clock);
    beacons.started();
  }

  /** Time passes on a running server. */
  void pass(Duration time) {
    clock.forward(time);
    beacons.tick();
  }

  /** Purges; returns how many tombstones and sums went. */
  long purge() {
    return purge.runIfDue().map(p -> p.tombstones() + p.sums()).orElse(0L);
  }

  /** Everything that went up to now is old, and purged. */
  long purgeAll() {
    pass(Duration.ofMinutes(10));
    clock.forward(RETENTION);
    return purge();
  }

  private static Settings settings() {
    return new Settings() {
      @Override
      public <T> T get(Setting<T> setting) {
        return switch (setting.name()) {
          case "operations.tombstone-retention" -> setting.parse(RETENTION.toString());
          case "operations.min-time-between-purges" -> setting.parse("PT0S");
          default -> FleetData.DEFAULTS.get(setting);
        };
      }
    };
  }
}
