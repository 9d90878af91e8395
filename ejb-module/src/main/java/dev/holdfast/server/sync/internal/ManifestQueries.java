package dev.holdfast.server.sync.internal;

import dev.holdfast.server.tables.api.CapturedUnit;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Questions about buckets as segments show them. */
final class ManifestQueries {
  private static final long LEAST_CHANGES = 1_000;
  private static final long TENTH = 10;

  private ManifestQueries() {}

  /**
   * Terms of those buckets of which so much has changed that new segments are worth more than the
   * delta: a tenth of the rows, and more than a thousand.
   */
  static Set<String> outdated(
      Snapshot snapshot, CapturedUnit unit, Map<HeldBucket, @Nullable Manifest> found)
      throws SQLException {
    List<String> parts = new ArrayList<>();
    List<Object> parameters = new ArrayList<>();
    found.forEach(
        (bucket, manifest) -> {
          if (manifest != null) {
            Unseen unseen = new Unseen(manifest.checkpoint().snapshot());
            // Parentheses: each part has its own limit, and stops counting there.
            parts.add(
                "(SELECT ? WHERE (SELECT count(*) FROM ("
                    + unit.lines()
                    + " WHERE c.bucket = ANY(?::bigint[]) AND "
                    + unseen.of("c.xid")
                    + " LIMIT ?) s) > ?)");
            long most = Math.max(LEAST_CHANGES, manifest.rows() / TENTH);
            parameters.add(bucket.name().terms());
            parameters.add(BucketQueries.ids(List.of(bucket.name())));
            parameters.addAll(unseen.parameters());
            parameters.add(most + 1);
            parameters.add(most);
          }
        });
    return parts.isEmpty()
        ? Set.of()
        : Set.copyOf(
            snapshot
                .sql()
                .list(
                    String.join(" UNION ALL ", parts),
                    row -> row.getString(1),
                    parameters.toArray()));
  }

  /** The rows of a bucket as {@code key, content} in the order of the keys' bytes. */
  static String rows(CapturedUnit unit) {
    return "SELECT s.key, s.content FROM ("
        + unit.lines()
        + " WHERE c.bucket = ANY(?::bigint[]) AND NOT c.deleted) s ORDER BY s.key COLLATE \"C\"";
  }
}
