package dev.holdfast.it.schedule;

import dev.holdfast.device.transport.Transport;
import dev.holdfast.kernel.wire.SyncHeader;
import dev.holdfast.kernel.wire.SyncLine;
import dev.holdfast.kernel.wire.SyncRequest;
import dev.holdfast.kernel.wire.SyncStreamReader;
import dev.holdfast.kernel.wire.WireJson;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Law 5 as seen on the wire: of the stream that a staging began with, nothing that the device says
 * it has stored comes again in a stream that goes on from it.
 */
final class WireLog {
  private final List<Listener> streams = new ArrayList<>();
  private final List<String> violations = new ArrayList<>();
  private @Nullable SyncRequest asked;

  /** Bytes of a stream as they come to the device. */
  final class Listener {
    private final @Nullable SyncRequest request;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Listener(@Nullable SyncRequest request) {
      this.request = request;
    }

    void bytes(byte[] some, int offset, int count) {
      bytes.write(some, offset, count);
    }
  }

  /** The device sends a request. */
  synchronized void request(Transport.Request request) {
    boolean syncs = request.uri().getPath().endsWith("/sync");
    try {
      asked = syncs ? WireJson.mapper().readValue(request.body(), SyncRequest.class) : null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An answer comes; null if it is no stream. */
  synchronized @Nullable Listener answer(Transport.Request request, Transport.Answer answer) {
    if (!request.uri().getPath().endsWith("/sync") || answer.status() != 200) {
      return null;
    }
    Listener listener = new Listener(asked);
    streams.add(listener);
    return listener;
  }

  /** Looks at all streams since the last time; what was sent twice. */
  synchronized List<String> violations() {
    Map<String, Stream> byCheckpoint = new HashMap<>();
    for (Listener listener : streams) {
      Stream stream = Stream.read(listener.bytes.toByteArray());
      SyncRequest request = listener.request;
      if (stream.header == null || request == null) {
        continue;
      }
      SyncRequest.Staging staging = request.staging();
      if (staging == null) {
        byCheckpoint.put(stream.header.checkpoint(), stream);
      } else if (stream.header.resumed() && byCheckpoint.containsKey(staging.checkpoint())) {
        compare(staging, byCheckpoint.get(staging.checkpoint()), stream);
      }
    }
    return List.copyOf(violations);
  }

  private void compare(SyncRequest.Staging staging, Stream first, Stream second) {
    staging
        .buckets()
        .forEach(
            (bucket, progress) -> {
              List<String> sent = first.lines.getOrDefault(bucket, List.of());
              Set<String> stored =
                  new HashSet<>(
                      progress.complete()
                          ? sent
                          : sent.subList(0, 1 + place(sent, progress.position())));
              for (String line : second.lines.getOrDefault(bucket, List.of())) {
                if (stored.contains(line) && second.full.contains(bucket) == progress.full()) {
                  violations.add(bucket + " " + line + " was sent again, after " + progress);
                }
              }
            });
  }

  private static int place(List<String> lines, @Nullable String position) {
    return position == null ? -1 : lines.lastIndexOf(position);
  }

  /** What came of a stream. */
  private static final class Stream {
    private @Nullable SyncHeader header;
    private final Map<String, List<String>> lines = new HashMap<>();
    private final Set<String> full = new HashSet<>();

    static Stream read(byte[] bytes) {
      Stream stream = new Stream();
      SyncStreamReader reader = new SyncStreamReader(new ByteArrayInputStream(bytes));
      String bucket = "";
      String transaction = "";
      try {
        for (Optional<SyncLine> next = reader.next(); next.isPresent(); next = reader.next()) {
          SyncLine line = next.get();
          if (line instanceof SyncLine.Header first) {
            stream.header = first.header();
          } else if (line instanceof SyncLine.Bucket named) {
            bucket = named.bucket();
            transaction = "";
            if (named.full()) {
              stream.full.add(bucket);
            }
          } else if (line instanceof SyncLine.Transaction began) {
            transaction = began.transaction();
          } else if (line instanceof SyncLine.Put put) {
            stream.add(bucket, transaction + '\t' + put.key());
          } else if (line instanceof SyncLine.Delete gone) {
            stream.add(bucket, transaction + '\t' + gone.key());
          }
        }
      } catch (IOException e) {
        // It was cut here: what came before it counts.
        stream.lines.values().removeIf(List::isEmpty);
      }
      return stream;
    }

    private void add(String bucket, String line) {
      lines.computeIfAbsent(bucket, any -> new ArrayList<>()).add(line);
    }
  }
}
