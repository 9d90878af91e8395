package dev.holdfast.server.sync.internal;

import static dev.holdfast.server.sync.internal.SyncLog.LOG;

import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.platform.api.Settings;
import dev.holdfast.server.platform.api.Watch;
import dev.holdfast.server.sync.internal.KnownDeltas.Addressed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Hands devices at the door what they lack, so that they need not come for it. It promises nothing:
 * who is not known here, lacks too much, was not heard of since the last time, or would have to
 * wait is rung instead. One thread, of its own since it asks the database, runs {@link #run}.
 * Thread-safe.
 */
@ApplicationScoped
public class Doorstep {
  /** So long who is offered has to be rung if it is not handed anything. */
  static final Duration PATIENCE = Duration.ofMillis(250);

  private static final int MOST_WAITING = 10_000;

  private final BlockingQueue<Waiting> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private Watch watch;
  private LastAnswers answers;
  private KnownDeltas deltas;
  private int mostBytes;

  private record Waiting(Bell bell, long sinceNanos) {}

  /** Who is told what came of those who were offered; of the late ones nobody is. */
  interface Outcome {
    /** It has what it lacked when it was offered. */
    void handed(Bell bell);

    /** It has to be rung. */
    void refused(Bell bell);
  }

  /** For the container's proxy. */
  @SuppressWarnings("NullAway.Init")
  protected Doorstep() {}

  @Inject
  Doorstep(Watch watch, LastAnswers answers, KnownDeltas deltas, Settings settings) {
    this.watch = watch;
    this.answers = answers;
    this.deltas = deltas;
    this.mostBytes = settings.get(SyncSettings.DOORBELL_BYTES);
  }

  /** Whether anything is handed over at all. */
  boolean isOpen() {
    return mostBytes > 0;
  }

  /** Whether the device may be handed what it lacks; within {@link #PATIENCE}, or not. */
  boolean offer(Bell bell, long now) {
    return waiting.offer(new Waiting(bell, now));
  }

  /** Hands over until the thread is interrupted. */
  void run(Outcome outcome) {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Waiting next = waiting.take();
        if (System.nanoTime() - next.sinceNanos() > PATIENCE.toNanos()) {
          continue;
        }
        if (triedWith(next.bell())) {
          outcome.handed(next.bell());
        } else {
          outcome.refused(next.bell());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean triedWith(Bell bell) {
    try {
      return isHanded(bell);
    } catch (RefusedException | SQLException | IOException | RuntimeException e) {
      // Whatever it is, the thread is needed by all others, and the device hears it when it asks.
      LOG.notHanded(bell.device(), e.toString());
      return false;
    }
  }

  private boolean isHanded(Bell bell) throws RefusedException, SQLException, IOException {
    Optional<LastAnswer> known = answers.of(bell.device(), bell.user());
    if (known.isEmpty()
        || !known.get().heard()
        || !known.get().isEager()
        || !watch.sees(watch.tolerance())
        || known.get().uncertain()) {
      return false;
    }
    List<Watched> changed = known.get().changed();
    // Nothing: it has come for it, or was handed it for a ring before this one.
    return changed.isEmpty() || isHanded(bell, known.get(), changed);
  }

  private boolean isHanded(Bell bell, LastAnswer standing, List<Watched> changed)
      throws RefusedException, SQLException, IOException {
    Optional<Addressed> found = deltas.of(standing, changed, watch.tolerance());
    if (found.isEmpty()) {
      return false;
    }
    Addressed delta = found.get();
    List<byte[]> packed =
        List.of(delta.head().member(), delta.shared().lines().member(), delta.end().member());
    boolean handed =
        packed.stream().mapToInt(part -> part.length).sum() <= mostBytes
            && !mayHaveEnded(bell)
            && bell.wire().delta(standing.checkpoint(), packed);
    if (handed) {
      deltas.sent(bell.device(), delta, false);
    }
    return handed;
  }

  /**
   * As of a look after the snapshot of what it would be handed: its rights count, not just ours.
   */
  private boolean mayHaveEnded(Bell bell) {
    return bell.ends().stream().map(watch::mark).anyMatch(end -> end.changedSince(bell.since()));
  }
}
