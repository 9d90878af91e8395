package dev.holdfast.device.api;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What a sync did. It ended well: the device holds the checkpoint completely and every action was
 * sent, but for what was put off.
 *
 * @param kind what came down
 * @param checkpoint the checkpoint held now
 * @param down what came down
 * @param up what went up, by this sync and by those before it that didn't end well
 * @param pending actions that still wait: performed while the sync ran, or to be sent again because
 *     the server could not judge them now
 * @param healed buckets whose digest did not match and that were fetched again
 * @param duration how long it took
 * @param traffic what went over the network since the last result: by this sync, and before it by
 *     the doorbell and sign-ins
 * @param putOff what was left for later
 */
public record SyncResult(
    Kind kind,
    String checkpoint,
    Down down,
    Up up,
    int pending,
    List<String> healed,
    Duration duration,
    Bytes traffic,
    PutOff putOff) {

  /** Makes the value immutable. */
  public SyncResult {
    healed = List.copyOf(healed);
  }

  /** What came down. */
  public enum Kind {
    /** Every bucket whole. */
    FULL,
    /** What had changed. */
    DELTA,
    /** Nothing: the device was up to date. */
    NONE;

    /** The code on the command line and in JSON. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What came down.
   *
   * @param rows rows received, put or deleted
   * @param bytes bytes received as transferred
   * @param buckets buckets that rows came for
   * @param fromFile what of it came from a snapshot file
   */
  public record Down(long rows, long bytes, int buckets, FromFile fromFile) {
    /** Nothing of it came from a file. */
    public Down(long rows, long bytes, int buckets) {
      this(rows, bytes, buckets, FromFile.NOTHING);
    }
  }

  /**
   * What came from a snapshot file and not over the network.
   *
   * @param rows rows
   * @param segments pieces in which they came
   * @param damaged pieces of the file that could not be used; the server sent what was in them
   */
  public record FromFile(long rows, int segments, int damaged) {
    /** There was no file, or it was not needed. */
    public static final FromFile NOTHING = new FromFile(0, 0, 0);
  }

  /**
   * What went up.
   *
   * @param sent actions answered
   * @param applied of them applied as they were
   * @param merged of them applied after a merge
   * @param parked of them parked in the issue workbasket
   */
  public record Up(int sent, int applied, int merged, int parked) {
    /** Nothing was sent. */
    public static final Up NOTHING = new Up(0, 0, 0, 0);

    /** Both together. */
    public Up plus(Up other) {
      return new Up(
          sent + other.sent, applied + other.applied, merged + other.merged, parked + other.parked);
    }
  }
}
