package dev.holdfast.device.store;

import dev.holdfast.device.api.SyncFailedException;
import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.digest.BucketSum;
import dev.holdfast.kernel.wire.ColumnType;
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
 * each portion and the position after it are one transaction. Not for use by several threads; after
 * a failure it is of no use, the store is as after the last portion.
 */
public final class Receiver {
  private final SyncHeader header;
  private final Map<String, ApplicationPackage> packages;
  private final Set<String> mismatched;
  private final Comparisons comparisons;
  private @Nullable String failed;
  private @Nullable Staged bucket;
  private @Nullable Unit unit;
  private @Nullable Patch patch;
  private @Nullable String transaction;
  private final Set<String> inSegments = new HashSet<>();
  private boolean leftover;

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
    this.comparisons = comparisons;
    this.mismatched = mismatched;
    this.packages = packages;
  }

  /**
   * Stores a portion of lines in the caller's transaction; after it comes {@link #requireDigests}.
   *
   * @throws SyncFailedException if the lines break the protocol
   */
  public void store(Connection connection, List<SyncLine> lines) throws SQLException {
    try (RowWriter rows = new RowWriter(connection)) {
      for (SyncLine line : lines) {
        store(connection, rows, line);
      }
    }
    if (bucket != null) {
      bucket.save(connection);
    }
  }

  /** Buckets of which segments were named, so that their rest is in another stream. */
  public Set<String> inSegments() {
    return Set.copyOf(inSegments);
  }

  /**
   * Refuses a bucket whose digest was wrong again. What came of it was discarded by the portion's
   * transaction, so that the next sync begins it anew.
   *
   * @throws SyncFailedException if there is one
   */
  public void requireDigests() {
    if (failed != null) {
      throw new SyncFailedException(
          "The digest of bucket %s still does not match after all of it has come again."
              .formatted(failed),
          null);
    }
  }

  private void store(Connection connection, RowWriter rows, SyncLine line) throws SQLException {
    if (leftover && !(line instanceof SyncLine.Segments)) {
      startOver(connection);
    }
    leftover = false;
    if (line instanceof SyncLine.Put put) {
      Staged current = current();
      rows.put(unit(), current, put);
      // A patch that is cut begins anew, so it has no position.
      bucket = patch == null ? current.at(transaction(), put.key()) : current;
    } else if (line instanceof SyncLine.Delete delete) {
      Staged current = current();
      rows.delete(unit(), current, delete);
      bucket = current.at(transaction(), delete.key());
    } else if (line instanceof SyncLine.Transaction next) {
      transaction = next.transaction();
    } else if (line instanceof SyncLine.Range range) {
      patch().range(range);
    } else if (line instanceof SyncLine.Bucket next) {
      open(connection, next);
    } else if (line instanceof SyncLine.Segments segments) {
      name(connection, segments);
    } else if (line instanceof SyncLine.Finished finished) {
      finish(connection, new BucketSum(finished.rows(), finished.sum()));
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
    String definition = header.buckets().get(line.bucket());
    if (definition == null) {
      throw new SyncFailedException(
          "The server sent bucket " + line.bucket() + ", which it had not named.", null);
    }
    unit = unitOf(connection, line.bucket());
    transaction = null;
    Optional<Staged> known = Staged.find(connection, line.bucket());
    Optional<Held> held = Held.find(connection, line.bucket());
    if (known.isPresent() && !line.patch() && known.get().whole() == line.full()) {
      bucket = known.get();
      leftover = Segments.unfinished(connection).contains(bucket.generation());
      return;
    }
    if (known.isPresent()) {
      known.get().discard(connection);
    }
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
    bucket =
        Staged.begin(
            line.bucket(), definition, line.full(), unit, Generations.create(connection, unit));
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

  private Unit unitOf(Connection connection, String name) throws SQLException {
    int slash = name.indexOf('/');
    int bracket = name.indexOf('[');
    if (slash < 1 || bracket < slash) {
      throw new SyncFailedException("The server sent a bucket without a name: " + name, null);
    }
    String application = name.substring(0, slash);
    String unitName = name.substring(slash + 1, bracket);
    List<ColumnType> types = header.tables().get(application + '/' + unitName);
    if (types == null) {
      throw new SyncFailedException("The server did not type the columns of " + name + '.', null);
    }
    ApplicationPackage logic = packages.get(application);
    boolean overlapping = logic != null && Views.overlapping(logic, unitName);
    return Units.of(connection, application, unitName, types, overlapping);
  }

  private void finish(Connection connection, BucketSum expected) throws SQLException {
    Staged done = patch == null ? current() : patch.close(connection, unit(), current());
    BucketSum stored = stored(connection, done);
    if (stored.equals(expected)) {
      done.completed(stored).save(connection);
    } else {
      differs(connection, done);
    }
    bucket = null;
    unit = null;
    patch = null;
  }

  /** The ranges that differ are asked for; all of it, if it was that or can't be compared. */
  private void differs(Connection connection, Staged done) throws SQLException {
    boolean asDigest = patch != null && !patch.wasAsked();
    boolean first = asDigest || mismatched.add(done.name());
    if (!first && done.whole()) {
      failed = done.name();
    }
    done.discard(connection);
    boolean patched = patch != null && patch.wasAsked();
    Suspects.add(connection, done.name(), done.whole() || patched, !asDigest);
  }

  private BucketSum stored(Connection connection, Staged done) throws SQLException {
    if (done.asInSegments()) {
      return done.sum();
    }
    if (done.whole()) {
      return Digests.of(connection, unit(), done.generation());
    }
    Held held =
        Held.find(connection, done.name())
            .orElseThrow(() -> new IllegalStateException("not held: " + done.name()));
    BucketSum base = done.base() == null ? held.sum() : done.base();
    return Digests.after(connection, unit(), base, held.generation(), done.generation());
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
