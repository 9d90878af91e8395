package dev.holdfast.it.peer.client;

import dev.holdfast.it.peer.client.Messages.SyncHeader;
import dev.holdfast.it.peer.client.Messages.SyncReport;
import dev.holdfast.it.peer.client.Messages.SyncRequest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Brings the store to a checkpoint: streams and segments until nothing lacks, then the switch and
 * the report. Cut anywhere, the next one goes on.
 */
final class Sync {
  private static final int PROTOCOL = 1;

  private final Calls calls;
  private final Store store;
  private final Logic logic;
  private final Segments segments;
  private final Healing healing;
  private @Nullable SyncReport owed;

  Sync(Calls calls, Store store, Logic logic) {
    this.calls = calls;
    this.store = store;
    this.logic = logic;
    this.segments = new Segments(calls);
    this.healing = new Healing(store);
  }

  /**
   * Receives.
   *
   * @param fresh whether everything counts that was committed before; else it is a poll
   * @param pending how many actions wait on the device
   * @throws RefusedException if the server does not want to
   * @throws IOException if the connection was cut
   */
  Received run(boolean fresh, int pending) throws IOException {
    report();
    Instant begun = Instant.now();
    long rows = 0;
    long bytes = 0;
    while (true) {
      Reply reply = calls.post("/sync", request(fresh, pending), "Accept-Encoding", "gzip");
      if (reply.status() == Reply.NO_CONTENT) {
        reply.close();
        if (store.checkpoint() == null || store.staging().state() != null) {
          throw new IOException("nothing new is no answer to who lacks something");
        }
        return Received.NOTHING;
      }
      Reception stream = new Reception(store);
      stream.of(reply);
      rows += stream.rows();
      bytes += stream.bytes();
      healing.after(stream);
      boolean waits = fetch() || !stream.beingMade().isEmpty() || healing.isNeeded();
      if (!waits) {
        SyncHeader header = stream.header();
        Received received =
            new Received(header.kind(), header.order(), rows, List.copyOf(healing.told()));
        end(header);
        Duration time = Duration.between(begun, Instant.now());
        owed = report(header, received, bytes, time, pending);
        healing.done();
        report();
        return received;
      }
    }
  }

  private SyncRequest request(boolean fresh, int pending) {
    return new SyncRequest(
        PROTOCOL,
        store.checkpoint(),
        healing.trusted(),
        store.staging().state(),
        pending,
        healing.segments(),
        fresh,
        healing.compared());
  }

  /** Fetches segments that lack; whether there were any. */
  private boolean fetch() throws IOException {
    boolean any = false;
    for (var bucket : store.staging().buckets().entrySet()) {
      if (!bucket.getValue().missing().isEmpty()) {
        any = true;
        segments.fetch(bucket.getKey(), bucket.getValue());
      }
    }
    return any;
  }

  private void end(SyncHeader header) throws IOException {
    if (!store.has(header)) {
      throw new IOException("the stream came to its end, and buckets lack");
    }
    logic.bring(header.packages());
    store.switchTo(header);
  }

  private static SyncReport report(
      SyncHeader header, Received received, long bytes, Duration time, int pending) {
    return new SyncReport(
        header.checkpoint(),
        header.order(),
        header.kind(),
        received.rows(),
        bytes,
        header.buckets().size(),
        time.toMillis(),
        pending,
        received.healed(),
        null);
  }

  /** Tells the server of the last switch, until it has heard. */
  private void report() throws IOException {
    if (owed != null) {
      calls.post("/sync/report", owed).close();
      owed = null;
    }
  }
}
