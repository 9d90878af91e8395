package dev.holdfast.it.contents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.device.Holdfast;
import dev.holdfast.device.api.ContentView;
import dev.holdfast.device.api.ContentView.State;
import dev.holdfast.device.api.NotSignedInException;
import dev.holdfast.device.api.RefusedException;
import dev.holdfast.device.api.SyncResult;
import dev.holdfast.device.api.UnreachableException;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Attachments of devices")
class DeviceContentsTest extends ServerTest {
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
  private final Cutting way = new Cutting();
  private final Holdfast device = open(way);
  private final Holdfast other = open(new HttpTransport(TIME, TIME));
  private UUID job = new UUID(0, 0);

  private static final Duration TIME = Duration.ofSeconds(30);

  /** Breaks the connection after so many requests to contents. */
  private static final class Cutting implements Transport {
    private final Transport transport = new HttpTransport(TIME, TIME);
    private int left = Integer.MAX_VALUE;

    @Override
    public Answer send(Request request) throws IOException {
      if (request.uri().getPath().contains("/contents") && --left < 0) {
        throw new IOException("cut");
      }
      return transport.send(request);
    }
  }

  private static Holdfast open(Transport transport) {
    try {
      Path directory = Files.createTempDirectory(Path.of("target").toRealPath(), "attached");
      return Holdfast.at(directory).transport(transport).sleeper(duration -> {}).openWithKey(KEY);
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

  @Test
  @DisplayName(
      "of a device that was ended go before its last actions, also where its user may do nothing any more")
  void leaving() {
    byte[] bytes = new byte[700_000];
    new Random(5).nextBytes(bytes);
    Attachment film =
        device
            .attachments()
            .attach(new ByteArrayInputStream(bytes), "film.bin", "application/x-film");
    device.perform(job, "note", Map.of("film", film));
    String id = String.valueOf(device.status().device());
    String user = "/admin/users/" + device.status().user();
    admin().put(user, admin().get(user).ok().header("ETag"), Map.of("enabled", false)).ok();
    admin().post("/admin/devices/" + id + "/wipe", Map.of("reason", "lost")).ok();

    assertThatThrownBy(device::sync).isInstanceOf(NotSignedInException.class);

    assertThat(admin().get("/contents/" + film.id()).ok().body()).isEqualTo(bytes);
    assertThat(admin().get("/admin/devices/" + id).ok().json().at("/ending/unsent").asInt(-1))
        .isZero();
  }

  @AfterEach
  void close() {
    device.close();
    other.close();
  }

  private static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    new Random().nextBytes(bytes);
    return bytes;
  }

  private Attachment attach(byte[] bytes, String type) {
    return device.attachments().attach(new ByteArrayInputStream(bytes), "it", type);
  }

  private static byte[] read(Holdfast holdfast, Attachment attachment) {
    try (InputStream content = holdfast.attachments().open(attachment)) {
      return content.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  @DisplayName("go in pieces, on after a cut, and come to others who ask, byte for byte")
  void thereAndBack() {
    byte[] film = bytes(4_000_000);
    Attachment attached = attach(film, "application/octet-stream");
    device.perform(job, "note", Map.of("film", attached));
    way.left = 3;
    assertThatThrownBy(device::sync).isInstanceOf(UnreachableException.class);
    ContentView waits = device.pending().get(0).waitsFor().get(0);
    assertThat(waits.bytes()).isPositive().isLessThan(film.length);
    way.left = Integer.MAX_VALUE;

    SyncResult result = device.sync();

    assertThat(result.up().applied()).isEqualTo(1);
    assertThat(result.traffic().sent())
        .as("what was there is not sent again")
        .isLessThan(3_500_000);
    other.sync();
    assertThat(other.attachments().isHere(attached)).isFalse();
    other.attachments().fetch(attached);
    assertThat(read(other, attached)).isEqualTo(film);
  }

  @Test
  @DisplayName("come by themselves where the package says so, and small ones go at once")
  void eager() {
    byte[] plan = bytes(70_000);
    Attachment attached = attach(plan, "application/octet-stream");
    device.perform(job, "note", Map.of("plan", attached));

    assertThat(device.sync().up().applied()).isEqualTo(1);
    other.sync();

    assertThat(read(other, attached)).isEqualTo(plan);
  }

  @Test
  @DisplayName(
      "that are too large are refused on the device; what lies about its type, by the server")
  void refused() {
    Attachment large = attach(bytes(5_000_001), "application/octet-stream");
    assertThatThrownBy(() -> device.perform(job, "note", Map.of("film", large)))
        .isInstanceOf(RefusedException.class);
    Attachment text =
        attach(
            "This is no picture at all.".repeat(99).getBytes(StandardCharsets.UTF_8), "image/png");
    UUID action = device.perform(job, "note", Map.of("picture", text, "remarks", "Ruts")).action();

    device.sync();

    ContentView waits = device.pending().get(0).waitsFor().get(0);
    assertThat(waits.state()).isEqualTo(State.REFUSED);
    assertThat(waits.reason()).isEqualTo("content-type-lies");
    Map<String, @Nullable Object> without = new HashMap<>();
    without.put("picture", null);
    device.retry(action, without);
    assertThat(device.sync().up().applied()).isEqualTo(1);
    assertThat(device.pending()).isEmpty();
  }
}
