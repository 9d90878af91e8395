package dev.holdfast.device;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.holdfast.device.api.ConnectionKind;
import dev.holdfast.device.keys.KeyProtection;
import dev.holdfast.device.peer.Peer;
import dev.holdfast.device.store.Account;
import dev.holdfast.device.store.Database;
import dev.holdfast.device.store.Sql;
import dev.holdfast.device.sync.SegmentEncoding;
import dev.holdfast.kernel.app.User;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** A device and its peer, with time that stands still and waits that don't take any. */
public final class Device implements AutoCloseable {
  public static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-23T08:00:00Z"), ZoneOffset.UTC);

  private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(US_ASCII);

  private static final int PAGE_BYTES = 4096;

  private final Path root;
  private final boolean movesLog;
  private final Random random;
  private final Peer peer;
  private Path store;
  private Holdfast holdfast;
  private SegmentEncoding.Probe zstd = SegmentEncoding::probe;
  private int crashes;
  private long limit = Long.MAX_VALUE;
  private volatile ConnectionKind connection = ConnectionKind.UNKNOWN;

  public Device(Path root, long seed, User user) {
    this.root = root;
    // One in two moves its log after every transaction, beside everything else.
    this.movesLog = seed % 2 == 0;
    this.random = new Random(seed);
    this.peer = new Peer(CLOCK, user);
    this.store = root.resolve("store");
    this.holdfast = open();
    holdfast.signIn("https://peer.invalid", user.name(), "secret", "test");
  }

  /** A device of alice in a new temporary directory, deleted at its end. */
  public static Device alice(long seed) {
    try {
      return new Device(Files.createTempDirectory("holdfast-device"), seed, Peer.alice());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Holdfast holdfast() {
    return holdfast;
  }

  public Peer peer() {
    return peer;
  }

  /** The connection becomes another; it is not said. */
  public void connected(ConnectionKind kind) {
    connection = kind;
  }

  public Path store() {
    return store;
  }

  /** What opens the store. */
  public static KeyProtection key() {
    return KeyProtection.key(KEY);
  }

  /** The same store, as another process opens it. */
  public Holdfast another() {
    return open();
  }

  /** Changes texts of a stored table or case type, as a bad disk does. */
  public void damage(String unit, String part, String other) {
    try (Database database = Database.open(store, KeyProtection.key(KEY), Long.MAX_VALUE)) {
      database.write(
          connection -> {
            for (Long id :
                Sql.list(
                    connection,
                    "SELECT id FROM hf_unit WHERE name = ?",
                    row -> row.getLong(1),
                    unit)) {
              Sql.update(
                  connection,
                  "UPDATE hf_data_%d SET c1 = replace(c1, ?, ?)".formatted(id),
                  part,
                  other);
            }
            return unit;
          });
    }
  }

  /**
   * Runs SQL on the rows of a stored table or case type, as nobody should.
   *
   * @param sql with {@code %s} for the table
   */
  public void tamper(String unit, String sql) {
    try (Database database = Database.open(store, KeyProtection.key(KEY), Long.MAX_VALUE)) {
      database.write(
          connection -> {
            for (Long id :
                Sql.list(
                    connection,
                    "SELECT id FROM hf_unit WHERE name = ?",
                    row -> row.getLong(1),
                    unit)) {
              Sql.update(connection, sql.formatted("hf_data_" + id));
            }
            return unit;
          });
    }
  }

  /** What is in the store besides what is held: rows of all kinds that a sync leaves behind. */
  public long leftOver() {
    try (Database database = Database.open(store, KeyProtection.key(KEY), Long.MAX_VALUE)) {
      return database.read(
          connection ->
              Sql.number(
                  connection,
                  "SELECT (SELECT count(*) FROM hf_staged) + (SELECT count(*) FROM hf_patched)"
                      + " + (SELECT count(*) FROM hf_tombstone) + (SELECT count(*) FROM hf_suspect)"
                      + " + (SELECT count(*) FROM hf_segment) + (SELECT count(*) FROM hf_tail)"
                      + " + (SELECT count(*) FROM hf_generation g"
                      + " WHERE NOT EXISTS (SELECT 1 FROM hf_bucket b WHERE b.generation = g.id))"));
    }
  }

  /** Numbers that SQL gives about the store. */
  public List<Long> rawNumbers(String sql) {
    try (Database database = Database.open(store, KeyProtection.key(KEY), Long.MAX_VALUE)) {
      return database.read(connection -> Sql.list(connection, sql, row -> row.getLong(1)));
    }
  }

  /** Lets the device have measured that its clock is behind the server's. */
  public void behind(Duration offset) {
    try (Database database = Database.open(store, KeyProtection.key(KEY), Long.MAX_VALUE)) {
      database.write(
          connection -> {
            Account.require(connection)
                .measured(CLOCK.instant().plus(offset), CLOCK.instant())
                .save(connection);
            return offset;
          });
    }
  }

  /** Generations that nobody needs any more. */
  public long garbage() {
    try (Database database = Database.open(store, KeyProtection.key(KEY), Long.MAX_VALUE)) {
      return database.read(
          connection -> Sql.number(connection, "SELECT count(*) FROM hf_generation WHERE garbage"));
    }
  }

  /** Overwrites the first pages of a table and its indexes, as a bad disk does. */
  public void breakTable(String table) {
    List<Long> pages;
    try (Database database = Database.open(store, KeyProtection.key(KEY), Long.MAX_VALUE)) {
      pages =
          database.read(
              connection ->
                  Sql.list(
                      connection,
                      "SELECT rootpage FROM sqlite_master WHERE tbl_name = ?",
                      row -> row.getLong(1),
                      table));
    }
    holdfast.close();
    try (FileChannel file =
        FileChannel.open(store.resolve("holdfast.db"), StandardOpenOption.WRITE)) {
      for (long page : pages) {
        file.write(ByteBuffer.wrap(new byte[PAGE_BYTES]), (page - 1) * PAGE_BYTES);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    holdfast = open();
  }

  /** A store that moves its log after every transaction, beside everything else. */
  public static HoldfastBuilder movingItsLog(HoldfastBuilder builder) {
    return builder.moveLogBeyond(0);
  }

  /** What {@code kill -9} leaves: the files as they are, opened by another process. */
  public void kill() {
    Path copy = root.resolve("store-" + ++crashes);
    copy(store, copy);
    holdfast.close();
    store = copy;
    holdfast = open();
  }

  /** Opens the store again with a limit to its size. */
  public void reopen(long mostBytes) {
    holdfast.close();
    limit = mostBytes;
    holdfast = open();
  }

  /** Opens the store again where zstd can't be read. */
  public void reopenWithoutZstd() {
    holdfast.close();
    zstd =
        () -> {
          throw new NoClassDefFoundError("sun/misc/Unsafe");
        };
    holdfast = open();
  }

  private Holdfast open() {
    HoldfastBuilder builder = Holdfast.at(store).zstd(zstd);
    if (movesLog) {
      movingItsLog(builder);
    }
    return builder
        .atMost(limit)
        .transport(peer)
        .clock(CLOCK)
        .random(random)
        .sleeper(duration -> {})
        .connection(() -> connection)
        .openWithKey(KEY);
  }

  private static void copy(Path from, Path to) {
    try (Stream<Path> files = Files.list(from)) {
      Files.createDirectories(to);
      for (Path file : files.filter(f -> !f.toString().endsWith("-shm")).toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    holdfast.close();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
