package dev.holdfast.device.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.device.api.StoreException;
import dev.holdfast.device.engine.StoreEngine;
import dev.holdfast.device.keys.CheapPassphrase;
import dev.holdfast.device.keys.KeyProtection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A store of which a file was taken away")
class StoreFilesTest {
  private static final KeyProtection RIGHT = CheapPassphrase.of("correct horse");

  @TempDir private Path directory = Path.of("unset");

  @BeforeEach
  void make() {
    open();
    new Notice(1, 3).post(directory);
  }

  private void open() {
    Database.open(directory, RIGHT, Long.MAX_VALUE).close();
  }

  private void repair() {
    new Caretaker(
            StoreEngine.jdbc(), directory, Clock.systemUTC(), Undertaking.unseen(Clock.systemUTC()))
        .repair(RIGHT);
  }

  private Path file(String name) {
    return directory.resolve(name);
  }

  private static void isDamaged(ThrowingCallable use, String missing) {
    assertThatThrownBy(use)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(missing)
        .hasMessageContaining("ut it back")
        .extracting(e -> ((StoreException) e).reason())
        .isEqualTo(StoreException.Reason.DAMAGED);
  }

  @Test
  @DisplayName("is not taken for an old one without its key: the right passphrase is not wrong")
  void key() throws IOException {
    Path away = Files.move(file("holdfast.key"), file("away"));
    for (int i = 0; i < 5; i++) {
      isDamaged(this::open, "holdfast.key is missing");
      isDamaged(this::repair, "holdfast.key is missing");
    }
    assertThat(file("holdfast.attempts")).doesNotExist();

    Files.move(away, file("holdfast.key"));
    open();
  }

  @Test
  @DisplayName("is not taken for an empty one without its pages, by a repair neither")
  void pages() throws IOException {
    Path away = Files.move(file("holdfast.db"), file("away"));
    isDamaged(this::open, "holdfast.db is missing or empty");
    isDamaged(this::repair, "holdfast.db is missing or empty");
    Files.createFile(file("holdfast.db"));
    isDamaged(this::open, "holdfast.db is missing or empty");
    isDamaged(this::repair, "holdfast.db is missing or empty");

    Files.delete(file("holdfast.db"));
    Files.move(away, file("holdfast.db"));
    open();
  }

  @Test
  @DisplayName("keeps its log")
  void log() throws IOException {
    Files.writeString(file("holdfast.db-wal"), "what was committed last");
    Files.delete(file("holdfast.notice"));
    Files.write(file("holdfast.db"), new byte[0]);

    isDamaged(this::open, "holdfast.db is missing or empty");
    isDamaged(this::repair, "holdfast.db is missing or empty");

    assertThat(file("holdfast.db-wal")).hasContent("what was committed last");
  }

  @Test
  @DisplayName("is a new one where both have gone, and is not bound by what is left")
  void both() throws IOException {
    Files.delete(file("holdfast.db"));
    Files.delete(file("holdfast.key"));

    open();

    assertThat(Notice.of(directory)).isEqualTo(new Notice(null, null));
  }

  @Test
  @DisplayName("or was not made yet, is made by who opens it, and there is nothing to repair")
  void cut() throws IOException {
    Files.delete(file("holdfast.db"));
    Files.delete(file("holdfast.notice"));

    assertThatThrownBy(this::repair).hasMessageContaining("nothing in the store yet");
    open();
    assertThat(file("holdfast.db")).isNotEmptyFile();
  }
}
