package dev.holdfast.device.store;

import dev.holdfast.kernel.digest.BucketSum;
import dev.holdfast.kernel.wire.SyncHeader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes a staged checkpoint visible: all buckets, packages and the checkpoint, in the caller's
 * transaction. Whole buckets cost nothing but the switch of a number; deltas cost their rows.
 */
public final class Switch {
  /** Rows that are put right in their place may leave the bucket's number and sum as they were. */
  private static final String COUNT_PATCH =
      "INSERT INTO hf_setting (name, value) VALUES ('patches', '1')"
          + " ON CONFLICT (name) DO UPDATE SET value = value + 1";

  private final Connection connection;
  private final Packages packages;
  private final Set<String> changed = new HashSet<>();

  private Switch(Connection connection, Packages packages) {
    this.connection = connection;
    this.packages = packages;
  }

  /**
   * What a switch changed.
   *
   * @param units tables and case types whose rows may have changed
   * @param healed buckets that came anew, whole or in parts, because their digest was wrong
   * @param buckets buckets that rows came for
   */
  public record Result(Set<String> units, List<String> healed, int buckets) {}

  /**
   * Switches to what {@link Staging#isComplete} has found complete.
   *
   * @param header header of the stream that was completed
   * @param checkpoint the checkpoint of its last line
   */
  public static Result perform(
      Connection connection, Packages packages, SyncHeader header, String checkpoint)
      throws SQLException {
    return new Switch(connection, packages).perform(header, checkpoint);
  }

  private Result perform(SyncHeader header, String checkpoint) throws SQLException {
    List<Staged> staged = Staged.all(connection).stream().filter(Staged::complete).toList();
    boolean anew = Staging.isAnew(connection, header);
    Set<String> healed = new TreeSet<>(Suspects.damaged(connection));
    healed.retainAll(staged.stream().map(Staged::name).toList());
    for (Staged bucket : staged) {
      apply(bucket);
    }
    for (Held held : Held.all(connection)) {
      if (!header.buckets().containsKey(held.name())) {
        held.drop(connection);
        changed.add(Units.byId(connection, held.unit()).name());
      }
    }
    if (anew) {
      distrustStalled();
    }
    Staging.clear(connection, HeldLater.of(header));
    HeldLater.save(connection, HeldLater.of(header)).forEach(this::concerns);
    packages.activate(connection, header.packages());
    Views.rebuild(connection, packages.live(connection));
    new Checkpoint(checkpoint, header.epoch()).save(connection);
    return new Result(changed, List.copyOf(healed), staged.size());
  }

  private void concerns(String table) {
    changed.add(table.substring(table.indexOf('/') + 1));
  }

  /**
   * Drops damaged buckets: a server to which they were not named as held, and that says that
   * nothing is new, says that they are no longer the device's.
   *
   * @param leftOut those that were not named; what was found damaged later is the device's still
   * @return units whose rows may have changed
   */
  public static Set<String> drop(Connection connection, Packages packages, Set<String> leftOut)
      throws SQLException {
    Set<String> units = new HashSet<>();
    for (String name : leftOut) {
      Optional<Held> held = Held.find(connection, name);
      if (held.isPresent()) {
        units.add(Units.byId(connection, held.get().unit()).name());
        held.get().drop(connection);
      }
    }
    if (!units.isEmpty()) {
      Views.rebuild(connection, packages.live(connection));
    }
    return units;
  }

  /** What is kept of another history because nothing comes is compared as soon as it can be. */
  private void distrustStalled() throws SQLException {
    List<String> stalled = HeldStalls.of(connection);
    for (Held held : Held.all(connection)) {
      if (HeldStalls.concern(stalled, held.name())) {
        Suspects.add(connection, held.name(), false, false);
      }
    }
  }

  private void apply(Staged bucket) throws SQLException {
    Optional<Held> held = Held.find(connection, bucket.name());
    Unit unit = Units.byId(connection, bucket.unit());
    changed.add(unit.name());
    if (bucket.whole()) {
      if (held.isPresent()) {
        held.get().drop(connection);
      }
      bucket.forget(connection);
      Suspects.trust(connection, bucket.name());
      visible(bucket, bucket.generation(), bucket.sum()).save(connection);
    } else {
      long live = held.orElseThrow().generation();
      applyDelta(unit, live, bucket.generation());
      if (bucket.patched() != null) {
        Suspects.trust(connection, bucket.name());
        Sql.update(connection, COUNT_PATCH);
      }
      visible(bucket, live, bucket.sum()).save(connection);
    }
  }

  private static Held visible(Staged bucket, long generation, BucketSum sum) {
    return new Held(bucket.name(), bucket.definition(), bucket.unit(), generation, sum);
  }

  private void applyDelta(Unit unit, long live, long staged) throws SQLException {
    Sql.update(
        connection,
        "DELETE FROM %s WHERE _gen = ? AND _key IN (SELECT key FROM hf_tombstone WHERE generation = ?)"
            .formatted(unit.table()),
        live,
        staged);
    Sql.update(
        connection,
        "INSERT OR REPLACE INTO %1$s (_gen, _key, _hash, %2$s) SELECT ?, _key, _hash, %2$s FROM %1$s WHERE _gen = ?"
            .formatted(unit.table(), unit.columns()),
        live,
        staged);
  }
}
