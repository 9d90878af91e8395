package dev.holdfast.device.sync;

import dev.holdfast.device.queue.Actions;
import dev.holdfast.device.store.HeldPolicy;
import dev.holdfast.device.store.HeldStalls;
import dev.holdfast.device.store.Staging;
import dev.holdfast.kernel.wire.SyncRequest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What a device asks for when it polls. */
final class Poll {
  private Poll() {}

  /**
   * The request that gets the rest of a portion.
   *
   * @param fresh whether everything counts that was committed before; in any case if an action took
   *     effect that the device does not hold yet
   * @param encodings in which to take segments, empty for none
   */
  static SyncRequest of(
      Connection connection,
      boolean fresh,
      List<String> encodings,
      Traffic traffic,
      Portion portion)
      throws SQLException {
    SyncRequest held =
        Staging.request(connection, Actions.waiting(connection), encodings, traffic.comparisons());
    SyncRequest poll =
        held.obeying(HeldPolicy.of(connection).id())
            .knowing(HeldStalls.of(connection))
            .taking(portion.take(connection, held));
    return offering(fresh || Actions.awaitEffect(connection) ? poll.asFresh() : poll, traffic);
  }

  private static SyncRequest offering(SyncRequest request, Traffic traffic) {
    SnapshotSource snapshot = traffic.snapshot();
    List<String> encodings = request.segments();
    return snapshot == null
            || encodings == null
            || !encodings.contains(SegmentEncoding.ZSTD.coding())
        ? request
        : request.offering(snapshot.offer());
  }
}
