package dev.holdfast.device.sync;

import dev.holdfast.device.api.SyncResult;
import dev.holdfast.device.api.UnreachableException;
import dev.holdfast.device.sync.Ringing.Ring;
import dev.holdfast.device.sync.Timetable.Due;
import dev.holdfast.device.sync.Timetable.Events;
import dev.holdfast.device.sync.Timetable.Standing;
import dev.holdfast.kernel.policy.SyncPolicy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Syncs by itself, as the policy allows, with growing pauses while the server is away. One thread.
 */
final class KeepInSync {
  private final Work work;
  private final Ringing doorbell;
  private final Clock clock;
  private final RandomGenerator random;
  private final Told told;
  private int failures;
  private boolean launched;
  private boolean rung = true;
  private boolean summoned;

  /** A time that has certainly passed, whatever became of the clock. */
  private Instant passed = Instant.MIN;

  /** What is kept in sync. */
  interface Work {
    SyncPolicy policy();

    Standing standing();

    SyncResult sync(Extent extent);
  }

  /**
   * Who is told what happens.
   *
   * @param done what a sync did that ended well
   * @param away when it did not
   */
  record Told(Consumer<SyncResult> done, Consumer<UnreachableException> away) {}

  KeepInSync(Work work, Ringing doorbell, Clock clock, RandomGenerator random, Told told) {
    this.work = work;
    this.doorbell = doorbell;
    this.clock = clock;
    this.random = random;
    this.told = told;
  }

  /**
   * Goes on until the thread is interrupted.
   *
   * @param pause the application's time between syncs
   */
  void run(Duration pause) throws InterruptedException {
    while (!Thread.currentThread().isInterrupted()) {
      Instant now = now();
      Due due =
          new Timetable(work.policy(), pause)
              .at(now, work.standing(), new Events(launched, rung, summoned));
      if (!due.isNow()) {
        if (await(now, due.delay()) == Ring.SYNCED) {
          listenAsAllowed(pause);
        }
        continue;
      }
      try {
        SyncResult result = work.sync(new Extent(due.send(), due.receive(), rung));
        ended(due);
        told.done().accept(result);
        listenAsAllowed(pause);
      } catch (UnreachableException e) {
        failures++;
        told.away().accept(e);
        await(now, BackOff.BETWEEN_SYNCS.after(failures, random));
      }
    }
  }

  private void ended(Due due) {
    failures = 0;
    passed = Instant.MIN;
    if (due.receive()) {
      launched = true;
      rung = false;
      summoned = false;
    }
  }

  /** By the policy as it is now: the sync may have brought another. */
  private void listenAsAllowed(Duration pause) {
    if (new Timetable(work.policy(), pause).listens()) {
      doorbell.listen();
    } else {
      doorbell.rest();
    }
  }

  private Ring await(Instant from, Duration longest) throws InterruptedException {
    Ring ring = doorbell.await(longest);
    rung |= ring == Ring.NEWS || ring == Ring.SUMMONS;
    summoned |= ring == Ring.SUMMONS;
    if (ring == Ring.NONE) {
      passed = from.plus(longest);
    }
    return ring;
  }

  private Instant now() {
    Instant now = clock.instant();
    return now.isBefore(passed) ? passed : now;
  }
}
