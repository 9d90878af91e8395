package dev.holdfast.device.store;

import dev.holdfast.device.api.SyncFailedException;
import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.digest.BucketSum;
import dev.holdfast.kernel.wire.SyncHeader;
import dev.holdfast.kernel.wire.SyncLine;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stores the lines of one stream as they come, invisible to everybody. Lines are given in portions;
 * each portion and the position after it are one transaction, and the digests of the buckets that
 * it ended are compared after it. Not for use by several threads; after a failure it is of no use,
 * the store is as after the last portion.
 */
public final class Receiver {
  private final SyncHeader header;
  private final StreamUnits units;
  private final Endings endings;
  private final Comparisons comparisons;
  private @Nullable Staged bucket;
  private @Nullable Unit unit;
  private @Nullable Patch patch;
  private @Nullable String transaction;
  private final Set<String> inSegments = new HashSet<>();
  private boolean leftover;
  private int stream;

  /**
   * Begins with a stream whose header {@link Staging#begin} has taken.
   *
   * @param packages the logic of the header, by application
   * @param mismatched buckets whose digest was wrong in this sync; others are added
   * @param comparisons what was asked to be compared
   */
  public Receiver(
      SyncHeader header,
      Map<String, ApplicationPackage> packages,
      Set<String> mismatched,
      Comparisons comparisons) {
    this.header = header;
    this.units = new StreamUnits(header, packages);
    this.comparisons = comparisons;
    this.endings = new Endings(mismatched);
  }

  /**
   * Stores a portion of lines in the caller's transaction; after it comes {@link #settle}.
   *
   * @throws SyncFailedException if the lines break the protocol
   */
  public void store(Connection connection, List<SyncLine> lines) throws SQLException {
    stream = Begun.of(connection).orElseThrow().number(header);
    try (RowWriter rows = new RowWriter(connection)) {
      for (SyncLine line : lines) {
        store(connection, rows, line);
      }
    }
    if (bucket != null) {
      (patch == null ? bucket : patch.stored(bucket)).save(connection);
    }
  }

  /** Buckets of which segments were named, so that their rest is in another stream. */
  public Set<String> inSegments() {
    return Set.copyOf(inSegments);
  }

  /**
   * Compares the digests of the buckets that the last portion ended, in transactions of its own.
   * What came of one that is wrong is discarded, so that it is asked for anew.
   *
   * @throws SyncFailedException if one was wrong again after all of it had come
   */
  public void settle(Database database) {
    endings.settle(database);
  }

  private void store(Connection connection, RowWriter rows, SyncLine line) throws SQLException {
    if (leftover && !(line instanceof SyncLine.Segments)) {
      startOver(connection);
    }
    leftover = false;
    if (line instanceof SyncLine.Put put) {
      put(rows, put);
    } else if (line instanceof SyncLine.Delete delete) {
      Staged current = current();
      rows.delete(unit(), current, delete);
      bucket = current.at(transaction(), delete.key(), stream);
    } else if (line instanceof SyncLine.Transaction next) {
      transaction = next.transaction();
    } else if (line instanceof SyncLine.Range range) {
      patch().range(connection, unit(), current(), range);
    } else if (line instanceof SyncLine.Bucket next) {
      open(connection, next);
    } else if (line instanceof SyncLine.Segments segments) {
      name(connection, segments);
    } else if (line instanceof SyncLine.Finished finished) {
      finish(connection, new BucketSum(finished.rows(), finished.sum()));
    }
  }

  /** A row of a patch has no position: its range is stored whole or comes again. */
  private void put(RowWriter rows, SyncLine.Put line) throws SQLException {
    Staged current = current();
    if (patch == null) {
      rows.put(unit(), current, line);
      bucket = current.at(transaction(), line.key(), stream);
    } else {
      rows.put(unit(), current, line, patch.rangeOf(line.key()));
    }
  }

  private void name(Connection connection, SyncLine.Segments line) throws SQLException {
    Staged current = current();
    inSegments.add(current.name());
    if (!line.segments().isEmpty()) {
      Segments.begin(connection, unit(), current, line).save(connection);
    } else if (Staged.find(connection, current.name()).isEmpty()) {
      // They are being made, and nothing is stored of it yet.
      Generations.undo(connection, current.generation());
    }
    bucket = null;
    unit = null;
  }

  private void open(Connection connection, SyncLine.Bucket line) throws SQLException {
    if (bucket != null) {
      throw new SyncFailedException(
          "The server did not finish bucket " + bucket.name() + '.', null);
    }
    String definition = units.definition(line.bucket());
    Unit next = units.of(connection, line.bucket());
    unit = next;
    transaction = null;
    Optional<Staged> known = Staged.find(connection, line.bucket());
    Optional<Held> held = Held.find(connection, line.bucket());
    if (!line.full() && held.isEmpty()) {
      throw new SyncFailedException(
          "The server sent a change of bucket " + line.bucket() + ", which is not held.", null);
    }
    if (line.patch()) {
      patch = new Patch(held.orElseThrow(), comparisons.of(line.bucket()));
      if (!patch.wasAsked()) {
        Staging.anew(connection);
      }
    }
    if (known.isPresent() && goesOn(known.get(), line)) {
      bucket = known.get();
      leftover = Segments.unfinished(connection).contains(bucket.generation());
      if (patch != null) {
        patch.goOn(connection, next, bucket);
      }
      return;
    }
    if (known.isPresent()) {
      known.get().discard(connection);
    }
    bucket =
        Staged.begin(
            line.bucket(), definition, line.full(), next, Generations.create(connection, next));
  }

  private boolean goesOn(Staged known, SyncLine.Bucket line) {
    return patch == null
        ? known.whole() == line.full() && !known.isPatching()
        : patch.continues(known);
  }

  /** Segments of which the rest is gone are of no use for a bucket that comes as lines. */
  private void startOver(Connection connection) throws SQLException {
    Staged old = current();
    old.discard(connection);
    bucket =
        Staged.begin(
            old.name(),
            old.definition(),
            old.whole(),
            unit(),
            Generations.create(connection, unit()));
  }

  private void finish(Connection connection, BucketSum expected) throws SQLException {
    Staged done = current();
    if (patch != null) {
      patch.close();
      done = patch.stored(done);
    }
    done.save(connection);
    endings.add(new Ending(done, unit(), patch, expected, stream));
    bucket = null;
    unit = null;
    patch = null;
  }

  private Staged current() {
    if (bucket == null) {
      throw new SyncFailedException("The server sent rows outside of a bucket.", null);
    }
    return bucket;
  }

  private Unit unit() {
    if (unit == null) {
      throw new SyncFailedException("The server sent rows outside of a bucket.", null);
    }
    return unit;
  }

  private Patch patch() {
    if (patch == null) {
      throw new SyncFailedException("The server sent a range outside of a patch.", null);
    }
    return patch;
  }

  private String transaction() {
    if (transaction == null) {
      throw new SyncFailedException("The server sent rows outside of a transaction.", null);
    }
    return transaction;
  }
}
