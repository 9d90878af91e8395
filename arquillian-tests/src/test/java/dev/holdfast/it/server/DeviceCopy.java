package dev.holdfast.it.server;

import dev.holdfast.kernel.wire.SyncHeader;
import dev.holdfast.kernel.wire.SyncLine;
import dev.holdfast.kernel.wire.SyncReport;
import dev.holdfast.kernel.wire.SyncRequest;
import dev.holdfast.kernel.wire.SyncStreamReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * What a device holds of the server's rows, by the letter of {@code docs/specs/protocol.md} and in
 * memory. Checks what the specification promises while it receives, the digest of every bucket
 * among it. A sync can be cut after any number of lines.
 */
public final class DeviceCopy {
  private final Api api;
  private Map<String, Held> held = new TreeMap<>();
  private @Nullable String checkpoint;
  private @Nullable Staging staging;

  private record Held(String definition, Map<String, String> rows) {}

  private record Staging(
      String checkpoint, @Nullable UUID order, Map<String, StagedBucket> buckets) {}

  /**
   * What came of one request.
   *
   * @param header the stream's header, null if nothing was new
   * @param rows lines with rows, present and gone
   * @param complete whether the device switched, or nothing was new
   */
  public record Received(@Nullable SyncHeader header, long rows, boolean complete) {
    /** {@code full}, {@code delta} or {@code none}. */
    public String kind() {
      return header == null ? "none" : header.kind();
    }

    /** The logic to hold, {@code application version} each. */
    public List<String> packages() {
      return header == null
          ? List.of()
          : header.packages().stream().map(p -> p.application() + " " + p.version()).toList();
    }
  }

  DeviceCopy(Api api) {
    this.api = api;
  }

  /** Syncs to the end. */
  public Received sync() {
    return sync(Long.MAX_VALUE);
  }

  /** Syncs until this many lines were stored; then the connection breaks. */
  public Received sync(long lines) {
    HttpResponse<InputStream> response =
        api.exchange(
            "/sync",
            request ->
                request
                    .header("Content-Type", "application/json")
                    .header("Accept-Encoding", "gzip")
                    .POST(Api.json(request().asFresh())),
            BodyHandlers.ofInputStream());
    try (InputStream body = response.body()) {
      if (response.statusCode() == 204) {
        return new Received(null, 0, true);
      }
      if (response.statusCode() != 200) {
        throw new AssertionError(
            new Answer(response.statusCode(), response.headers(), body.readAllBytes()).toString());
      }
      boolean gzip = response.headers().firstValue("Content-Encoding").isPresent();
      return receive(new SyncStreamReader(gzip ? new GZIPInputStream(body) : body), lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes a stream that it did not ask for. */
  public Received take(byte[] stream) throws IOException {
    return receive(new SyncStreamReader(new ByteArrayInputStream(stream)), Long.MAX_VALUE);
  }

  /** Tells the server of the last switch. */
  public void report(Received received) {
    SyncHeader header = Objects.requireNonNull(received.header());
    api.post(
            "/sync/report",
            new SyncReport(
                String.valueOf(checkpoint),
                header.order(),
                header.kind(),
                received.rows(),
                0,
                held.size(),
                1,
                0,
                List.of(),
                null))
        .ok();
  }

  /** Rows of a table or case type ({@code application/unit}) by key. */
  public Map<String, String> rows(String unit) {
    Map<String, String> rows = new TreeMap<>();
    held.forEach(
        (bucket, content) -> {
          if (bucket.startsWith(unit + "[")) {
            rows.putAll(content.rows());
          }
        });
    return rows;
  }

  /** Every row by bucket and key. */
  public Map<String, Map<String, String>> everything() {
    return held.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, e -> e.getValue().rows(), (a, b) -> a, TreeMap::new));
  }

  /** What it would send now. */
  public SyncRequest request() {
    Map<String, String> definitions = new TreeMap<>();
    held.forEach((bucket, content) -> definitions.put(bucket, content.definition()));
    return new SyncRequest(SyncHeader.PROTOCOL, checkpoint, definitions, progress(), 0, null);
  }

  private SyncRequest.@Nullable Staging progress() {
    Staging present = staging;
    if (present == null) {
      return null;
    }
    Map<String, SyncRequest.StagedBucket> buckets = new TreeMap<>();
    present.buckets().forEach((name, bucket) -> buckets.put(name, bucket.progress()));
    return new SyncRequest.Staging(present.checkpoint(), present.order(), buckets);
  }

  private Received receive(SyncStreamReader reader, long lines) throws IOException {
    SyncHeader header = ((SyncLine.Header) reader.next().orElseThrow()).header();
    Staging target = begin(header);
    StagedBucket bucket = null;
    String transaction = "";
    long rows = 0;
    for (long line = 1; line < lines; line++) {
      Optional<SyncLine> next = reader.next();
      if (next.isEmpty()) {
        return new Received(header, rows, true);
      }
      if (next.get() instanceof SyncLine.Bucket named) {
        bucket = open(header, target, named);
      } else if (next.get() instanceof SyncLine.Transaction began) {
        transaction = began.transaction();
      } else if (next.get() instanceof SyncLine.Put put) {
        Objects.requireNonNull(bucket).line(transaction, put.key(), put.row());
        rows++;
      } else if (next.get() instanceof SyncLine.Delete delete) {
        Objects.requireNonNull(bucket).line(transaction, delete.key(), null);
        rows++;
      } else if (next.get() instanceof SyncLine.Finished finished) {
        Objects.requireNonNull(bucket).finished(finished.rows(), finished.sum());
      } else if (next.get() instanceof SyncLine.End end) {
        switchTo(header, target, end.checkpoint());
      }
    }
    return new Received(header, rows, false);
  }

  private Staging begin(SyncHeader header) {
    Staging present = staging;
    if (present == null || !header.resumed()) {
      present = new Staging(header.checkpoint(), header.order(), new TreeMap<>());
    }
    present
        .buckets()
        .entrySet()
        .removeIf(b -> !b.getValue().definition().equals(header.buckets().get(b.getKey())));
    staging = present;
    return present;
  }

  private static StagedBucket open(SyncHeader header, Staging target, SyncLine.Bucket named) {
    String definition = Objects.requireNonNull(header.buckets().get(named.bucket()));
    StagedBucket staged = target.buckets().get(named.bucket());
    if (staged == null || named.patch() || !staged.goesOn(definition, named.full())) {
      staged = new StagedBucket(definition, named.full());
      target.buckets().put(named.bucket(), staged);
    }
    staged.reopen();
    return staged;
  }

  private void switchTo(SyncHeader header, Staging target, String reached) {
    Map<String, Held> after = new TreeMap<>();
    header
        .buckets()
        .forEach(
            (name, definition) -> {
              Held before = held.get(name);
              StagedBucket staged = target.buckets().get(name);
              if (staged != null) {
                Map<String, String> rows = before == null ? Map.of() : before.rows();
                after.put(name, new Held(definition, staged.switched(rows)));
              } else if (before != null && before.definition().equals(definition)) {
                after.put(name, before);
              } else {
                throw new AssertionError("The stream ended without bucket " + name);
              }
            });
    held = after;
    checkpoint = reached;
    staging = null;
  }
}
