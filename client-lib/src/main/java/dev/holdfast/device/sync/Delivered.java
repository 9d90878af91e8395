package dev.holdfast.device.sync;

import dev.holdfast.device.queue.Actions;
import dev.holdfast.device.store.HeldLater;
import dev.holdfast.device.store.Staging;
import dev.holdfast.kernel.wire.MalformedStreamException;
import dev.holdfast.kernel.wire.SyncHeader;
import dev.holdfast.kernel.wire.SyncLine;
import dev.holdfast.kernel.wire.SyncRequest;
import dev.holdfast.kernel.wire.SyncStreamReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * What the server handed to the device at the doorbell: the answer to a sync that it need not ask
 * for, if it stands where the server thinks. Good for a moment only: by then the server may have
 * gone, and what it says of the time is no longer so.
 */
final class Delivered {
  private static final Duration MOMENT = Duration.ofSeconds(2);

  private final String from;
  private final byte[] packed;
  private final long nanos;

  private Delivered(String from, byte[] packed, long nanos) {
    this.from = from;
    this.packed = packed;
    this.nanos = nanos;
  }

  /**
   * Reads an event's data.
   *
   * @param nanos when it came, by {@link System#nanoTime}
   * @return empty if it can't be read
   */
  static Optional<Delivered> of(String data, long nanos) {
    String[] lines = data.split("\n", -1);
    if (lines.length != 2) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Delivered(lines[0], Base64.getDecoder().decode(lines[1]), nanos));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Whether it has come just now. */
  boolean isPresent(long now) {
    return now - nanos <= MOMENT.toNanos();
  }

  /** The stream's first line. */
  SyncHeader header() throws IOException {
    if (new SyncStreamReader(stream()).next().orElse(null) instanceof SyncLine.Header line) {
      return line.header();
    }
    throw new MalformedStreamException(1, "not a header", null);
  }

  /**
   * Whether the device holds what it leads on from, and would ask with nothing else. It may have
   * been made before actions took effect that were answered since.
   */
  boolean fits(Connection connection, SyncHeader head, Traffic traffic) throws SQLException {
    SyncRequest request = Staging.request(connection, 0, List.of(), traffic.comparisons());
    List<String> later = HeldLater.buckets(connection);
    Map<String, String> scope = new HashMap<>(head.buckets());
    scope.keySet().removeAll(later);
    return from.equals(request.checkpoint())
        && request.buckets().equals(scope)
        && later.equals(head.later() == null ? List.of() : head.later())
        && request.staging() == null
        && request.compare() == null
        && Staging.suspects(connection).isEmpty()
        && !Reports.isWaiting(connection)
        && !Actions.awaitEffect(connection);
  }

  /** The stream. */
  InputStream stream() throws IOException {
    return new GZIPInputStream(new ByteArrayInputStream(packed));
  }

  /** Bytes as transferred, but for their coding as text. */
  int size() {
    return packed.length;
  }
}
