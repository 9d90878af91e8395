package dev.holdfast.it.schedule;

import dev.holdfast.device.transport.Transport;
import dev.holdfast.kernel.wire.SyncHeader;
import dev.holdfast.kernel.wire.SyncLine;
import dev.holdfast.kernel.wire.SyncRequest;
import dev.holdfast.kernel.wire.SyncRequest.Late;
import dev.holdfast.kernel.wire.SyncRequest.StagedBucket;
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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Law 5 as seen on the wire: of all streams of a sync that were cut, nothing that the device says
 * it has stored comes again in a stream that goes on from them.
 */
final class WireLog {
  private final List<Listener> streams = new ArrayList<>();
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

  /** Looks at all streams so far; what was sent twice. */
  synchronized List<String> violations() {
    List<String> violations = new ArrayList<>();
    Map<String, Chain> byFirst = new HashMap<>();
    for (Listener listener : streams) {
      Stream stream = Stream.read(listener.bytes.toByteArray());
      SyncRequest request = listener.request;
      if (stream.header == null || request == null) {
        continue;
      }
      SyncRequest.Staging staging = request.staging();
      if (staging == null || !stream.header.resumed()) {
        byFirst.put(stream.header.checkpoint(), new Chain(stream.header.checkpoint(), stream));
      } else if (byFirst.containsKey(staging.checkpoint())) {
        violations.addAll(byFirst.get(staging.checkpoint()).goesOn(staging, stream));
      }
    }
    return violations;
  }

  /** The streams of one sync, each of which goes on from those before. */
  private static final class Chain {
    private final Map<String, Stream> streams = new HashMap<>();
    private final Map<String, Set<String>> stored = new HashMap<>();

    Chain(String checkpoint, Stream first) {
      streams.put(checkpoint, first);
    }

    /** Takes the next one; says what of it the device had said to have. */
    List<String> goesOn(SyncRequest.Staging staging, Stream next) {
      List<String> again = new ArrayList<>();
      stored.keySet().retainAll(staging.buckets().keySet());
      staging
          .buckets()
          .forEach(
              (bucket, progress) -> {
                store(bucket, progress, staging.targets());
                if (next.full.contains(bucket) != progress.full()) {
                  stored.remove(bucket);
                }
                Set<String> had = stored.getOrDefault(bucket, Set.of());
                next.lines.getOrDefault(bucket, List.of()).stream()
                    .filter(had::contains)
                    .forEach(
                        line ->
                            again.add(bucket + " " + line + " was sent again, after " + progress));
              });
      streams.put(Objects.requireNonNull(next.header).checkpoint(), next);
      return again;
    }

    /** Of the stream that a bucket's last line came in all up to that line is stored. */
    private void store(String bucket, StagedBucket progress, List<String> targets) {
      Stream last = streams.get(targets.get(progress.lastStream()));
      if (last == null || last.full.contains(bucket) != progress.full()) {
        return;
      }
      List<String> sent = last.lines.getOrDefault(bucket, List.of());
      List<Late> late = progress.lateCuts();
      int end =
          late.isEmpty() && progress.complete()
              ? sent.size()
              : 1
                  + place(
                      sent,
                      late.isEmpty() ? progress.position() : late.get(late.size() - 1).position());
      stored.computeIfAbsent(bucket, any -> new HashSet<>()).addAll(sent.subList(0, end));
    }
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

    /** A row of a patch has no place of its own. */
    private void add(String bucket, String line) {
      if (line.startsWith("\t")) {
        return;
      }
      lines.computeIfAbsent(bucket, any -> new ArrayList<>()).add(line);
    }
  }
}
