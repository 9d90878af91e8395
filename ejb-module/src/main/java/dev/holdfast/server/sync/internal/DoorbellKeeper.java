package dev.holdfast.server.sync.internal;

import dev.holdfast.server.platform.api.Mark.Subject;
import dev.holdfast.server.platform.api.Settings;
import dev.holdfast.server.platform.api.Watch;
import dev.holdfast.server.platform.api.WatchListener;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Rings the bells that a look at the database concerns. One thread, the doorbell's, runs {@link
 * #run}, another {@link #handOver}. Thread-safe.
 */
@ApplicationScoped
public class DoorbellKeeper implements WatchListener {
  private static final Duration ATTEND = Duration.ofSeconds(2);

  private final Bells bells = new Bells();
  private Watch watch;
  private Doorstep doorstep;
  private Ringer ringer;
  private Duration beat;
  private int most;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway.Init")
  protected DoorbellKeeper() {}

  /** Keeps as many as the settings say. */
  @Inject
  public DoorbellKeeper(Watch watch, Doorstep doorstep, Settings settings) {
    this.watch = watch;
    this.doorstep = doorstep;
    this.ringer =
        new Ringer(
            settings.get(SyncSettings.DOORBELL_PAUSE),
            settings.get(SyncSettings.DOORBELL_SPREAD),
            new SplittableRandom());
    this.beat = settings.get(SyncSettings.DOORBELL_BEAT);
    this.most = settings.get(SyncSettings.DOORBELLS);
  }

  /** Whether there is no room for one more. */
  boolean isFull(UUID device) {
    return bells.size() >= most;
  }

  /** How many devices are at the door. */
  int size() {
    return bells.size();
  }

  /** Puts a bell up. */
  void add(Bell bell) {
    Bell before = bells.add(bell);
    if (before != null) {
      before.wire().close();
    }
  }

  /** Rings a bell and takes it down. */
  void dismiss(Bell bell) {
    ringer.ring(List.of(bell), one -> one.last = true, System.nanoTime());
  }

  @Override
  public void changed(Set<Subject> subjects, boolean all) {
    Collection<Bell> concerned = all ? bells.all() : bells.concerned(subjects);
    if (!concerned.isEmpty()) {
      ringer.ring(
          concerned,
          bell -> {
            bell.last |= all || bell.ends().stream().anyMatch(subjects::contains);
            bell.summoned |= bell.isSummonedBy(subjects);
          },
          System.nanoTime());
    }
  }

  /** Rings what is due, and beats, until the thread is interrupted. */
  public void run() {
    long beaten = System.nanoTime();
    try {
      while (!Thread.currentThread().isInterrupted()) {
        ring(ringer.next(ATTEND.compareTo(beat) < 0 ? ATTEND : beat));
        if (bells.size() > 0) {
          watch.attend();
        }
        if (System.nanoTime() - beaten >= beat.toNanos()) {
          beaten = System.nanoTime();
          bells.all().forEach(bell -> drop(bell, !bell.wire().beat()));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      bells.all().forEach(bell -> drop(bell, true));
    }
  }

  /** Hands devices at the door what they lack, until the thread is interrupted. */
  public void handOver() {
    doorstep.run(
        new Doorstep.Outcome() {
          @Override
          public void handed(Bell bell) {
            ringer.handed(bell, System.nanoTime());
          }

          @Override
          public void refused(Bell bell) {
            ringer.ringPlain(bell, System.nanoTime());
          }
        });
  }

  /** Whether devices can be handed anything. */
  boolean handsOver() {
    return doorstep.isOpen();
  }

  private void ring(@Nullable Bell due) {
    if (due == null) {
      return;
    }
    if (due.deltas() && !due.empty && !due.last) {
      long now = System.nanoTime();
      // First, so that it rings whatever becomes of the thread that hands over.
      ringer.ringUnlessHanded(due, now, Doorstep.PATIENCE);
      if (!doorstep.offer(due, now)) {
        ringer.ringPlain(due, now);
      }
    } else {
      boolean reached = due.wire().ring(due.summons);
      drop(due, !reached || due.last);
    }
  }

  private void drop(Bell bell, boolean over) {
    if (over) {
      bells.remove(bell);
      bell.wire().close();
    }
  }
}
