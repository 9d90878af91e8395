package dev.holdfast.bench.light;

import dev.holdfast.device.transport.HttpTransport;
import dev.holdfast.device.transport.Transport;
import dev.holdfast.kernel.wire.ActionAnswer;
import dev.holdfast.kernel.wire.ActionBatch;
import dev.holdfast.kernel.wire.Session;
import dev.holdfast.kernel.wire.SyncHeader;
import dev.holdfast.kernel.wire.SyncLine;
import dev.holdfast.kernel.wire.SyncReport;
import dev.holdfast.kernel.wire.SyncRequest;
import dev.holdfast.kernel.wire.SyncStreamReader;
import dev.holdfast.kernel.wire.WireJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A device by the letter of the protocol that keeps no rows: it reads streams to their end and
 * remembers its checkpoint. Not thread-safe.
 */
public final class LightDevice {
  static {
    // Each device has a connection of its own that stays; many share one process here.
    System.setProperty("http.maxConnections", "64");
  }

  private static final Transport TRANSPORT =
      new HttpTransport(Duration.ofSeconds(10), Duration.ofSeconds(60));
  private static final int OK = 200;
  private static final int NO_CONTENT = 204;

  private final HttpClient client;
  private final String api;
  private final String token;
  private @Nullable String checkpoint;
  private Map<String, String> buckets = Map.of();

  /**
   * What came.
   *
   * @param rows rows and deletions
   * @param bytes bytes as transferred
   */
  public record Received(long rows, long bytes) {}

  private LightDevice(HttpClient client, String api, String token) {
    this.client = client;
    this.api = api;
    this.token = token;
  }

  /** Enrols a device of a user. */
  public static LightDevice enrol(HttpClient client, String server, String user, String password)
      throws IOException, InterruptedException {
    Session session = Sessions.begin(client, server, user, password, "light");
    return new LightDevice(client, server + "/api/v1", session.accessToken());
  }

  /** Another device that holds the same: enrolled like this one. */
  public void holdAs(LightDevice other) {
    checkpoint = other.checkpoint;
    buckets = other.buckets;
  }

  /** A request that polls. */
  public HttpRequest poll() throws IOException {
    return request("/sync")
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofByteArray(WireJson.mapper().writeValueAsBytes(body())))
        .build();
  }

  /** A request for who one is. */
  public HttpRequest me() {
    return request("/me").GET().build();
  }

  /** Syncs, with all that was committed before; empty if nothing was new. */
  public Optional<Received> sync() throws IOException, InterruptedException {
    try (Transport.Answer answer = send("/sync", body().asFresh())) {
      if (answer.status() == NO_CONTENT) {
        return Optional.empty();
      }
      require(answer.status(), OK);
      InputStream body = answer.body();
      long rows = read(body);
      // To its end, so that the connection is used again.
      body.transferTo(OutputStream.nullOutputStream());
      return Optional.of(new Received(rows, answer.received()));
    }
  }

  /**
   * Takes what it was handed at the doorbell.
   *
   * @param data the event's two lines: from where it leads on, and the packed stream
   * @return false if it stands elsewhere, and has to sync
   */
  public boolean take(List<String> data) throws IOException {
    if (!data.get(0).equals(checkpoint)) {
      return false;
    }
    read(new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(data.get(1)))));
    return true;
  }

  /** Reports that it holds its checkpoint, as a device does after it was handed something. */
  public void report() throws IOException {
    try (Transport.Answer answer =
        send(
            "/sync/report",
            new SyncReport(
                String.valueOf(checkpoint),
                null,
                "delta",
                1,
                0,
                buckets.size(),
                1,
                0,
                List.of(),
                null))) {
      require(answer.status(), NO_CONTENT);
    }
  }

  /** Submits actions; what the server asks for again is not sent again. */
  public ActionAnswer submit(ActionBatch batch) throws IOException {
    try (Transport.Answer answer = send("/actions", batch)) {
      require(answer.status(), OK);
      return WireJson.mapper().readValue(answer.body(), ActionAnswer.class);
    }
  }

  /**
   * Listens at the doorbell, and is handed there what it lacks.
   *
   * @param line told every line
   * @return done when the connection has ended
   */
  public CompletableFuture<?> listen(java.util.function.Consumer<String> line) {
    return client.sendAsync(
        request("/doorbell?deltas=true").GET().build(),
        BodyHandlers.fromLineSubscriber(new Lines(line)));
  }

  /** As the device's own transport sends it: what is measured has no other client's cost in it. */
  private Transport.Answer send(String path, Object body) throws IOException {
    return TRANSPORT.send(
        new Transport.Request(
            "POST",
            URI.create(api + path),
            Map.of("Authorization", "Bearer " + token, "Content-Type", "application/json"),
            WireJson.mapper().writeValueAsBytes(body)));
  }

  private long read(InputStream in) throws IOException {
    SyncStreamReader lines = new SyncStreamReader(in);
    long rows = 0;
    while (true) {
      SyncLine line = lines.next().orElseThrow(() -> new IOException("nothing after the end"));
      if (line instanceof SyncLine.Header header) {
        buckets = header.header().buckets();
      } else if (line instanceof SyncLine.End end) {
        checkpoint = end.checkpoint();
        return rows;
      } else if (line instanceof SyncLine.Put || line instanceof SyncLine.Delete) {
        rows++;
      }
    }
  }

  private SyncRequest body() {
    return new SyncRequest(SyncHeader.PROTOCOL, checkpoint, buckets, null, 0, null);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(api + path))
        .header("Authorization", "Bearer " + token);
  }

  private static void require(int status, int wanted) throws IOException {
    if (status != wanted) {
      throw new IOException("the server answered " + status + " instead of " + wanted);
    }
  }
}
