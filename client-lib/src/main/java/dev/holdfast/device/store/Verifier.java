package dev.holdfast.device.store;

import dev.holdfast.device.api.Verification;
import dev.holdfast.kernel.digest.BucketSum;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Proves what is stored: makes every row's bytes again from its columns and compares digests. */
public final class Verifier {
  private Verifier() {}

  /** Verifies every bucket at one checkpoint. */
  public static Verification verify(Connection connection) throws SQLException {
    List<Verification.Bucket> buckets = new ArrayList<>();
    for (Held bucket : Held.all(connection)) {
      buckets.add(verify(connection, bucket));
    }
    return Verification.of(buckets);
  }

  /** Marks damaged buckets that are held: the next sync heals them. */
  public static int heal(Connection connection, Verification verification) throws SQLException {
    int marked = 0;
    for (Verification.Bucket bucket : verification.buckets()) {
      if (!bucket.match() && Held.find(connection, bucket.bucket()).isPresent()) {
        Suspects.add(connection, bucket.bucket(), false, true);
        marked++;
      }
    }
    return marked;
  }

  private static Verification.Bucket verify(Connection connection, Held bucket)
      throws SQLException {
    Tally tally = new Tally();
    StoredRows.each(connection, bucket, tally);
    return new Verification.Bucket(
        bucket.name(), tally.sum.rows(), tally.hashes && tally.sum.equals(bucket.sum()));
  }

  private static final class Tally implements StoredRows.Visitor {
    private BucketSum sum = BucketSum.EMPTY;
    private boolean hashes = true;

    @Override
    public void row(String key, long hash, boolean intact) {
      hashes &= intact;
      sum = sum.plus(hash);
    }
  }
}
