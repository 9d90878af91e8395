package dev.holdfast.it.peer.client;

import dev.holdfast.it.peer.client.Messages.SyncHeader;
import dev.holdfast.it.peer.client.Messages.SyncReport;
import dev.holdfast.it.peer.client.Messages.SyncRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Brings the store to a checkpoint: streams and segments until nothing lacks, then the switch and
 * the report. Cut anywhere, the next one goes on.
 */
final class Sync {
  private static final int PROTOCOL = 1;

  /** What came with the streams of one sync. */
  private static final class Tally {
    private final Instant begun = Instant.now();
    private long rows;
    private long bytes;

    void add(Reception stream) {
      rows += stream.rows();
      bytes += stream.bytes();
    }
  }

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
    Tally tally = new Tally();
    Optional<Received> received = Optional.empty();
    while (received.isEmpty()) {
      Reply reply = calls.post("/sync", request(fresh, pending), "Accept-Encoding", "gzip");
      if (reply.status() == Reply.NO_CONTENT) {
        reply.close();
        return nothing();
      }
      received = take(reply.content(), tally, pending);
    }
    report();
    return received.get();
  }

  /**
   * Takes what the doorbell brought.
   *
   * @return empty if it is of no use here, and the device has to ask
   */
  Optional<Received> take(Ring ring) throws IOException {
    boolean isForUs = ring.isDelta() && ring.checkpoint().equals(store.checkpoint());
    if (!isForUs || store.staging().state() != null || healing.isNeeded() || owed != null) {
      return Optional.empty();
    }
    byte[] zipped = Base64.getDecoder().decode(ring.stream());
    InputStream stream = new GZIPInputStream(new ByteArrayInputStream(zipped));
    Optional<Received> received = take(stream, new Tally(), 0);
    report();
    return received;
  }

  private Received nothing() throws IOException {
    if (store.checkpoint() == null || store.staging().state() != null) {
      throw new IOException("nothing new is no answer to who lacks something");
    }
    return Received.NOTHING;
  }

  /** Takes a stream; empty if the server has to be asked again. */
  private Optional<Received> take(InputStream from, Tally tally, int pending) throws IOException {
    Reception stream = new Reception(store);
    stream.of(from);
    tally.add(stream);
    healing.after(stream);
    if (fetch() || !stream.beingMade().isEmpty() || healing.isNeeded()) {
      return Optional.empty();
    }
    SyncHeader header = stream.header();
    Received received =
        new Received(header.kind(), header.order(), tally.rows, List.copyOf(healing.told()));
    end(header);
    owed = report(header, received, tally, pending);
    healing.done();
    return Optional.of(received);
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

  private static SyncReport report(SyncHeader header, Received received, Tally tally, int pending) {
    return new SyncReport(
        header.checkpoint(),
        header.order(),
        header.kind(),
        received.rows(),
        tally.bytes,
        header.buckets().size(),
        Duration.between(tally.begun, Instant.now()).toMillis(),
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
