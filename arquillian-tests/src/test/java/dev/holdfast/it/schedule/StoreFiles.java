package dev.holdfast.it.schedule;

import dev.holdfast.device.keys.KeyProtection;
import dev.holdfast.device.store.Database;
import dev.holdfast.device.store.Sql;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A device's store seen from outside: its files, and what is really in it. */
final class StoreFiles {
  static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private static final List<String> WAYS =
      List.of(
          "DELETE FROM %s",
          "UPDATE %s SET _hash = _hash + 1",
          "UPDATE %s SET c2 = coalesce(c2, '') || '!'",
          "UPDATE %s SET _key = '[\"nobody\"]'");

  private StoreFiles() {}

  /**
   * Copies what {@code kill -9} leaves at this moment, whatever other threads do. As long as this
   * reads, nothing of the log is taken back, so it goes with the database copied before it.
   */
  static void image(Path from, Path to) {
    try (Database database = Database.open(from, KeyProtection.key(KEY), Long.MAX_VALUE)) {
      database.read(
          connection -> {
            Sql.number(connection, "SELECT count(*) FROM hf_setting");
            copy(from, to);
            return to;
          });
    }
  }

  private static void copy(Path from, Path to) {
    try {
      Files.createDirectories(to);
      Files.copy(from.resolve("holdfast.key"), to.resolve("holdfast.key"));
      Files.copy(from.resolve("holdfast.db"), to.resolve("holdfast.db"));
      Path log = from.resolve("holdfast.db-wal");
      if (Files.exists(log)) {
        Files.copy(log, to.resolve("holdfast.db-wal"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the device shows: bucket to key to hash of the row. */
  static Map<String, Map<String, Long>> rows(Path store) {
    try (Database database = Database.open(store, KeyProtection.key(KEY), Long.MAX_VALUE)) {
      return database.read(
          connection -> {
            Map<String, Map<String, Long>> buckets = new TreeMap<>();
            for (Bucket bucket : buckets(connection)) {
              Map<String, Long> rows = new TreeMap<>();
              Sql.list(
                  connection,
                  "SELECT _key, _hash FROM hf_data_" + bucket.unit() + " WHERE _gen = ?",
                  row -> rows.put(row.getString(1), row.getLong(2)),
                  bucket.generation());
              buckets.put(bucket.name(), rows);
            }
            return buckets;
          });
    }
  }

  /**
   * Removes or changes rows of sites and assets, as a bad disk does; what it did. The ledgers are
   * left alone: who sees them differ sees half a checkpoint.
   */
  static List<String> damage(Path store, Random random) {
    try (Database database = Database.open(store, KeyProtection.key(KEY), Long.MAX_VALUE)) {
      return database.write(
          connection -> {
            List<String> done = new ArrayList<>();
            for (Bucket bucket : buckets(connection)) {
              if (bucket.name().contains("/site[") || bucket.name().contains("/asset[")) {
                damage(connection, bucket, random, done);
              }
            }
            return done;
          });
    }
  }

  private static void damage(Connection connection, Bucket bucket, Random random, List<String> done)
      throws SQLException {
    List<String> keys =
        Sql.list(
            connection,
            "SELECT _key FROM hf_data_" + bucket.unit() + " WHERE _gen = ? ORDER BY _key",
            row -> row.getString(1),
            bucket.generation());
    for (int i = 0; i < WAYS.size() && !keys.isEmpty(); i++) {
      if (random.nextInt(3) > 0) {
        continue;
      }
      // Each at another key: what two of them do to the same one might come to nothing.
      String key = keys.remove(random.nextInt(keys.size()));
      Sql.update(
          connection,
          WAYS.get(i).formatted("hf_data_" + bucket.unit()) + " WHERE _gen = ? AND _key = ?",
          bucket.generation(),
          key);
      done.add(bucket.name() + ' ' + key + ": " + WAYS.get(i));
    }
  }

  private static List<Bucket> buckets(Connection connection) throws SQLException {
    return Sql.list(
        connection,
        "SELECT name, unit, generation FROM hf_bucket ORDER BY name",
        row -> new Bucket(row.getString(1), row.getLong(2), row.getLong(3)));
  }

  private record Bucket(String name, long unit, long generation) {}

  /** Deletes a directory and all in it. */
  static void delete(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
