package dev.holdfast.device.store;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.device.api.StoreException;
import dev.holdfast.device.keys.KeyProtection;
import dev.holdfast.device.peer.OtherProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A store that one process opens twice")
class TwoDoorsTest {
  private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(US_ASCII);

  @TempDir private Path directory = Path.of("unset");

  private Database open() {
    return Database.open(directory, KeyProtection.key(KEY), Long.MAX_VALUE);
  }

  @Test
  @DisplayName("stays locked against others when one of its doors closes")
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "its locks are another thing")
  void locks() throws Exception {
    try (Database first = open()) {
      put(first, 1);
      open().close();

      assertThat(OtherProcess.locks(directory.resolve(Database.FILE))).isFalse();
    }
    assertThat(OtherProcess.locks(directory.resolve(Database.FILE))).isTrue();
  }

  @Test
  @DisplayName("is opened by one process after the other")
  void opening() throws Exception {
    try (OpeningLock lock = OpeningLock.acquire(directory, Undertaking.unseen(Clock.systemUTC()))) {
      assertThat(OtherProcess.locks(directory.resolve("open.lock"))).isFalse();
    }
    assertThat(OtherProcess.locks(directory.resolve("open.lock"))).isTrue();
  }

  @Test
  @DisplayName("keeps its log when another process closes the store, and nothing is lost")
  void log() throws Exception {
    try (Database first = open()) {
      put(first, 1);
      open().close();

      assertThat(OtherProcess.writes(directory, KEY, 2)).isEqualTo("1");

      assertThat(directory.resolve(Database.FILE + "-wal")).exists();
      assertThat(get(first)).contains(2);
      put(first, 3);
    }
    assertThat(OtherProcess.writes(directory, KEY, 4)).isEqualTo("3");
  }

  @Test
  @DisplayName("may be opened by another name, and before it exists")
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs symbolic links")
  void names() throws Exception {
    Path store = Files.createDirectory(directory.resolve("store"));
    Path other = Files.createSymbolicLink(directory.resolve("other"), store);
    Path file = store.resolve(Database.FILE);
    Doors.Door first = Doors.enter(file);
    Doors.Door second = Doors.enter(other.resolve(Database.FILE));
    Files.createFile(file);

    first.close();
    first.close();
    assertThatThrownBy(() -> Doors.requireNone(file))
        .as("the second is open yet")
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("Close it everywhere");
    second.close();
    assertThatCode(() -> Doors.requireNone(other.resolve(Database.FILE)))
        .doesNotThrowAnyException();
  }

  private static void put(Database database, int value) {
    database.write(
        connection -> {
          Settings.put(connection, "x", value);
          return value;
        });
  }

  private static Optional<Integer> get(Database database) {
    return database.read(connection -> Settings.get(connection, "x", Integer.class));
  }
}
