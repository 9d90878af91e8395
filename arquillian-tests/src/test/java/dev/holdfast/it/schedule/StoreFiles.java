package dev.holdfast.it.schedule;

import dev.holdfast.device.store.Database;
import dev.holdfast.device.store.Sql;
import dev.holdfast.device.store.StoreKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A device's store seen from outside: its files, and what is really in it. */
final class StoreFiles {
  static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private StoreFiles() {}

  /**
   * Copies what {@code kill -9} leaves at this moment, whatever other threads do. As long as this
   * reads, nothing of the log is taken back, so it goes with the database copied before it.
   */
  static void image(Path from, Path to) {
    try (Database database = Database.open(from, StoreKey.key(KEY), Long.MAX_VALUE)) {
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
    try (Database database = Database.open(store, StoreKey.key(KEY), Long.MAX_VALUE)) {
      return database.read(
          connection -> {
            Map<String, Map<String, Long>> buckets = new TreeMap<>();
            List<Bucket> held =
                Sql.list(
                    connection,
                    "SELECT name, unit, generation FROM hf_bucket",
                    row -> new Bucket(row.getString(1), row.getLong(2), row.getLong(3)));
            for (Bucket bucket : held) {
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
