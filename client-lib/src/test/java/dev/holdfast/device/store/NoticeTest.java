package dev.holdfast.device.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.device.api.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The notice beside a store")
class NoticeTest {
  @TempDir private Path directory = Path.of("unset");

  private Path file(String name) {
    return directory.resolve(name);
  }

  @Test
  @DisplayName("keeps the policy in a file that no action touches")
  void limit() throws IOException {
    new Notice(1, 10).post(directory);
    // As a power cut may leave a file that was just moved into its place.
    Files.write(file("holdfast.notice"), new byte[0]);

    assertThat(Notice.of(directory)).isEqualTo(new Notice(null, 10));
    new Notice(2, 10).post(directory);
    assertThat(Notice.of(directory)).isEqualTo(new Notice(2, 10));
    new Notice(2, null).post(directory);
    assertThat(file("holdfast.limit")).doesNotExist();
    assertThat(Notice.of(directory)).isEqualTo(new Notice(2, null));
  }

  @Test
  @DisplayName("is written by a thread that was interrupted, and which stays so")
  void interrupted() {
    Thread.currentThread().interrupt();
    new Notice(1, 10).post(directory);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(Notice.of(directory)).isEqualTo(new Notice(1, 10));
  }

  @Test
  @DisplayName("says that the disk is full")
  @EnabledOnOs(value = OS.LINUX, disabledReason = "needs a device that is always full")
  void full() throws IOException {
    for (String name : new String[] {"holdfast.limit", "holdfast.notice"}) {
      Path full = Files.createSymbolicLink(file(name + ".tmp"), Path.of("/dev/full"));

      assertThatThrownBy(() -> new Notice(1, 10).post(directory))
          .isInstanceOf(StoreException.class)
          .extracting(e -> ((StoreException) e).reason())
          .isEqualTo(StoreException.Reason.FULL);
      Files.delete(full);
    }
  }
}
