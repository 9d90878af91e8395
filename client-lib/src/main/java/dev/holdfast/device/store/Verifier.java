package dev.holdfast.device.store;

import dev.holdfast.device.api.Progress;
import dev.holdfast.device.api.Verification;
import dev.holdfast.kernel.digest.BucketSum;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Proves what is stored: makes every row's bytes again from its columns and compares digests. */
public final class Verifier {
  private Verifier() {}

  /**
   * Verifies every bucket at one checkpoint.
   *
   * @throws dev.holdfast.device.api.CancelledException if it is to end
   */
  public static Verification verify(Connection connection, Undertaking undertaking)
      throws SQLException {
    undertaking.begin(
        Progress.Stage.VERIFYING,
        Sql.number(connection, "SELECT sum(rows) FROM hf_bucket"),
        Undertaking.UNKNOWN);
    List<Verification.Bucket> buckets = new ArrayList<>();
    long before = 0;
    for (Held bucket : Held.all(connection)) {
      Verification.Bucket verified = verify(connection, bucket, before, undertaking);
      buckets.add(verified);
      before += verified.rows();
      undertaking.reached(before, 0);
    }
    undertaking.completed();
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

  private static Verification.Bucket verify(
      Connection connection, Held bucket, long before, Undertaking undertaking)
      throws SQLException {
    Tally tally = new Tally(before, undertaking);
    StoredRows.each(connection, bucket, tally);
    return new Verification.Bucket(
        bucket.name(), tally.sum.rows(), tally.hashes && tally.sum.equals(bucket.sum()));
  }

  private static final class Tally implements StoredRows.Visitor {
    private static final int ROWS_AT_ONCE = 1000;

    private final long before;
    private final Undertaking undertaking;
    private BucketSum sum = BucketSum.EMPTY;
    private boolean hashes = true;

    Tally(long before, Undertaking undertaking) {
      this.before = before;
      this.undertaking = undertaking;
    }

    @Override
    public void row(String key, long hash, boolean intact) {
      hashes &= intact;
      sum = sum.plus(hash);
      if (sum.rows() % ROWS_AT_ONCE == 0) {
        undertaking.check();
        undertaking.reached(before + sum.rows(), 0);
      }
    }
  }
}
