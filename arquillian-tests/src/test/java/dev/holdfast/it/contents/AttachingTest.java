package dev.holdfast.it.contents;

import dev.holdfast.device.Holdfast;
import dev.holdfast.device.api.Sleeper;
import dev.holdfast.device.transport.HttpTransport;
import dev.holdfast.device.transport.Transport;
import dev.holdfast.it.server.ServerTest;
import dev.holdfast.it.server.TestServer;
import dev.holdfast.kernel.app.Attachment;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * Two devices, and a case of one of them that takes attachments and that the other carries, too.
 */
abstract class AttachingTest extends ServerTest {
  private static final byte[] KEY =
      "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final String PACKAGE =
      """
      application: NAME
      version: 1.0.0
      user-attributes: {areas: {type: text, many: true}}
      roles: [NAME-worker]
      cases:
        job:
          fields:
            area: {type: text}
            film: {type: attachment, max-size: 5 MB}
            picture: {type: attachment, types: [image/*]}
            plan: {type: attachment, fetch: eager}
            remarks: {type: text}
          scope: case.area in user.areas
          stages: [open, done]
          actions:
            begin: {creates: open, by: NAME-worker, sets: [area]}
            note: {from: open, by: NAME-worker, sets: [film, picture, plan, remarks]}
            end: {from: open, to: done, completes: true, by: NAME-worker}
      """;

  private final String application = unique("attached");
  Sleeper sleeper = duration -> {};

  /** How the first device reaches the server. */
  final Cutting way = new Cutting();

  final Holdfast device = open(way);
  final Holdfast other = open(new HttpTransport(TIME, TIME));
  UUID job = new UUID(0, 0);

  static final Duration TIME = Duration.ofSeconds(30);

  /** Breaks the connection after so many requests to contents. */
  static final class Cutting implements Transport {
    private final Transport transport = new HttpTransport(TIME, TIME);
    int left = Integer.MAX_VALUE;

    @Override
    public Answer send(Request request) throws IOException {
      if (request.uri().getPath().contains("/contents") && --left < 0) {
        throw new IOException("cut");
      }
      return transport.send(request);
    }
  }

  private Holdfast open(Transport transport) {
    try {
      Path directory = Files.createTempDirectory(Path.of("target").toRealPath(), "attached");
      return Holdfast.at(directory)
          .transport(transport)
          .sleeper(duration -> sleeper.sleep(duration))
          .openWithKey(KEY);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @BeforeEach
  void begin() {
    deployPackage(PACKAGE.replace("NAME", application));
    for (Holdfast each : List.of(device, other)) {
      TestUser worker = newUser(Set.of(application + "-worker"), Map.of("areas", List.of("north")));
      each.signIn(TestServer.api().toString(), worker.name(), worker.password(), "test");
      each.sync();
    }
    job = device.create("job", Map.of("area", "north")).caseId();
    device.sync();
  }

  @AfterEach
  void close() {
    device.close();
    other.close();
  }

  static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    new Random().nextBytes(bytes);
    return bytes;
  }

  Attachment attach(byte[] bytes, String type) {
    return device.attachments().attach(new ByteArrayInputStream(bytes), "it", type);
  }

  static byte[] read(Holdfast holdfast, Attachment attachment) {
    try (InputStream content = holdfast.attachments().open(attachment)) {
      return content.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
