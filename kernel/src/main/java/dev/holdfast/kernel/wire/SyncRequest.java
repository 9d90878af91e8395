package dev.holdfast.kernel.wire;

import dev.holdfast.kernel.app.Priority;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a device holds, so that the server sends the rest.
 *
 * @param protocol version of the protocol, {@link SyncHeader#PROTOCOL}
 * @param checkpoint last checkpoint applied completely, null before the first
 * @param buckets buckets held at that checkpoint: name to the digest of the definition they were
 *     received with
 * @param staging what a cut sync left behind, null if nothing
 * @param pending actions in the queue, for the console
 * @param segments encodings in which the device takes segments, for example {@code zstd}; null or
 *     empty if it takes lines only
 * @param fresh whether everything counts that was committed before the request, not just what the
 *     server has noticed so far; absent is false, as in a poll
 * @param policy id of the policy that the device obeys, {@code SyncPolicy.STANDARD}'s if it was
 *     never told one; null if it knows no policies
 * @param stalled what the device knows to get nothing new, as {@link SyncHeader#stalled}; null if
 *     it does not want to know
 * @param snapshot a snapshot file from which the device can take segments, null if none
 * @param take what may come now of the tables that the device does not have yet, null if everything
 */
public record SyncRequest(
    int protocol,
    @Nullable String checkpoint,
    Map<String, String> buckets,
    @Nullable Staging staging,
    int pending,
    @Nullable List<String> segments,
    @Nullable Boolean fresh,
    @Nullable Map<String, Compared> compare,
    @Nullable String policy,
    @Nullable List<String> stalled,
    @Nullable Offer snapshot,
    @Nullable Take take) {

  /** A poll that what the server has noticed so far is enough for, without policies and stalls. */
  public SyncRequest(
      int protocol,
      @Nullable String checkpoint,
      Map<String, String> buckets,
      @Nullable Staging staging,
      int pending,
      @Nullable List<String> segments) {
    this(
        protocol,
        checkpoint,
        buckets,
        staging,
        pending,
        segments,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  /** The same request, for all that was committed before it. */
  public SyncRequest asFresh() {
    return copy(true, compare, policy, stalled, snapshot, take);
  }

  /** The same request, with buckets to be compared. */
  public SyncRequest comparing(Map<String, Compared> other) {
    @Nullable Map<String, Compared> copied = other.isEmpty() ? null : Map.copyOf(other);
    return copy(fresh, copied, policy, stalled, snapshot, take);
  }

  /** The same request of a device that obeys this policy. */
  public SyncRequest obeying(String policyId) {
    return copy(fresh, compare, policyId, stalled, snapshot, take);
  }

  /** The same request of a device that knows of these stalls. */
  public SyncRequest knowing(List<String> stalls) {
    return copy(fresh, compare, policy, stalls, snapshot, take);
  }

  /** The same request of a device that has a snapshot file. */
  public SyncRequest offering(Offer file) {
    return copy(fresh, compare, policy, stalled, file, take);
  }

  /** The same request of a device that takes no more than this. */
  public SyncRequest taking(@Nullable Take most) {
    return copy(fresh, compare, policy, stalled, snapshot, most);
  }

  private SyncRequest copy(
      @Nullable Boolean ofNow,
      @Nullable Map<String, Compared> compared,
      @Nullable String policyId,
      @Nullable List<String> stalls,
      @Nullable Offer file,
      @Nullable Take most) {
    return new SyncRequest(
        protocol,
        checkpoint,
        buckets,
        staging,
        pending,
        segments,
        ofNow,
        compared,
        policyId,
        stalls,
        file,
        most);
  }

  /** Whether a poll's answer is not enough. */
  public boolean wantsFresh() {
    return Boolean.TRUE.equals(fresh);
  }

  /**
   * A sync that was cut.
   *
   * @param checkpoint the target of the first stream that was staged
   * @param order the resync order it belongs to, null if none
   * @param buckets progress by bucket
   * @param streams targets of later streams that progress is of, in their order; null if of none
   */
  public record Staging(
      String checkpoint,
      @Nullable UUID order,
      Map<String, StagedBucket> buckets,
      @Nullable List<String> streams) {

    /** All progress is of the first stream. */
    public Staging(String checkpoint, @Nullable UUID order, Map<String, StagedBucket> buckets) {
      this(checkpoint, order, buckets, null);
    }

    /** The targets of all streams that progress is of; their numbers are their places in it. */
    public List<String> targets() {
      List<String> targets = new ArrayList<>(List.of(checkpoint));
      targets.addAll(streams == null ? List.of() : streams);
      return targets;
    }
  }

  /**
   * Progress of one bucket.
   *
   * @param definition digest of the definition it is received with
   * @param full whether it is received whole, not as a delta from {@code SyncRequest.checkpoint}
   * @param position position of the last line stored (see {@link SyncHeader}), null if none
   * @param complete whether its last line was stored
   * @param checkpoint the snapshot of its segments if it came in segments and all of them are
   *     stored, else null; the rest of the bucket is what changed since
   * @param stream number of the stream that the last of its lines came in, null for 0, the first;
   *     what that stream did not see comes again
   * @param late what was cut below the position, in the order of the streams; null if nothing was
   */
  public record StagedBucket(
      String definition,
      boolean full,
      @Nullable String position,
      boolean complete,
      @Nullable String checkpoint,
      @Nullable Integer stream,
      @Nullable List<Late> late) {

    /** More is not said of one bucket. */
    public static final int MOST_LATE = 8;

    /** Progress of the first stream. */
    public StagedBucket(
        String definition,
        boolean full,
        @Nullable String position,
        boolean complete,
        @Nullable String checkpoint) {
      this(definition, full, position, complete, checkpoint, null, null);
    }

    /** Number of the stream that the last of its lines came in. */
    public int lastStream() {
      return stream == null ? 0 : stream;
    }

    /** What was cut below the position. */
    public List<Late> lateCuts() {
      return late == null ? List.of() : late;
    }
  }

  /**
   * A cut in what had committed late, so that it lies below a bucket's position (or the bucket was
   * complete): of what a stream did not see, all up to a position is stored.
   *
   * @param stream number of the stream
   * @param position position of the last line stored of that
   */
  public record Late(int stream, String position) {}

  /**
   * What a device really stores of a bucket.
   *
   * @param definition digest of the definition it was received with
   * @param ranges its ranges of keys, see {@link dev.holdfast.kernel.digest.KeyRanges}: a power of
   *     two of them
   */
  public record Compared(String definition, List<RangeSum> ranges) {}

  /**
   * A snapshot file, see {@code docs/specs/snapshot.md}.
   *
   * @param seal the file's seal, as it is there
   * @param digest digest of the file's index, as the device has read it; hexadecimal
   * @param buckets tags of the buckets in the file that the device can use
   */
  public record Offer(String seal, String digest, List<String> buckets) {}

  /**
   * What may come now of the tables that a device does not have yet; of the others it is named in
   * the header as what comes later.
   *
   * @param upTo tables up to this priority; those that are large and {@code normal} are not {@code
   *     first}
   * @param downloads whether anything large comes whole, but for cases
   * @param later the buckets that the device knows to come later, in order
   */
  public record Take(Priority upTo, boolean downloads, List<String> later) {
    /** Makes the value immutable. */
    public Take {
      later = List.copyOf(later);
    }
  }
}
