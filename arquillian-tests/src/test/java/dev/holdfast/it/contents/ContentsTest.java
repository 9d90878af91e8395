package dev.holdfast.it.contents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.it.hooks.observer.WordScanner;
import dev.holdfast.it.server.AlbumPackage;
import dev.holdfast.it.server.Answer;
import dev.holdfast.it.server.Api;
import dev.holdfast.it.server.ServerTest;
import dev.holdfast.it.server.TestDevice;
import dev.holdfast.kernel.wire.ActionAnswer;
import dev.holdfast.kernel.wire.ActionOutcome;
import dev.holdfast.kernel.wire.ActionSubmission;
import dev.holdfast.kernel.wire.Outcome;
import io.tus.java.client.ProtocolException;
import io.tus.java.client.TusClient;
import io.tus.java.client.TusURLMemoryStore;
import io.tus.java.client.TusUpload;
import io.tus.java.client.TusUploader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Contents of attachments")
class ContentsTest extends ServerTest {
  private static final int LARGE = 64 * 1024 * 1024;

  private final AlbumPackage albums = new AlbumPackage(unique("album"));
  private final TestUser alice = newUser(albums.role());
  private final TestUser bob = newUser(albums.role());
  private final TestDevice device = device(alice);
  private final Api api = device.api();

  @Test
  @DisplayName("are sent by the official client of tus, cut in the middle and resumed")
  void officialClient() throws Exception {
    byte[] content = text(1_500_000, unique("official"));
    TusURLMemoryStore store = new TusURLMemoryStore();
    try (Scissors way = new Scissors(800_000)) {
      assertThatThrownBy(() -> sendAll(client(way.api(), store), content))
          .isInstanceOfAny(IOException.class, ProtocolException.class);
      assertThat(way.hasCut()).isTrue();
      long resumedAt = resume(client(way.api(), store), content);
      assertThat(resumedAt).isBetween(500_000L, 800_000L);
    }

    assertThat(get(api, content).ok().body()).isEqualTo(content);
  }

  @Test
  @DisplayName("of any size go through the server piece by piece, in one request or in ranges")
  void large() throws Exception {
    MessageDigest sum = AlbumPackage.sha256();
    try (InputStream in = new Noise(LARGE)) {
      in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), sum));
    }
    String id = HexFormat.of().formatHex(sum.digest());
    String upload = albums.announce(api, id, LARGE);
    Answer sent = AlbumPackage.whole(api, upload, () -> new Noise(LARGE));
    assertThat(sent.status()).as("%s", sent).isEqualTo(204);
    assertThat(sent.header("Upload-Offset")).isEqualTo(String.valueOf(LARGE));

    HttpResponse<InputStream> all =
        api.exchange("/contents/" + id, request -> request.GET(), BodyHandlers.ofInputStream());
    assertThat(all.headers().firstValueAsLong("Content-Length")).hasValue(LARGE);
    assertThat(all.headers().firstValue("Content-Type")).contains("application/octet-stream");
    assertThat(all.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(hash(all.body())).isEqualTo(id);

    int from = LARGE - 300_000;
    Answer range =
        api.send(
            "/contents/" + id, request -> request.header("Range", "bytes=" + from + "-").GET());
    assertThat(range.status()).isEqualTo(206);
    assertThat(range.header("Content-Range"))
        .isEqualTo("bytes " + from + '-' + (LARGE - 1) + '/' + LARGE);
    try (InputStream noise = new Noise(LARGE)) {
      noise.skipNBytes(from);
      assertThat(range.body()).isEqualTo(noise.readAllBytes());
    }
    Answer beyond =
        api.send(
            "/contents/" + id, request -> request.header("Range", "bytes=" + LARGE + "-").GET());
    assertThat(beyond.problem().code()).isEqualTo("range-not-satisfiable");
  }

  @Test
  @DisplayName("are waited for by the action that names them, and are for who may see its case")
  void waits() {
    byte[] content = text(300_000, unique("waits"));
    UUID album = UUID.randomUUID();
    ActionSubmission begin = albums.begin(album, alice.name(), content);

    ActionAnswer before = device.answer(begin);
    assertThat(before.retry()).containsExactly(begin.id());
    assertThat(before.lacks()).containsExactly(AlbumPackage.id(content));
    assertThat(before.outcomes()).isEmpty();

    albums.send(api, content);
    ActionAnswer after = device.answer(begin);
    assertThat(after.lacks()).isNull();
    assertThat(after.outcomes())
        .extracting(ActionOutcome::outcome)
        .containsExactly(Outcome.APPLIED);

    Api other = device(bob).api();
    Answer hidden = get(other, content);
    assertThat(hidden.problem().code()).isEqualTo("content-gone");
    assertThat(get(other, text(5, unique("absent"))).status()).isEqualTo(hidden.status());
    String own = albums.announce(other, AlbumPackage.id(content), content.length, "resume");
    assertThat(stands(other, own)).isEqualTo("0");
    device.submit(albums.act(album, "write", 1, Map.of("assignee", bob.name())));
    assertThat(get(other, content).ok().body()).isEqualTo(content);
    assertThat(get(device(alice).api(), content).ok().body()).isEqualTo(content);
    assertThat(get(admin(), content).ok().body()).isEqualTo(content);
    assertThat(
            stands(
                other, albums.announce(other, AlbumPackage.id(content), content.length, "resume")))
        .isEqualTo("300000");
  }

  @Test
  @DisplayName("that a scanner refuses are nobody's, and their actions are parked with its words")
  void scanned() {
    byte[] content = text(1_000, WordScanner.VIRUS + unique("x"));
    albums.send(api, content);

    ActionOutcome outcome =
        device.submit(albums.begin(UUID.randomUUID(), alice.name(), content)).get(0);

    assertThat(outcome.messages()).containsExactly("An attachment was refused: It is a virus");
    assertThat(get(api, content).problem().code()).isEqualTo("content-gone");
  }

  @Test
  @DisplayName("are refused by codes that say what to do")
  void refusals() {
    byte[] content = text(1_000, unique("refusals"));
    String id = AlbumPackage.id(content);
    Api other = device(bob).api();
    String upload = albums.announce(api, id, content.length);

    assertThat(code(AlbumPackage.part(other, upload, 0, content))).isEqualTo("404 not-found");
    assertThat(code(AlbumPackage.part(api, upload, 5, content))).isEqualTo("409 offset-conflict");
    assertThat(code(checked(upload, content, "sha256", new byte[32])))
        .isEqualTo("460 checksum-mismatch");
    assertThat(code(checked(upload, content, "md5", new byte[16]))).isEqualTo("400 malformed");
    assertThat(stands(api, upload)).isEqualTo("0");
    assertThat(code(albums.begin(api, id, 100_000_001))).isEqualTo("413 content-too-large");
    assertThat(code(albums.begin(api, "x", 5))).isEqualTo("422 invalid");
    assertThat(code(albums.begin(alice.api(), id, 5))).isEqualTo("403 device-required");
    Answer old =
        api.send(
            upload,
            request ->
                request.header("Upload-Offset", "0").method("PATCH", BodyPublishers.noBody()));
    assertThat(old.status()).isIn(412, 415);
    String lie = albums.announce(api, AlbumPackage.id(new byte[7]), 7);
    assertThat(code(AlbumPackage.part(api, lie, 0, new byte[7])))
        .isEqualTo("415 content-type-lies");
    String differs = albums.announce(api, id, content.length);
    assertThat(code(AlbumPackage.part(api, differs, 0, text(1_000, "other"))))
        .isEqualTo("409 content-differs");

    assertThat(checked(upload, content, "sha256", AlbumPackage.sha256().digest(content)).status())
        .isEqualTo(204);
    assertThat(
            api.send(upload, request -> request.header("Tus-Resumable", "1.0.0").DELETE()).status())
        .isEqualTo(204);
    assertThat(code(api.send(upload, r -> r.header("Tus-Resumable", "1.0.0").DELETE())))
        .isIn("404 not-found", "410 upload-expired", "204 ");
    assertThat(get(api, content).ok().body()).isEqualTo(content);
    assertThat(
            api.send("/contents", request -> request.method("OPTIONS", BodyPublishers.noBody()))
                .header("Tus-Extension"))
        .contains("creation-with-upload", "checksum", "expiration", "termination");
  }

  private Answer checked(String upload, byte[] content, String algorithm, byte[] sum) {
    String checksum = algorithm + ' ' + Base64.getEncoder().encodeToString(sum);
    return AlbumPackage.part(api, upload, 0, content, "Upload-Checksum", checksum);
  }

  private static String code(Answer answer) {
    return answer.status() + " " + (answer.body().length == 0 ? "" : answer.problem().code());
  }

  private static String stands(Api api, String upload) {
    return api.send(
            upload,
            request ->
                request.header("Tus-Resumable", "1.0.0").method("HEAD", BodyPublishers.noBody()))
        .header("Upload-Offset");
  }

  private static Answer get(Api api, byte[] content) {
    return api.get("/contents/" + AlbumPackage.id(content));
  }

  private void sendAll(TusClient client, byte[] content) throws Exception {
    TusUploader uploader = client.resumeOrCreateUpload(upload(content));
    uploader.setChunkSize(100_000);
    uploader.setRequestPayloadSize(300_000);
    while (uploader.uploadChunk() >= 0) {
      assertThat(uploader.getOffset()).isLessThanOrEqualTo(content.length);
    }
    uploader.finish();
  }

  /** Goes on; where. What came with the cut request may be stored a moment after it was asked. */
  private long resume(TusClient client, byte[] content) throws Exception {
    while (true) {
      long at = client.resumeOrCreateUpload(upload(content)).getOffset();
      try {
        sendAll(client, content);
        return at;
      } catch (ProtocolException conflict) {
        assertThat(conflict).hasMessageContaining("409");
      }
    }
  }

  private TusClient client(URI server, TusURLMemoryStore store) throws IOException {
    TusClient client = new TusClient();
    client.setUploadCreationURL(URI.create(server + "/contents").toURL());
    client.setHeaders(Map.of("Authorization", "Bearer " + api.token()));
    client.enableResuming(store);
    return client;
  }

  private TusUpload upload(byte[] content) {
    TusUpload upload = new TusUpload();
    upload.setSize(content.length);
    upload.setInputStream(new ByteArrayInputStream(content));
    upload.setFingerprint("the same");
    upload.setMetadata(albums.metadata(AlbumPackage.id(content)));
    return upload;
  }

  private static byte[] text(int bytes, String begin) {
    byte[] text = new byte[bytes];
    Arrays.fill(text, (byte) '.');
    byte[] first = begin.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(first, 0, text, 0, Math.min(bytes, first.length));
    return text;
  }

  private static String hash(InputStream in) throws IOException {
    MessageDigest sum = AlbumPackage.sha256();
    try (in) {
      in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), sum));
    }
    return HexFormat.of().formatHex(sum.digest());
  }

  /** Text of chance, always the same, made as it is read. */
  private static final class Noise extends InputStream {
    private final Random random = new Random(7);
    private int left;

    Noise(int bytes) {
      this.left = bytes;
    }

    @Override
    public int read() {
      return left-- > 0 ? 'a' + random.nextInt(26) : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      int made = Math.min(left, length);
      for (int i = 0; i < made; i++) {
        target[offset + i] = (byte) ('a' + random.nextInt(26));
      }
      left -= made;
      return made == 0 && length > 0 ? -1 : made;
    }
  }
}
