package dev.holdfast.device.sync;

import org.jspecify.annotations.Nullable;

/**
 * What a sync does.
 *
 * @param send whether it sends the queue
 * @param receive whether it receives
 * @param fresh whether everything counts that was committed before; not just what the server has
 *     noticed so far, which costs it less
 * @param delivered what the server handed over, to be received instead of asking if it fits; null
 *     if nothing
 * @param anyCost whether a person wants it by whatever connection
 * @param snapshot from where segments are taken before they are fetched, null if from nowhere
 */
record Extent(
    boolean send,
    boolean receive,
    boolean fresh,
    @Nullable Delivered delivered,
    boolean anyCost,
    @Nullable SnapshotSource snapshot) {
  /** What a person asks for. */
  static final Extent ALL = new Extent(true, true, true, null);

  Extent(boolean send, boolean receive, boolean fresh, @Nullable Delivered delivered) {
    this(send, receive, fresh, delivered, false, null);
  }

  /** The same after something was sent: what came of it counts. */
  Extent afterSending() {
    return new Extent(true, receive, true, null, anyCost, snapshot);
  }

  /** The same once more; what was handed over has been taken. */
  Extent again() {
    return new Extent(send, receive, fresh, null, anyCost, snapshot);
  }

  /** The same by whatever connection there is. */
  Extent whateverItCosts() {
    return new Extent(send, receive, fresh, delivered, true, snapshot);
  }

  /** The same with a snapshot file. */
  Extent from(SnapshotSource file) {
    return new Extent(send, receive, fresh, delivered, anyCost, file);
  }
}
