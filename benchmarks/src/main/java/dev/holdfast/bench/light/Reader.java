package dev.holdfast.bench.light;

import dev.holdfast.kernel.wire.RefreshRequest;
import dev.holdfast.kernel.wire.SegmentContent;
import dev.holdfast.kernel.wire.SegmentRef;
import dev.holdfast.kernel.wire.Session;
import dev.holdfast.kernel.wire.SyncHeader;
import dev.holdfast.kernel.wire.SyncLine;
import dev.holdfast.kernel.wire.SyncReport;
import dev.holdfast.kernel.wire.SyncRequest;
import dev.holdfast.kernel.wire.SyncRequest.StagedBucket;
import dev.holdfast.kernel.wire.SyncStreamReader;
import dev.holdfast.kernel.wire.WireJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A device by the letter of the protocol that takes segments and stores nothing: what it reads is
 * counted and dropped. Not thread-safe.
 */
public final class Reader {
  private static final int NO_CONTENT = 204;
  private static final int FIRST_ERROR = 300;

  /** Longer than a run takes. */
  private static final Duration SPARE = Duration.ofMinutes(2);

  private final HttpClient client;
  private final String api;
  private String token;
  private Instant renewal = Instant.MAX;
  private @Nullable String refreshToken;
  private @Nullable String checkpoint;
  private Map<String, String> held = Map.of();
  private SyncRequest.@Nullable Staging staging;
  private @Nullable SyncHeader header;
  private long rows;
  private long bytes;

  private Reader(HttpClient client, String api, String token) {
    this.client = client;
    this.api = api;
    this.token = token;
  }

  /** Enrols a device of a user. */
  public static Reader enrol(HttpClient client, String server, String user, String password)
      throws IOException, InterruptedException {
    Reader reader = new Reader(client, server + "/api/v1", "");
    reader.begin(Sessions.begin(client, server, user, password, "reader"));
    return reader;
  }

  /** Renews the session if it is about to end: a server takes only so many renewals at once. */
  public void renewIfDue() throws IOException, InterruptedException {
    if (Instant.now().isBefore(renewal)) {
      return;
    }
    begin(
        WireJson.mapper()
            .readValue(
                post("/sessions/refresh", new RefreshRequest(Objects.requireNonNull(refreshToken))),
                Session.class));
  }

  private void begin(Session session) {
    token = session.accessToken();
    refreshToken = session.refreshToken();
    renewal = session.accessExpires().minus(SPARE);
  }

  /**
   * Receives until a checkpoint is complete, and reports it.
   *
   * @return rows that came
   */
  public long sync() throws IOException, InterruptedException {
    rows = 0;
    bytes = 0;
    while (!read(post("/sync", request()))) {
      // What is in segments was fetched; the rest is asked for.
    }
    return rows;
  }

  /**
   * Receives as a new device does: all of it.
   *
   * @return rows that came
   */
  public long syncAnew() throws IOException, InterruptedException {
    checkpoint = null;
    held = Map.of();
    staging = null;
    return sync();
  }

  /** Bytes of the last sync as transferred. */
  public long bytes() {
    return bytes;
  }

  private boolean read(byte[] stream) throws IOException, InterruptedException {
    if (stream.length == 0) {
      return true;
    }
    bytes += stream.length;
    Map<String, StagedBucket> staged =
        new HashMap<>(staging == null ? Map.of() : staging.buckets());
    SyncStreamReader lines = new SyncStreamReader(new ByteArrayInputStream(stream));
    String bucket = "";
    boolean more = false;
    for (Optional<SyncLine> next = lines.next(); next.isPresent(); next = lines.next()) {
      SyncLine line = next.get();
      if (line instanceof SyncLine.Header first) {
        header = first.header();
      } else if (line instanceof SyncLine.Bucket named) {
        bucket = named.bucket();
      } else if (line instanceof SyncLine.Put || line instanceof SyncLine.Delete) {
        rows++;
      } else if (line instanceof SyncLine.Segments segments) {
        if (!segments.segments().isEmpty()) {
          fetch(segments.segments());
          staged.put(bucket, staged(bucket, null, false, segments.checkpoint()));
        }
        more = true;
      } else if (line instanceof SyncLine.Finished) {
        staged.put(bucket, staged(bucket, null, true, null));
      } else if (line instanceof SyncLine.End end && !more) {
        finish(end.checkpoint());
      }
    }
    if (more && header != null) {
      staging = new SyncRequest.Staging(header.checkpoint(), header.order(), staged);
    }
    return !more;
  }

  private StagedBucket staged(
      String bucket, @Nullable String position, boolean complete, @Nullable String snapshot) {
    String definition = header == null ? "" : header.buckets().getOrDefault(bucket, "");
    return new StagedBucket(definition, true, position, complete, snapshot);
  }

  private void finish(String reached) throws IOException, InterruptedException {
    SyncHeader last = header;
    if (last == null) {
      throw new IOException("a stream without a header");
    }
    checkpoint = reached;
    held = last.buckets();
    staging = null;
    UUID order = last.order();
    post(
        "/sync/report",
        new SyncReport(
            reached, order, last.kind(), rows, bytes, held.size(), 1, 0, List.of(), null));
  }

  private void fetch(List<SegmentRef> segments) throws IOException, InterruptedException {
    for (SegmentRef segment : segments) {
      HttpRequest request =
          request("/segments/" + segment.id())
              .header("Accept-Encoding", SegmentContent.ZSTD)
              .GET()
              .build();
      bytes += answer(request).length;
      rows += segment.rows();
    }
  }

  private SyncRequest request() {
    return new SyncRequest(
            SyncHeader.PROTOCOL, checkpoint, held, staging, 0, List.of(SegmentContent.ZSTD))
        .asFresh();
  }

  private byte[] post(String path, Object body) throws IOException, InterruptedException {
    return answer(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(WireJson.mapper().writeValueAsBytes(body)))
            .build());
  }

  private byte[] answer(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer = client.send(request, BodyHandlers.ofByteArray());
    if (answer.statusCode() >= FIRST_ERROR) {
      throw new IOException(request.uri() + " was answered with " + answer.statusCode());
    }
    return answer.statusCode() == NO_CONTENT ? new byte[0] : answer.body();
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(api + path));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return request;
  }
}
