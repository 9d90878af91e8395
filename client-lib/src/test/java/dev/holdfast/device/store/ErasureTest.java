package dev.holdfast.device.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.device.api.StoreException;
import dev.holdfast.device.engine.StoreEngine;
import dev.holdfast.device.keys.KeyProtection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An erasure that is killed goes on when the store is opened. */
class ErasureTest {
  private static final KeyProtection KEY =
      KeyProtection.key("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII));

  @TempDir private Path directory = Path.of("unset");

  @BeforeEach
  void makeStore() throws IOException {
    open().close();
    Files.writeString(directory.resolve("holdfast.db-wal"), "pages that were not moved yet");
  }

  private Database open() {
    return Database.open(directory, KEY, Long.MAX_VALUE);
  }

  private void refusesAndHasNothing() {
    assertThatThrownBy(this::open)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("erased");
    assertThat(directory).isDirectoryNotContaining("glob:**holdfast.db*");
    assertThatThrownBy(this::open).hasMessageContaining("erased");
  }

  @Test
  void afterTheOrder() {
    Erasure.order(directory, Erasure.Cause.ADMINISTRATOR, Farewell.NONE);

    refusesAndHasNothing();
  }

  @Test
  void afterTheKey() throws IOException {
    Erasure.order(directory, Erasure.Cause.ADMINISTRATOR, Farewell.NONE);
    Files.write(directory.resolve("holdfast.db"), new byte[16], StandardOpenOption.WRITE);

    refusesAndHasNothing();
  }

  @Test
  void betweenTheFiles() throws IOException {
    Erasure.order(directory, Erasure.Cause.ADMINISTRATOR, Farewell.NONE);
    Files.delete(directory.resolve("holdfast.db-wal"));

    refusesAndHasNothing();
  }

  @Test
  void overwritesEveryByteBeforeTheFilesGo() throws IOException {
    Path store = directory.resolve("holdfast.db");
    Path link = Files.createLink(directory.resolve("link"), store);
    long size = Files.size(store);
    Erasure.order(directory, Erasure.Cause.ADMINISTRATOR, Farewell.NONE);

    assertThatThrownBy(this::open).hasMessageContaining("erased");

    assertThat(Files.readAllBytes(link)).isEqualTo(new byte[(int) size]);
  }

  @Test
  void leavesNoPageOfAnyFile() throws IOException {
    for (String name :
        List.of(
            "holdfast.db-journal",
            "holdfast.db.new",
            "holdfast.db.new-wal",
            "holdfast.db.new-shm",
            "holdfast.db.new-journal",
            "holdfast.limit",
            "holdfast.notice.tmp")) {
      Files.writeString(directory.resolve(name), "pages");
    }
    Erasure.order(directory, Erasure.Cause.ADMINISTRATOR, Farewell.NONE);

    assertThatThrownBy(this::open).hasMessageContaining("erased");

    assertThat(directory).isDirectoryNotContaining("glob:**holdfast.*");
  }

  @Test
  void endsAlsoWhileTheKeyIsWrappedAnew() {
    KeyProtection erasing = new Erasing();

    assertThatThrownBy(
            () ->
                new Caretaker(
                        StoreEngine.jdbc(),
                        directory,
                        Clock.systemUTC(),
                        Undertaking.unseen(Clock.systemUTC()))
                    .protect(KEY, erasing))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("erased");

    assertThat(directory).isDirectoryNotContaining("glob:**holdfast.key*");
  }

  /** While it wraps a key, another process erases the store. */
  private final class Erasing implements KeyProtection {
    @Override
    public String scheme() {
      return "erasing";
    }

    @Override
    public byte[] wrap(byte[] key, byte[] context) {
      Erasure.order(directory, Erasure.Cause.ADMINISTRATOR, Farewell.NONE);
      Erasure.perform(directory);
      return key;
    }

    @Override
    public Optional<byte[]> unwrap(byte[] wrapped, byte[] context) {
      return Optional.of(wrapped);
    }
  }
}
