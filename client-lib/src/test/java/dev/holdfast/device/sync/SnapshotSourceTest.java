package dev.holdfast.device.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.device.api.SnapshotFileException;
import dev.holdfast.device.api.SnapshotFileException.Reason;
import dev.holdfast.kernel.snapshot.BucketKey;
import dev.holdfast.kernel.snapshot.SnapshotHead;
import dev.holdfast.kernel.snapshot.SnapshotWriter;
import dev.holdfast.kernel.wire.SyncLine;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A snapshot file in use")
class SnapshotSourceTest {
  private static final BucketKey KEY = new BucketKey(new byte[32]);

  @TempDir Path temp = Path.of("");

  @Test
  @DisplayName("ends the sync when it can't be read any more, and says how to go on")
  void gone() throws Exception {
    Path path = temp.resolve("file");
    try (OutputStream out = Files.newOutputStream(path)) {
      SnapshotWriter writer =
          new SnapshotWriter(out, new SnapshotHead(new UUID(0, 1), "app", Instant.EPOCH));
      writer.bucket(KEY);
      writer.endBucket();
      writer.finish(digest -> digest);
    }
    SnapshotSource source = SnapshotSource.open(path);
    // What every read of a closed file does, a read of a pulled card does.
    source.close();

    assertThatThrownBy(() -> source.named(new SyncLine.InFile("checkpoint", KEY.text())))
        .isInstanceOfSatisfying(
            SnapshotFileException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNREADABLE))
        .hasMessageContaining("What came of it is kept")
        .hasMessageContaining(path.toString());
    assertThat(source.used().damaged()).isZero();
  }
}
