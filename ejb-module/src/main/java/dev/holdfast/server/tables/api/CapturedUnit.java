package dev.holdfast.server.tables.api;

import dev.holdfast.kernel.app.ReceiveStrategy;
import dev.holdfast.kernel.wire.ColumnType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A unit whose capture is installed, with what a sync needs to read it.
 *
 * @param name what the unit is called in {@code holdfast.bucket_change}
 * @param application application
 * @param unit table or case type
 * @param strategy how devices receive it
 * @param definition digest by which devices know whether the rows they hold still mean the same
 * @param columns types of the row's columns
 * @param keyTypes types of the key columns, as SQL writes them
 * @param selected what {@link #lines} selects, and from what: SQL without its first word
 * @param problem why it can't be captured as its source is now, null if it can. What devices hold
 *     of it stays as it is
 */
public record CapturedUnit(
    String name,
    String application,
    String unit,
    ReceiveStrategy strategy,
    String definition,
    List<ColumnType> columns,
    List<String> keyTypes,
    String selected,
    @Nullable String problem) {

  /** Stands for every bucket of a unit in {@code holdfast.bucket_horizon}. */
  public static final long EVERY_BUCKET = 0;

  /**
   * {@code SELECT} of {@code bucket, xid, deleted, key, content} from the capture table {@code c},
   * whose columns are {@code k1, k2 ..., bucket, xid, hash, deleted}; without {@code WHERE}. A
   * bucket is its {@link dev.holdfast.kernel.app.BucketName#id}.
   */
  public String lines() {
    return "SELECT " + selected;
  }

  /** {@link #lines} with another column of the capture table before the others. */
  public String linesWith(String column) {
    return "SELECT c." + column + ", " + selected;
  }
}
