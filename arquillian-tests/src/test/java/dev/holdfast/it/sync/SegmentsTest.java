package dev.holdfast.it.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.device.Holdfast;
import dev.holdfast.it.server.Answer;
import dev.holdfast.it.server.Api;
import dev.holdfast.it.server.PlacesPackage;
import dev.holdfast.it.server.ServerTest;
import dev.holdfast.it.server.TestServer;
import dev.holdfast.kernel.wire.SegmentContent;
import dev.holdfast.kernel.wire.SegmentRef;
import dev.holdfast.kernel.wire.SyncLine;
import dev.holdfast.kernel.wire.SyncRequest;
import dev.holdfast.kernel.wire.SyncStreamReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Segments")
class SegmentsTest extends ServerTest {
  private static final int ROWS = 30_000;

  private final PlacesPackage places = new PlacesPackage(unique("segments"));

  private @Nullable String definition;

  /** More segments than the test server's cache holds in memory, which are two. */
  @BeforeEach
  void rows() {
    places.change(
        "INSERT INTO place SELECT i, md5('a' || i) || md5('b' || i) || md5('c' || i) || md5('d' || i),"
            + " 'north', i / 7.0 FROM generate_series(1, "
            + ROWS
            + ") i");
  }

  @Test
  @DisplayName("bring a new device all rows, and what changed since they were made")
  void endToEnd(@TempDir Path stores) {
    TestUser worker = places.worker("north");
    assertThat(sync(worker, stores.resolve("first"))).isEqualTo(ROWS);
    places.change("DELETE FROM place WHERE id <= 10");

    assertThat(sync(worker, stores.resolve("second"))).isEqualTo(ROWS - 10);
  }

  private static long sync(TestUser worker, Path store) {
    try (Holdfast device = Holdfast.open(store, "secret".toCharArray())) {
      device.signIn(TestServer.api().toString(), worker.name(), worker.password(), "a tablet");
      device.sync();
      assertThat(device.verify().match()).isTrue();
      Object count = device.query("SELECT count(*) AS n FROM place").get(0).get("n");
      return count instanceof Number rows ? rows.longValue() : -1;
    }
  }

  @Test
  @DisplayName("that the memory has no room for come from disk")
  void spill() {
    Api api = device(places.worker("north")).api();
    List<SegmentRef> segments = segments(api);

    assertThat(segments).as("more than stay in memory").hasSizeGreaterThan(2);
    for (SegmentRef segment : segments) {
      Answer answer = get(api, segment, "zstd", "", "").ok();
      assertThat(answer.header("Content-Encoding")).isEqualTo(SegmentContent.ZSTD);
      assertThat(id(decompressed(answer, segment))).isEqualTo(segment.id());
    }
  }

  @Test
  @DisplayName("come in the form that the caller takes, in ranges, and stay in private caches")
  void forms() throws IOException {
    Api api = device(places.worker("north")).api();
    SegmentRef segment = segments(api).get(0);
    Answer plain = get(api, segment, "identity", "", "").ok();
    Answer gzip = get(api, segment, "br, gzip", "", "").ok();
    Answer zstd = get(api, segment, "gzip, zstd", "", "").ok();
    String tag = zstd.header("ETag");

    assertThat(plain.body()).hasSize(segment.bytes());
    assertThat(new GZIPInputStream(new ByteArrayInputStream(gzip.body())).readAllBytes())
        .isEqualTo(plain.body());
    assertThat(decompressed(zstd, segment)).isEqualTo(plain.body());
    assertThat(List.of(plain.header("ETag"), gzip.header("ETag"), tag)).doesNotHaveDuplicates();
    assertThat(zstd.header("Cache-Control")).contains("private").contains("immutable");
    assertThat(zstd.header("Vary")).contains("Accept-Encoding");

    Answer rest = get(api, segment, "zstd", "bytes=1000-", tag);
    assertThat(rest.status()).isEqualTo(206);
    assertThat(rest.header("Content-Range"))
        .isEqualTo("bytes 1000-%d/%d".formatted(zstd.body().length - 1, zstd.body().length));
    assertThat(rest.body()).isEqualTo(Arrays.copyOfRange(zstd.body(), 1000, zstd.body().length));
    assertThat(get(api, segment, "zstd", "bytes=5-9", "").body()).hasSize(5);
    assertThat(get(api, segment, "gzip", "bytes=1000-", tag).status())
        .as("of another form all of it")
        .isEqualTo(200);
    assertThat(get(api, segment, "zstd", "bytes=9999999-", tag).status()).isEqualTo(416);
  }

  @Test
  @DisplayName("are gone for those in whose scope they are not")
  void scope() {
    SegmentRef segment = segments(device(places.worker("north")).api()).get(0);

    Answer foreign = get(device(places.worker("south")).api(), segment, "zstd", "", "");
    Answer nobody = get(Api.anonymous(), segment, "zstd", "", "");

    assertThat(foreign.status()).isEqualTo(404);
    assertThat(foreign.problem().code()).isEqualTo("segment-gone");
    assertThat(nobody.status()).isEqualTo(401);
  }

  private List<SegmentRef> segments(Api api) {
    SyncRequest request = new SyncRequest(1, null, Map.of(), null, 0, List.of("zstd"));
    SyncStreamReader reader =
        new SyncStreamReader(new ByteArrayInputStream(api.post("/sync", request).ok().body()));
    List<SegmentRef> segments = new ArrayList<>();
    try {
      for (Optional<SyncLine> line = reader.next(); line.isPresent(); line = reader.next()) {
        if (line.get() instanceof SyncLine.Segments named) {
          segments.addAll(named.segments());
        } else if (line.get() instanceof SyncLine.Header header) {
          definition = header.header().buckets().get(bucket());
        }
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    assertThat(segments).hasSizeGreaterThan(3);
    return segments;
  }

  private String bucket() {
    return places.unit() + "[region=north]";
  }

  private String id(byte[] content) {
    return SegmentContent.id(Objects.requireNonNull(definition), bucket(), content);
  }

  private static byte[] decompressed(Answer answer, SegmentRef segment) {
    try {
      byte[] content = SegmentContent.decompress(answer.body(), segment.bytes());
      assertThat(new String(content, StandardCharsets.UTF_8).lines()).hasSize(segment.rows());
      return content;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Answer get(
      Api api, SegmentRef segment, String encoding, String range, String ifRange) {
    return api.send(
        "/segments/" + segment.id(),
        request -> {
          request.GET().header("Accept-Encoding", encoding);
          if (!range.isEmpty()) {
            request.header("Range", range);
          }
          return ifRange.isEmpty() ? request : request.header("If-Range", ifRange);
        });
  }
}
