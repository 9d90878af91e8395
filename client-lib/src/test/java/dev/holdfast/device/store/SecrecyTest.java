package dev.holdfast.device.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.device.Device;
import dev.holdfast.device.Holdfast;
import dev.holdfast.device.HoldfastBuilder;
import dev.holdfast.device.api.UnreachableException;
import dev.holdfast.device.keys.KeyProtection;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisplayName("Nothing can be read")
class SecrecyTest {
  private static final String PASSPHRASE = "correct horse battery";
  private static final String ROW = "Anchorage International";
  private static final String ACTION = "Cracks on runway seven";
  private static final String SESSION = "refresh-0";
  private static final String CONTENT = "What the photo shows";
  private static final String NAME = "runway-seven.jpg";

  private final Device device = Device.alice(5);
  private final Said log = new Said();
  private final Level level = Logger.getLogger("").getLevel();

  /** Everything that is logged, whatever its level. */
  private static final class Said extends Handler {
    private final StringBuffer text = new StringBuffer();

    @Override
    public void publish(LogRecord entry) {
      text.append(new SimpleFormatter().format(entry));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @BeforeEach
  void listen() {
    Logger.getLogger("").setLevel(Level.ALL);
    Logger.getLogger("").addHandler(log);
  }

  @AfterEach
  void close() {
    Logger.getLogger("").removeHandler(log);
    Logger.getLogger("").setLevel(level);
    device.close();
  }

  private HoldfastBuilder store() {
    return Holdfast.at(device.store()).transport(device.peer()).clock(Device.CLOCK);
  }

  private static KeyProtection passphrase() {
    return KeyProtection.passphrase(PASSPHRASE.toCharArray());
  }

  /** What may be in no file and no log: what users see, the secrets, and SQLite's own words. */
  private List<String> secrets() {
    List<String> secrets =
        new ArrayList<>(
            List.of(
                ROW,
                ACTION,
                CONTENT,
                NAME,
                SESSION,
                PASSPHRASE,
                "SQLite format",
                "hf_action",
                "sqlite_"));
    StoreKey key = KeyFile.read(device.store()).orElseThrow().unwrap(passphrase()).orElseThrow();
    String hex = HexFormat.of().formatHex(key.key());
    secrets.addAll(List.of(hex, hex.toUpperCase(Locale.ROOT)));
    secrets.add(Base64.getEncoder().withoutPadding().encodeToString(key.key()));
    secrets.add(new String(key.key(), ISO_8859_1));
    return secrets;
  }

  private void isNowhere(List<String> secrets) {
    try (Stream<Path> files = Files.walk(device.store())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String content = Files.readString(file, ISO_8859_1);
        for (String secret : secrets) {
          // A failed comparison would print the whole file.
          assertThat(content.contains(secret)).as("%s has %s", file, secret).isFalse();
          String wide = new String(secret.getBytes(UTF_16BE), ISO_8859_1);
          assertThat(content.contains(wide)).as("%s has %s in 16 bits", file, secret).isFalse();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (String secret : secrets) {
      assertThat(log.text.indexOf(secret)).as("the log has %s", secret).isNegative();
    }
  }

  @Test
  @DisplayName("in any file or log while a store is synced, worked with, closed and given away")
  void everywhere() throws IOException {
    store().changeProtection(Device.key(), passphrase());
    List<String> secrets = secrets();
    for (int i = 0; i < 200; i++) {
      device.peer().airport("AK", "A" + i, ROW + ' ' + i);
    }
    UUID id = device.peer().planned("AK", "A1", "alice");
    device.peer().faults().meanwhile(() -> isNowhere(secrets));
    device.holdfast().sync();
    isNowhere(secrets);
    for (int i = 0; i < 100; i++) {
      device.peer().airport("AK", "B" + i, ROW + ' ' + i);
    }
    device.peer().faults().whileReading(() -> isNowhere(secrets));
    device.peer().faults().cutStreamAndGoAt(4000);
    assertThatThrownBy(device.holdfast()::sync).isInstanceOf(UnreachableException.class);
    device.peer().faults().whileReading(() -> {});
    isNowhere(secrets);
    device.peer().reachable(true);

    device.holdfast().perform(id, "arrive", Map.of());
    device.holdfast().perform(id, "record", Map.of("findings", ACTION));
    isNowhere(secrets);
    device
        .holdfast()
        .attachments()
        .attach(new ByteArrayInputStream(CONTENT.repeat(9000).getBytes(UTF_8)), NAME, "text/plain");
    isNowhere(secrets);
    device.holdfast().close();
    isNowhere(secrets);

    try (FileChannel file =
        FileChannel.open(device.store().resolve(Database.FILE), StandardOpenOption.WRITE)) {
      file.write(ByteBuffer.allocate(100), 4096);
    }
    assertThat(store().repair(passphrase()).wasNeeded()).isTrue();
    isNowhere(secrets);
    isNowhere(secrets());
    assertThatThrownBy(() -> store().open((PASSPHRASE + '!').toCharArray())).isNotNull();
    isNowhere(secrets());
  }

  @Test
  @DisplayName("in any file or log when a store is encrypted anew")
  void migrated() {
    UUID id = device.peer().planned("AK", "A1", "alice");
    device.peer().airport("AK", "A1", ROW);
    device.holdfast().sync();
    device.holdfast().perform(id, "arrive", Map.of());
    device.holdfast().perform(id, "record", Map.of("findings", ACTION));
    device.holdfast().close();
    OldStores.age(device.store(), Device.key(), passphrase());

    try (Holdfast opened = store().open(PASSPHRASE.toCharArray())) {
      assertThat(opened.pending()).hasSize(2);
      isNowhere(secrets());
    }
    isNowhere(secrets());
  }

  @Test
  @DisplayName("in temporary files: there are none, however much SQLite has to sort")
  @EnabledOnOs(value = OS.LINUX, disabledReason = "looks at the files that the process has open")
  void temporary() {
    try (Database database = Database.open(device.store(), Device.key(), Long.MAX_VALUE)) {
      List<String> open =
          database.write(
              connection -> {
                Sql.run(connection, "CREATE TEMP TABLE t (n INTEGER, b BLOB)");
                Sql.update(
                    connection,
                    "INSERT INTO t WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
                        + " WHERE i < 40) SELECT i, randomblob(1000000) FROM n");
                Sql.run(connection, "CREATE INDEX temp.t_b ON t (b)");
                assertThat(Sql.number(connection, "PRAGMA temp_store")).isEqualTo(2);
                return openFiles();
              });

      assertThat(open).isNotEmpty().noneMatch(name -> name.contains("etilqs"));
    }
  }

  private static List<String> openFiles() {
    List<String> names = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
      for (Path file : files.toList()) {
        if (Files.exists(file) || Files.isSymbolicLink(file)) {
          names.add(Files.readSymbolicLink(file).toString());
        }
      }
    } catch (NoSuchFileException e) {
      // The listing itself is one of them, and gone.
      return names;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return names;
  }

  @Test
  @DisplayName("of a key that was cleared")
  void cleared() {
    StoreKey key = StoreKey.random();
    byte[] before = key.keyAndSalt().clone();
    byte[] raw = key.key();

    StoreKey copy = StoreKey.of(raw, key.salt());
    key.clear();

    assertThat(raw).as("what a key is made of").isEqualTo(new byte[StoreKey.KEY_BYTES]);
    assertThat(key.keyAndSalt()).isEqualTo(new byte[before.length]);
    assertThat(copy.keyAndSalt()).isEqualTo(before);
  }
}
