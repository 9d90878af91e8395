package dev.holdfast.server.sync.internal;

import dev.holdfast.kernel.policy.SyncPolicy;
import dev.holdfast.kernel.wire.SyncStreamWriter;
import dev.holdfast.server.platform.api.Look;
import dev.holdfast.server.platform.api.Mark;
import dev.holdfast.server.platform.api.Moment;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.platform.api.Settings;
import dev.holdfast.server.platform.api.Watch;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** Reads what changed in buckets since a look, into memory. */
@Dependent
class DeltaReader {
  private static final int MOST_BYTES = 256 * 1024;

  private final DataSource dataSource;
  private final StreamSlots slots;
  private final Watch watch;
  private final Settings settings;
  private final Clock clock;

  @Inject
  DeltaReader(
      DataSource dataSource, StreamSlots slots, Watch watch, Settings settings, Clock clock) {
    this.dataSource = dataSource;
    this.slots = slots;
    this.watch = watch;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Reads.
   *
   * @return empty if it is too much for memory, if what went since the look is forgotten, or if the
   *     database's history is another one by now
   */
  Optional<SharedDelta> read(Look from, List<Watched> buckets)
      throws SQLException, IOException, RefusedException {
    slots.enter();
    try (Connection connection = dataSource.getConnection()) {
      try {
        return read(Snapshot.begin(connection, watch.last()), from, buckets);
      } finally {
        connection.rollback();
      }
    } finally {
      slots.leave();
    }
  }

  private Optional<SharedDelta> read(Snapshot snapshot, Look from, List<Watched> buckets)
      throws SQLException, IOException, RefusedException {
    final long taken = System.nanoTime();
    Instant now = clock.instant();
    Checkpoint base = checkpoint(from.moment(), now);
    if (!snapshot.continues(base)) {
      return Optional.empty();
    }
    Moment target = new Moment(snapshot.epoch(), snapshot.text(), snapshot.beacon());
    SyncPlan plan =
        new SyncPlan(
            checkpoint(target, now),
            base,
            null,
            null,
            byUnit(buckets),
            SyncPolicy.STANDARD,
            List.of());
    if (hidden(snapshot, buckets, base)) {
      return Optional.empty();
    }
    BoundedBuffer buffer = new BoundedBuffer();
    LineStream stream =
        new LineStream(
            new SyncStreamWriter(buffer),
            clock,
            now.plus(settings.get(SyncSettings.STREAM_LIMIT)),
            lines -> {});
    long rows = 0;
    try {
      for (var unit : plan.buckets().entrySet()) {
        for (LineQuery query : LineQuery.of(unit.getKey(), unit.getValue(), plan)) {
          rows += stream.write(snapshot, unit.getKey(), query);
        }
      }
    } catch (TooMuchException e) {
      return Optional.empty();
    }
    Set<Mark> marks = buckets.stream().map(Watched::mark).collect(Collectors.toUnmodifiableSet());
    return Optional.of(
        new SharedDelta(
            snapshot.seen(), taken, target, marks, new Packed(buffer.toByteArray()), rows));
  }

  private static boolean hidden(Snapshot snapshot, List<Watched> buckets, Checkpoint base)
      throws SQLException {
    Horizons horizons =
        Horizons.of(
            snapshot,
            buckets.stream()
                .collect(
                    Collectors.groupingBy(
                        Watched::unit, Collectors.mapping(Watched::name, Collectors.toList()))));
    return buckets.stream().anyMatch(b -> horizons.hide(b.unit(), b.name(), base));
  }

  private static Checkpoint checkpoint(Moment moment, Instant at) {
    return new Checkpoint(moment.epoch(), moment.snapshot(), at, List.of(), moment.beacon());
  }

  private static Map<dev.holdfast.server.tables.api.CapturedUnit, List<HeldBucket>> byUnit(
      List<Watched> buckets) {
    return buckets.stream()
        .collect(
            Collectors.groupingBy(
                Watched::unit,
                LinkedHashMap::new,
                Collectors.mapping(
                    b -> new HeldBucket(b.name(), false, null, null), Collectors.toList())));
  }

  /** More than is kept in memory. */
  private static final class TooMuchException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  private static final class BoundedBuffer extends java.io.OutputStream {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public void write(int octet) throws IOException {
      require(1);
      bytes.write(octet);
    }

    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
      require(length);
      bytes.write(octets, offset, length);
    }

    byte[] toByteArray() {
      return bytes.toByteArray();
    }

    private void require(int more) throws TooMuchException {
      if (bytes.size() + more > MOST_BYTES) {
        throw new TooMuchException();
      }
    }
  }
}
