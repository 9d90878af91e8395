package dev.holdfast.device.sync;

import dev.holdfast.device.api.CancelledException;
import dev.holdfast.device.api.HoldfastException;
import dev.holdfast.device.api.Progress;
import dev.holdfast.device.api.StoreException;
import dev.holdfast.device.api.SyncFailedException;
import dev.holdfast.device.api.UnreachableException;
import dev.holdfast.device.store.Database;
import dev.holdfast.device.store.Generations;
import dev.holdfast.device.store.HeldLater;
import dev.holdfast.device.store.Undertaking;
import dev.holdfast.device.transport.Transport;
import dev.holdfast.kernel.wire.MalformedStreamException;
import dev.holdfast.kernel.wire.SyncHeader;
import dev.holdfast.kernel.wire.SyncRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives until a checkpoint is complete, of all or of what a {@link Portion} allows: streams may
 * be cut anywhere, and each goes on where the one before ended. Attempts without any progress end
 * it after some time.
 */
final class Download {
  private static final Logger LOG = LoggerFactory.getLogger(Download.class);
  private static final int ATTEMPTS_WITHOUT_PROGRESS = 4;

  /** So often the server may lose the segments that it has named; then lines are asked for. */
  private static final int LOSSES = 2;

  private final Database database;
  private final SessionKeeper session;
  private final SegmentFetch segments;
  private final Checkpoints checkpoints;
  private final Reports reports;
  private final Surroundings surroundings;
  private final Undertaking undertaking;
  private final SegmentEncoding encoding;
  private boolean wasHanded;

  /** How often in this sync the server had lost segments that it had named. */
  private int losses;

  /** Buckets that come later, as far as is known. */
  private List<String> later = List.of();

  /**
   * Receives for a store.
   *
   * @param session its requests end early when the undertaking is to end
   */
  Download(
      Attempt.Parts parts,
      SessionKeeper session,
      Checkpoints checkpoints,
      Reports reports,
      Undertaking undertaking) {
    this.database = parts.database();
    this.session = session;
    this.segments =
        new SegmentFetch(database, session, undertaking, parts.surroundings().connection());
    this.checkpoints = checkpoints;
    this.reports = reports;
    this.surroundings = parts.surroundings();
    this.undertaking = undertaking;
    this.encoding = surroundings.connection().encoding();
  }

  /** How it ended. */
  enum End {
    /** A checkpoint is complete. */
    COMPLETE,
    /** Nothing was new. */
    NOTHING_NEW,
    /** All waits, because what is large must not come. */
    WAITS,
    /** Something else goes first; what came is kept. */
    INTERRUPTED
  }

  /**
   * What was received.
   *
   * @param end how it ended
   * @param completed the stream that completed a checkpoint, else null
   * @param later buckets that the server said to come later
   */
  record Received(End end, Incoming.@Nullable Completed completed, List<String> later) {}

  /**
   * Receives. Of what it discards nothing stays in the store when it ends, and what a killed one
   * left goes first. One that is cancelled leaves it to the next.
   *
   * @param traffic counts what comes
   * @param extent whether everything counts that was committed before, and what was handed over
   * @param portion what may come now
   * @throws CancelledException if it is to end
   */
  Received run(Traffic traffic, Extent extent, Portion portion) {
    undertaking.begin(Progress.Stage.RECEIVING);
    wasHanded = false;
    later = database.read(HeldLater::buckets);
    try {
      Optional<Incoming.Completed> completed = handed(traffic, extent.delivered());
      return completed.isPresent()
          ? received(End.COMPLETE, completed.get())
          : attempts(traffic, extent.fresh(), portion);
    } catch (CancelledException e) {
      throw e;
    } catch (HoldfastException e) {
      try {
        Generations.collect(database, undertaking);
      } catch (HoldfastException other) {
        e.addSuppressed(other);
      }
      throw e;
    }
  }

  /**
   * Takes what was handed over at the doorbell. Whatever is wrong with it, the server can be asked.
   *
   * @return empty if there is none, or it does not lead on from where the device stands
   */
  private Optional<Incoming.Completed> handed(Traffic traffic, @Nullable Delivered delivered) {
    if (delivered == null || !delivered.isPresent(System.nanoTime())) {
      return Optional.empty();
    }
    try {
      SyncHeader head = delivered.header();
      if (!database.read(connection -> delivered.fits(connection, head, traffic))) {
        return Optional.empty();
      }
      Generations.collect(database, undertaking);
      Optional<Incoming.Completed> completed =
          receive(incoming(traffic), delivered.stream(), delivered::size, traffic);
      wasHanded = completed.isPresent();
      return completed;
    } catch (IOException | SyncFailedException e) {
      LOG.debug("What was handed over at the doorbell can't be used; the server is asked.", e);
      return Optional.empty();
    }
  }

  /** Whether what it received was handed over. */
  boolean wasHanded() {
    return wasHanded;
  }

  private Received received(End end, Incoming.@Nullable Completed completed) {
    return new Received(end, completed, later);
  }

  private Received attempts(Traffic traffic, boolean fresh, Portion portion) {
    int failures = 0;
    // A server that is away from the first is not waited for.
    boolean begun = traffic.lines() > 0;
    // What is to be had from the file, or comes now, is known when the server has seen the request.
    boolean asked = traffic.snapshot() == null && portion.goesOnUnasked();
    while (true) {
      long before = traffic.lines();
      Generations.collect(database, undertaking);
      try {
        if (asked) {
          SegmentFetch.End end =
              segments.run(traffic, bucket -> !later.contains(bucket), portion::goesOn);
          if (end == SegmentFetch.End.INTERRUPTED) {
            return received(End.INTERRUPTED, null);
          }
          losses += end == SegmentFetch.End.LOST ? 1 : 0;
        }
        Optional<Transport.Answer> answer =
            ask(fresh, losses <= LOSSES ? encoding.asked() : List.of(), traffic, portion);
        if (answer.isEmpty()) {
          return received(End.NOTHING_NEW, null);
        }
        asked = true;
        begun = true;
        Incoming incoming = incoming(traffic);
        Optional<Incoming.Completed> completed = receive(incoming, answer.get(), traffic);
        incoming.header().ifPresent(this::told);
        if (completed.isPresent()) {
          return received(End.COMPLETE, completed.get());
        }
        if (incoming.waits()) {
          return received(End.WAITS, null);
        }
      } catch (UnreachableException e) {
        if (!begun || e.retryAfter().filter(Download::isLong).isPresent()) {
          throw e;
        }
        failures = traffic.lines() > before ? 1 : failures + 1;
        waitAfter(failures, e, e.retryAfter());
      } catch (IOException e) {
        begun = true;
        failures = traffic.lines() > before ? 1 : failures + 1;
        waitAfter(failures, e, Optional.empty());
      }
    }
  }

  private void told(SyncHeader header) {
    List<String> named = header.later();
    later = named == null ? List.of() : named;
  }

  private Incoming incoming(Traffic traffic) {
    return new Incoming(database, session, checkpoints, traffic, undertaking);
  }

  /** Asks. A device that certainly lacks something is never told that nothing is new. */
  private Optional<Transport.Answer> ask(
      boolean fresh, List<String> encodings, Traffic traffic, Portion portion) throws IOException {
    SyncRequest request =
        database.read(connection -> Poll.of(connection, fresh, encodings, traffic, portion));
    Optional<Transport.Answer> answer = session.call((api, token) -> api.sync(token, request));
    if (answer.isEmpty() && (request.checkpoint() == null || request.staging() != null)) {
      throw new MalformedStreamException(1, "missing, although the device lacks something", null);
    }
    return answer;
  }

  private Optional<Incoming.Completed> receive(
      Incoming incoming, Transport.Answer answer, Traffic traffic) throws IOException {
    try (Transport.Answer stream = answer) {
      return receive(incoming, stream.body(), stream::received, traffic);
    } catch (StoreException | SyncFailedException e) {
      incoming.header().ifPresent(head -> reports.sendFailure(head, traffic, e));
      throw e;
    }
  }

  private static Optional<Incoming.Completed> receive(
      Incoming incoming, InputStream stream, LongSupplier received, Traffic traffic)
      throws IOException {
    try {
      return incoming.receive(stream, received);
    } finally {
      traffic.addBytes(received.getAsLong());
    }
  }

  /** Long waits are left to who asked for the sync. */
  private static boolean isLong(Duration wait) {
    return wait.compareTo(PatientTransport.MOST) > 0;
  }

  private void waitAfter(int failures, Exception cause, Optional<Duration> asked) {
    undertaking.check();
    if (failures > ATTEMPTS_WITHOUT_PROGRESS) {
      if (cause instanceof UnreachableException away) {
        throw away;
      }
      throw cause instanceof MalformedStreamException
          ? new SyncFailedException(
              "The server's stream can't be read: " + cause.getMessage(), cause)
          : new UnreachableException(
              UnreachableException.Reason.NETWORK,
              "The connection was cut again and again. What came is kept; try again later.",
              cause);
    }
    undertaking.sleep(
        surroundings.sleeper()::sleep,
        BackOff.WITHIN_SYNC.after(failures, surroundings.random(), asked));
  }
}
