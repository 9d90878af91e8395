package dev.holdfast.device;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.device.keys.CheapPassphrase;
import dev.holdfast.device.keys.KeyProtection;
import dev.holdfast.device.peer.Peer;
import dev.holdfast.kernel.app.Attachment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A device with actions that bring contents, a file for its queue, and a spare device. */
abstract class QueueWithContents {
  static final KeyProtection SECRET = CheapPassphrase.of("of the file");
  private static final byte[] KEY = "fedcba9876543210fedcba9876543210".getBytes(US_ASCII);
  @TempDir Path directory = Path.of("unset");
  final AttachingDevice attaching = new AttachingDevice(5);
  final byte[] photo = AttachingDevice.bytes(100_000, 1);
  final byte[] film = AttachingDevice.bytes(1_500_000, 2);
  final Attachment photographed = attaching.photo(photo);
  final Attachment filmed = attaching.attach(film, "video/mp4");
  Holdfast spare;

  @BeforeEach
  void work() {
    attaching.record("photo", photographed);
    attaching.record("film", filmed);
    attaching.device.peer().enrol(Peer.alice(), new UUID(7, 7));
    spare = open();
    spare.signIn("https://peer.invalid", "alice", "secret", "spare");
  }

  @AfterEach
  void close() {
    spare.close();
    attaching.close();
  }

  Holdfast open() {
    return Holdfast.at(directory.resolve("spare"))
        .transport(attaching.device.peer())
        .clock(new TickingClock(Duration.ofSeconds(1)))
        .random(new Random(11))
        .sleeper(time -> {})
        .openWithKey(KEY);
  }

  Path file() {
    return directory.resolve("queue.holdfast");
  }

  static byte[] read(Holdfast holdfast, Attachment attachment) throws IOException {
    try (InputStream content = holdfast.attachments().open(attachment)) {
      return content.readAllBytes();
    }
  }

  long sparesFiles() throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("spare"))) {
      return files.filter(file -> file.getFileName().toString().startsWith("content-")).count();
    }
  }

  void assertNothingTaken() throws IOException {
    assertThat(spare.pending()).isEmpty();
    assertThat(spare.attachments().list()).isEmpty();
    assertThat(sparesFiles()).isZero();
  }
}
