package dev.holdfast.kernel.wire;

import dev.holdfast.kernel.policy.SyncPolicy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * First line of a sync stream.
 *
 * @param protocol {@link #PROTOCOL}
 * @param checkpoint the checkpoint that the stream leads to; a fact only once its last line was
 *     stored
 * @param epoch identity of the database's history
 * @param kind {@code full} if every bucket is sent whole, else {@code delta}
 * @param order the resync order that this stream fulfils, null if none
 * @param packages the logic that the device must hold at the checkpoint
 * @param buckets every bucket of the device's scope at the checkpoint: name to the digest of its
 *     definition; a bucket held and not named here is dropped
 * @param tables column types of every unit that a bucket above belongs to, by {@code
 *     application/unit}, in the order of the row's columns
 * @param resumed whether the stream goes on from the request's staging; if not, the device discards
 *     what it had staged
 * @param rows estimate of the rows to come, for progress
 * @param serverTime the server's clock
 * @param policy the policy that holds from now on, null if it is the one that the request names
 * @param stalled tables and case types, as {@code application/unit} in order, of which nothing new
 *     comes until their source is mended; null if they are those that the request names
 * @param later buckets of those above that don't come, because the request takes less, in order;
 *     null if the request takes everything
 * @param waits whether nothing comes, because the device would fall behind with what it holds; else
 *     null
 */
public record SyncHeader(
    int protocol,
    String checkpoint,
    String epoch,
    String kind,
    @Nullable UUID order,
    List<PackageRef> packages,
    Map<String, String> buckets,
    Map<String, List<ColumnType>> tables,
    boolean resumed,
    long rows,
    Instant serverTime,
    @Nullable SyncPolicy policy,
    @Nullable List<String> stalled,
    @Nullable List<String> later,
    @Nullable Boolean waits) {

  /** The version of the protocol that this library speaks. */
  public static final int PROTOCOL = 1;

  /** Whether the device stays where it is, with all that it has staged. */
  public boolean saysWait() {
    return Boolean.TRUE.equals(waits);
  }

  /** Media type of the stream. */
  public static final String MEDIA_TYPE = "application/vnd.holdfast.sync";

  /**
   * A package to hold.
   *
   * @param application name
   * @param version version
   * @param digest digest of its source
   */
  public record PackageRef(String application, String version, String digest) {}
}
