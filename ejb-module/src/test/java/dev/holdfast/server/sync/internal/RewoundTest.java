package dev.holdfast.server.sync.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Look;
import dev.holdfast.server.platform.internal.DataSourceJdbc;
import dev.holdfast.server.platform.internal.Migration;
import dev.holdfast.server.testing.HandClock;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database whose files were put back as they had been: a checkpoint of the lost time is none. */
class RewoundTest {
  private final HandClock clock = new HandClock();

  @Test
  void aCheckpointOfTheLostTimeDoesNotCountAndOneFromBeforeDoes(@TempDir Path directory)
      throws Exception {
    Path data = directory.resolve("data");
    Path saved = directory.resolve("saved");
    Checkpoint before;
    try (EmbeddedPostgres postgres = start(data)) {
      Migration.run(postgres.getPostgresDatabase());
      beacons(postgres).started();
      before = checkpoint(postgres);
    }
    copy(data, saved);
    Checkpoint soonAfter;
    Checkpoint later;
    try (EmbeddedPostgres postgres = start(data)) {
      write(postgres, 3);
      soonAfter = checkpoint(postgres);
      beacons(postgres).started();
      later = checkpoint(postgres);
    }
    delete(data);
    copy(saved, data);

    try (EmbeddedPostgres postgres = start(data)) {
      assertThat(checkpoint(postgres).epoch()).isEqualTo(later.epoch());
      assertThat(counts(postgres, soonAfter)).as("ahead of the present").isFalse();
      beacons(postgres).tick();
      write(postgres, 20);

      assertThat(counts(postgres, soonAfter)).as("without the beacon of this start").isFalse();
      assertThat(counts(postgres, later)).as("with a beacon that is lost").isFalse();
      assertThat(counts(postgres, before)).as("from before").isTrue();
      assertThat(counts(postgres, checkpoint(postgres))).as("from now").isTrue();
    }
  }

  @Test
  void aBeaconIsSetAtEachStartAndThenNowAndThenWhileSomethingChanges(@TempDir Path directory)
      throws Exception {
    try (EmbeddedPostgres postgres = start(directory.resolve("data"))) {
      Migration.run(postgres.getPostgresDatabase());
      Beacons beacons = beacons(postgres);
      beacons.started();
      beacons.started();
      assertThat(count(postgres)).isEqualTo(2);

      write(postgres, 1);
      beacons.tick();
      assertThat(count(postgres)).as("too soon").isEqualTo(2);
      clock.forward(Beacons.INTERVAL);
      beacons.tick();
      assertThat(count(postgres)).isEqualTo(3);
      clock.forward(Beacons.INTERVAL);
      beacons.tick();
      assertThat(count(postgres)).as("nothing changed").isEqualTo(3);
      clock.forward(Beacons.KEPT);
      beacons.started();
      assertThat(count(postgres)).as("old ones go").isEqualTo(1);
    }
  }

  private static EmbeddedPostgres start(Path data) throws IOException {
    return EmbeddedPostgres.builder()
        .setPGStartupWait(Duration.ofMinutes(2))
        .setDataDirectory(data)
        .setCleanDataDirectory(false)
        .start();
  }

  private Beacons beacons(EmbeddedPostgres postgres) {
    return new Beacons(jdbc(postgres), clock);
  }

  private static Jdbc jdbc(EmbeddedPostgres postgres) {
    return new DataSourceJdbc(postgres.getPostgresDatabase());
  }

  private static long count(EmbeddedPostgres postgres) {
    return jdbc(postgres)
        .one("SELECT count(*) FROM holdfast.epoch_beacon", row -> row.getLong(1))
        .orElseThrow();
  }

  private static void write(EmbeddedPostgres postgres, int transactions) {
    for (int i = 0; i < transactions; i++) {
      jdbc(postgres).update("INSERT INTO holdfast.capture_suspicion VALUES (?, 'r')", "u" + i);
    }
  }

  private static Checkpoint checkpoint(EmbeddedPostgres postgres) throws SQLException {
    try (Connection connection = postgres.getPostgresDatabase().getConnection()) {
      Snapshot snapshot = Snapshot.begin(connection, Look.NONE);
      return new Checkpoint(
          snapshot.epoch(), snapshot.text(), Instant.EPOCH, List.of(), snapshot.beacon());
    }
  }

  private static boolean counts(EmbeddedPostgres postgres, Checkpoint checkpoint)
      throws SQLException {
    try (Connection connection = postgres.getPostgresDatabase().getConnection()) {
      return Snapshot.begin(connection, Look.NONE).continues(checkpoint);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file));
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
        Files.setPosixFilePermissions(target, Files.getPosixFilePermissions(file));
      }
    }
  }

  private static void delete(Path tree) throws IOException {
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
