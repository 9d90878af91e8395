package dev.holdfast.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.device.peer.Peer;
import dev.holdfast.device.peer.PlainAnswer;
import dev.holdfast.device.transport.Transport;
import dev.holdfast.kernel.app.Attachment;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A content that is much larger than the memory of the process")
class ContentMemoryTest {
  private static final long BYTES = 320L * 1024 * 1024;

  @Test
  @DisplayName("is attached, read, sent and fetched")
  void large(@TempDir Path directory) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                directory.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said).contains("applied 1, fetched true");
  }

  /** Works on a large content with little memory. */
  static final class Main {
    private final Discarding server = new Discarding(new Peer(Device.CLOCK, Peer.alice()));
    private final UUID inspection;

    private Main() {
      Peer peer = server.peer;
      peer.deploy(
          Peer.demo()
              .replaceAll("( *)(defects: .*)\\R", "$1$2\n$1film: {type: attachment}\n")
              .replace("version: 1.0.0", "version: 1.1.0")
              .replace("findings, defects]", "findings, defects, film]"));
      peer.airport("AK", "ANC", "Anchorage");
      inspection = peer.planned("AK", "ANC", "alice");
    }

    /** Takes a directory for stores. */
    public static void main(String... arguments) throws IOException {
      Main main = new Main();
      Path directory = Path.of(arguments[0]);
      System.out.printf(
          "applied %d, fetched %s%n",
          main.sent(directory.resolve("one")), main.fetched(directory.resolve("other")));
    }

    private Holdfast open(Path store) {
      Holdfast holdfast =
          Holdfast.at(store).transport(server).clock(Device.CLOCK).open(Device.key());
      holdfast.signIn("https://peer.invalid", "alice", "secret", "test");
      holdfast.sync();
      return holdfast;
    }

    private int sent(Path store) throws IOException {
      try (Holdfast holdfast = open(store)) {
        holdfast.perform(inspection, "arrive", Map.of());
        holdfast.sync();
        Attachment film = holdfast.attachments().attach(new Endless(BYTES), "film", "video/mp4");
        holdfast.perform(inspection, "record", Map.of("film", film));
        try (InputStream content = holdfast.attachments().open(film)) {
          content.transferTo(OutputStream.nullOutputStream());
        }
        return holdfast.sync().up().applied();
      }
    }

    private boolean fetched(Path store) {
      try (Holdfast holdfast = open(store)) {
        Attachment film = (Attachment) holdfast.show(inspection).orElseThrow().fields().get("film");
        holdfast.attachments().fetch(film);
        return holdfast.attachments().isHere(film);
      }
    }
  }

  /** Keeps of contents how long they are. */
  private static final class Discarding implements Transport {
    private final Peer peer;
    private long offset;

    Discarding(Peer peer) {
      this.peer = peer;
    }

    @Override
    public Answer send(Request request) throws IOException {
      String path = request.uri().getPath();
      if (!path.contains("/contents")) {
        return peer.send(request);
      }
      if (request.method().equals("GET")) {
        return new PlainAnswer(200, new Endless(BYTES));
      }
      offset += request.body() == null ? 0 : request.body().length;
      if (offset == BYTES) {
        peer.contents().complete().put(film(), new byte[0]);
      }
      return new PlainAnswer(201) {
        @Override
        public Optional<String> header(String name) {
          return Optional.of(name.equals("Location") ? "/uploads/one" : String.valueOf(offset));
        }
      };
    }

    private static String film() {
      try {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        new Endless(BYTES)
            .transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
        return HexFormat.of().formatHex(digest.digest());
      } catch (IOException | NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** Gives so many bytes, all the same. */
  private static final class Endless extends InputStream {
    private long left;

    Endless(long bytes) {
      left = bytes;
    }

    @Override
    public int read() {
      return left-- > 0 ? 7 : -1;
    }

    @Override
    public int read(byte[] bytes, int from, int count) {
      if (left <= 0) {
        return -1;
      }
      int given = (int) Math.min(left, count);
      Arrays.fill(bytes, from, from + given, (byte) 7);
      left -= given;
      return given;
    }
  }
}
