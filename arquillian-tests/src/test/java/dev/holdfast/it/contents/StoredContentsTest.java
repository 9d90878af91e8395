package dev.holdfast.it.contents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.device.api.SyncFailedException;
import dev.holdfast.it.server.AlbumPackage;
import dev.holdfast.it.server.Answer;
import dev.holdfast.it.server.Api;
import dev.holdfast.it.server.TestServer;
import dev.holdfast.kernel.app.Attachment;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("The server, of contents")
@Timeout(300)
class StoredContentsTest extends AttachingTest {

  @Test
  @DisplayName("moves them into the store, gives them from there, and works while that is away")
  void moved() {
    byte[] film = bytes(3_000_000);
    Attachment attached = attach(film, "application/octet-stream");
    device.perform(job, "note", Map.of("film", attached));
    assertThat(device.sync().up().applied()).isEqualTo(1);
    awaitMoved(attached);
    other.sync();

    TestServer.store().kill();
    try {
      assertThatThrownBy(() -> other.attachments().fetch(attached))
          .isInstanceOf(SyncFailedException.class)
          .hasMessageContaining("The store of contents can't be reached now");
      byte[] plan = bytes(300_000);
      Attachment meanwhile = attach(plan, "application/octet-stream");
      device.perform(job, "note", Map.of("plan", meanwhile));
      assertThat(device.sync().up().applied()).isEqualTo(1);
      other.sync();
      assertThat(read(other, meanwhile)).isEqualTo(plan);
    } finally {
      TestServer.store().again();
    }
    awaitGiven(attached);
    assertThat(read(other, attached)).isEqualTo(film);
  }

  /** The server leaves the store alone for some seconds after it was away. */
  private void awaitGiven(Attachment attached) {
    while (!other.attachments().isHere(attached)) {
      try {
        other.attachments().fetch(attached);
      } catch (SyncFailedException e) {
        assertThat(e).hasMessageContaining("The store of contents can't be reached now");
      }
    }
  }

  @Test
  @DisplayName("takes some bodies at once, and has devices come again, whose actions go meanwhile")
  void busy() throws Exception {
    AlbumPackage albums = new AlbumPackage(unique("busy"));
    Api slow = device(newUser(albums.role())).api();
    CountDownLatch release = new CountDownLatch(1);
    ExecutorService senders = Executors.newFixedThreadPool(TestServer.UPLOADS_AT_ONCE);
    List<CompletableFuture<Answer>> sending = new ArrayList<>();
    for (int i = 0; i < TestServer.UPLOADS_AT_ONCE; i++) {
      byte[] content = text(unique("slow"));
      CountDownLatch begun = new CountDownLatch(1);
      String upload = albums.announce(slow, AlbumPackage.id(content), content.length);
      sending.add(
          CompletableFuture.supplyAsync(
              () -> AlbumPackage.whole(slow, upload, () -> new Slow(content, begun, release)),
              senders));
      begun.await();
    }
    byte[] small = text(unique("small"));
    Answer refused;
    do {
      String upload = albums.announce(slow, AlbumPackage.id(small), small.length);
      refused = AlbumPackage.part(slow, upload, 0, small);
    } while (refused.status() == 204);
    assertThat(refused.status() + refused.problem().code()).isEqualTo("503uploads-busy");
    assertThat(refused.header("Retry-After")).isEqualTo("2");

    device.perform(job, "note", Map.of("remarks", "meanwhile"));
    assertThat(device.sync().up().applied()).isEqualTo(1);
    List<Long> pauses = new ArrayList<>();
    sleeper =
        duration -> {
          pauses.add(duration.toMillis());
          release.countDown();
          sending.forEach(CompletableFuture::join);
        };
    byte[] film = bytes(700_000);
    device.perform(job, "note", Map.of("film", attach(film, "application/octet-stream")));
    assertThat(device.sync().up().applied()).isEqualTo(1);
    assertThat(pauses.stream().mapToLong(Long::longValue).sum())
        .as("as long as the server asks, and no more than the spread")
        .isBetween(2_000L, 3_000L);
    senders.shutdown();
  }

  private static byte[] text(String begin) {
    return (begin + ".".repeat(100_000)).getBytes(StandardCharsets.US_ASCII);
  }

  /** Asks until the mover was there. */
  private static void awaitMoved(Attachment attached) {
    boolean moved;
    do {
      moved =
          !query(
                  "SELECT 1 FROM holdfast.content WHERE id = ? AND object_id IS NOT NULL AND NOT"
                      + " in_pieces",
                  attached.id())
              .isEmpty();
    } while (!moved);
  }

  /** Gives its first half, and the rest when it is let. */
  private static final class Slow extends InputStream {
    private final byte[] content;
    private final CountDownLatch begun;
    private final CountDownLatch release;
    private int next;

    Slow(byte[] content, CountDownLatch begun, CountDownLatch release) {
      this.content = content;
      this.begun = begun;
      this.release = release;
    }

    @Override
    public int read() {
      if (next == content.length / 2) {
        begun.countDown();
        try {
          release.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return -1;
        }
      }
      return next == content.length ? -1 : content[next++];
    }
  }
}
