package dev.holdfast.device.sync;

import dev.holdfast.device.api.CancelledException;
import dev.holdfast.device.api.StoreException;
import dev.holdfast.device.api.SyncResult;
import dev.holdfast.device.api.SyncState;
import dev.holdfast.device.api.UnreachableException;
import dev.holdfast.device.sync.Ringing.Ring;
import dev.holdfast.device.sync.Timetable.Due;
import dev.holdfast.device.sync.Timetable.Events;
import dev.holdfast.device.sync.Timetable.Standing;
import dev.holdfast.kernel.policy.ReceiveMode;
import dev.holdfast.kernel.policy.SendMode;
import dev.holdfast.kernel.policy.SyncPolicy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Syncs by itself, as the policy allows, with growing pauses while the server is away, or while
 * somebody else works on the store. One thread.
 */
final class KeepInSync {
  /**
   * How long it waits at most before it looks again at what holds: another process may have stored
   * another policy, or have synced.
   */
  static final Duration LOOK = Duration.ofMinutes(1);

  /** What many devices were handed at once they don't report at once. */
  private static final int REPORT_SPREAD_MILLIS = 2000;

  private static final Logger LOG = LoggerFactory.getLogger(KeepInSync.class);

  private final Work work;
  private final Ringing doorbell;
  private final Clock clock;
  private final Random random;
  private final Told told;
  private int failures;
  private boolean launched;
  private boolean rung = true;
  private boolean summoned;

  /** When to report what was handed over, null if nothing was. */
  private @Nullable Instant reports;

  /** By which it last decided whether to listen, null before the server was found. */
  private @Nullable SyncPolicy obeyed;

  /** The connection as it was last seen. */
  private @Nullable Permit permitted;

  /** A time that has certainly passed, whatever became of the clock. */
  private Instant passed = Instant.MIN;

  /** What is kept in sync. */
  interface Work {
    SyncPolicy policy();

    /** What may be done by the connection that there is. */
    Permit permit();

    Standing standing();

    SyncResult sync(Extent extent);

    /** Reports what the last sync has left to be reported. */
    void report();
  }

  /**
   * Who is told what happens.
   *
   * @param done what a sync did that ended well
   * @param away when it did not
   * @param state what it waits for
   */
  record Told(
      Consumer<SyncResult> done, Consumer<UnreachableException> away, Consumer<SyncState> state) {}

  KeepInSync(Work work, Ringing doorbell, Clock clock, Random random, Told told) {
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
      try {
        step(pause);
      } catch (CancelledException e) {
        // Nobody can do that but who interrupts the thread.
        Thread.currentThread().interrupt();
      } catch (UnreachableException e) {
        told.away().accept(e);
        backOff(e.retryAfter(), until -> new SyncState.Away(until, e.reason(), e.getMessage()));
      } catch (StoreException e) {
        if (e.reason() != StoreException.Reason.BUSY) {
          throw e;
        }
        LOG.debug("Somebody else works on the store; the sync comes later.", e);
        backOff(Optional.empty(), until -> new SyncState.Waiting(until, SyncState.Reason.BUSY));
      }
    }
  }

  private void step(Duration pause) throws InterruptedException {
    SyncPolicy policy = work.policy();
    Permit permit = work.permit();
    if (obeyed != null && (!obeyed.equals(policy) || !permit.equals(permitted))) {
      listenAsAllowed(policy, permit, pause);
    }
    if (permitted != null && permitted.connection() != permit.connection()) {
      // Whether the server can be reached by this one nobody knows yet.
      failures = 0;
    }
    permitted = permit;
    Due due =
        new Timetable(policy, pause)
            .at(now(), work.standing(), new Events(launched, rung, summoned), permit);
    if (!due.isNow()) {
      told.state().accept(waiting(due.delay(), policy, permit));
      Duration most = permit.send() ? untilReport() : LOOK;
      await(due.delay().compareTo(most) < 0 ? due.delay() : most);
      return;
    }
    Delivered brought = due.receive() ? doorbell.delivered().orElse(null) : null;
    // An order is not in it.
    Delivered delivered = summoned ? null : brought;
    SyncResult result = work.sync(new Extent(due.send(), due.receive(), rung, delivered));
    reports = delivered == null ? null : now().plusMillis(random.nextInt(REPORT_SPREAD_MILLIS));
    ended(due);
    told.done().accept(result);
    // The sync may have brought another.
    listenAsAllowed(work.policy(), permit, pause);
  }

  /** Reports, if that is due; else how long it waits for it at most. */
  private Duration untilReport() {
    if (reports == null) {
      return LOOK;
    }
    Duration left = Duration.between(now(), reports);
    if (left.isNegative() || left.isZero()) {
      reports = null;
      work.report();
      return LOOK;
    }
    return left.compareTo(LOOK) < 0 ? left : LOOK;
  }

  private SyncState waiting(Duration delay, SyncPolicy policy, Permit permit) {
    if (delay.compareTo(Timetable.FOREVER) >= 0 && isHeldBack(policy, permit)) {
      return new SyncState.Waiting(
          null, permit.isOffline() ? SyncState.Reason.OFFLINE : SyncState.Reason.METERED);
    }
    return delay.compareTo(Timetable.FOREVER) < 0
        ? new SyncState.Waiting(now().plus(delay), SyncState.Reason.SCHEDULE)
        : new SyncState.Waiting(null, SyncState.Reason.BY_HAND);
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

  /** Whether something would be done by itself if the connection were another. */
  private static boolean isHeldBack(SyncPolicy policy, Permit permit) {
    boolean byItself = policy.receive() != ReceiveMode.MANUAL || policy.send() != SendMode.MANUAL;
    return byItself && !(permit.send() && permit.receive());
  }

  private void listenAsAllowed(SyncPolicy policy, Permit permit, Duration pause) {
    obeyed = policy;
    if (new Timetable(policy, pause).listens() && permit.receive()) {
      doorbell.listen();
    } else {
      doorbell.rest();
    }
  }

  /**
   * Waits after a failure. Who rings meanwhile is heard, but does not make the server's state any
   * better; a sync of somebody else may have.
   *
   * @param asked how long the server wants to be let be at least, if it says so
   * @param state what it is until then
   */
  private void backOff(Optional<Duration> asked, Function<Instant, SyncState> state)
      throws InterruptedException {
    failures++;
    Duration whole = BackOff.BETWEEN_SYNCS.after(failures, random, asked);
    Instant begun = now();
    told.state().accept(state.apply(begun.plus(whole)));
    Duration left = whole;
    while (left.compareTo(Duration.ZERO) > 0) {
      Ring ring = await(left);
      if (ring == Ring.NONE || ring == Ring.SYNCED) {
        return;
      }
      Duration waited = Duration.between(begun, now());
      left = waited.isNegative() ? whole : whole.minus(waited);
    }
  }

  private Ring await(Duration longest) throws InterruptedException {
    Instant from = now();
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
