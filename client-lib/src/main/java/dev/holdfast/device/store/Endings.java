package dev.holdfast.device.store;

import dev.holdfast.device.api.SyncFailedException;
import dev.holdfast.kernel.digest.BucketSum;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Buckets that a stream has ended, until their digests are compared. */
final class Endings {
  private final Set<String> mismatched;
  private final List<Ending> endings = new ArrayList<>();

  /**
   * None yet.
   *
   * @param mismatched buckets whose digest was wrong in this sync; others are added
   */
  Endings(Set<String> mismatched) {
    this.mismatched = mismatched;
  }

  void add(Ending ending) {
    endings.add(ending);
  }

  /**
   * Compares them, in transactions of its own. What came of one that is wrong is discarded, so that
   * it is asked for anew.
   *
   * @throws SyncFailedException if one was wrong again after all of it had come
   */
  void settle(Database database) {
    if (endings.isEmpty()) {
      return;
    }
    endings.forEach(ending -> ending.prepare(database));
    List<BucketSum> sums = database.read(this::sums);
    String failed = database.stage(connection -> end(connection, sums));
    endings.clear();
    if (!failed.isEmpty()) {
      throw new SyncFailedException(
          "The digest of bucket %s still does not match after all of it has come again."
              .formatted(failed),
          null);
    }
  }

  private List<BucketSum> sums(Connection connection) throws SQLException {
    List<BucketSum> sums = new ArrayList<>();
    for (Ending ending : endings) {
      sums.add(ending.stored(connection));
    }
    return sums;
  }

  /** Says which one is wrong again, if any. */
  private String end(Connection connection, List<BucketSum> sums) throws SQLException {
    String failed = "";
    for (int i = 0; i < sums.size(); i++) {
      Ending ending = endings.get(i);
      BucketSum stored = sums.get(i);
      if (stored.equals(ending.expected())) {
        ending.bucket().completed(stored, ending.stream()).save(connection);
        continue;
      }
      ending.bucket().discard(connection);
      if (differs(connection, ending.bucket(), ending.patch())) {
        failed = ending.bucket().name();
      }
    }
    return failed;
  }

  /**
   * The ranges that differ are asked for; all of it, if it was that or can't be compared.
   *
   * @return whether all of it has come again in vain
   */
  private boolean differs(Connection connection, Staged done, @Nullable Patch patch)
      throws SQLException {
    if (patch == null && !done.heals() && Suspects.of(connection).contains(done.name())) {
      // A change of what is to be compared in any case says nothing new of it.
      return false;
    }
    boolean asDigest = patch != null && !patch.wasAsked();
    boolean first = asDigest || mismatched.add(done.name());
    boolean patched = patch != null && patch.wasAsked();
    Suspects.add(connection, done.name(), done.whole() || patched, !asDigest);
    return !first && done.whole();
  }
}
