package dev.holdfast.device.store.salvage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A file of a damaged disk")
class BlocksTest {
  @TempDir private Path directory = Path.of("unset");

  @Test
  @DisplayName("gives what can be read, also to a thread that was interrupted")
  void parts() throws IOException {
    Path file = Files.write(directory.resolve("file"), new byte[] {1, 2, 3, 4});
    try (Blocks blocks = new Blocks(file)) {
      Thread.currentThread().interrupt();

      assertThat(blocks.read(1, 2)).contains(ByteBuffer.wrap(new byte[] {2, 3}));
      assertThat(Thread.interrupted()).isTrue();
      assertThat(blocks.read(3, 2)).as("ends before").isEmpty();
    }
  }

  @Test
  @DisplayName("lacks only the part that the disk does not give")
  @EnabledOnOs(value = OS.LINUX, disabledReason = "needs a file that can be opened and not read")
  void unreadable() throws IOException {
    // There is no memory at the address 0: the system answers as for a sector that is gone.
    try (Blocks blocks = new Blocks(Path.of("/proc/self/mem"))) {
      assertThat(blocks.read(0, 16)).isEmpty();
    }
  }
}
