package dev.holdfast.device.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.device.api.StoreException;
import dev.holdfast.device.peer.OtherProcess;
import dev.holdfast.device.store.Undertaking;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The lock of a sync")
class SyncLockTest {
  @TempDir private Path directory = Path.of("unset");

  private SyncLock acquire() {
    return SyncLock.acquire(directory, pause -> {}, Undertaking.unseen(Clock.systemUTC()));
  }

  @Test
  @DisplayName("is kept when another door of the same process tries in vain")
  void kept() throws Exception {
    Path file = directory.resolve("sync.lock");
    try (SyncLock lock = acquire()) {
      assertThatThrownBy(this::acquire)
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("under way");

      assertThat(OtherProcess.locks(file)).isFalse();
    }
    assertThat(OtherProcess.locks(file)).isTrue();
    acquire().close();
  }
}
