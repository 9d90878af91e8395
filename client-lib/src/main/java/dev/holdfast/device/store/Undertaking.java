package dev.holdfast.device.store;

import dev.holdfast.device.api.Cancellation;
import dev.holdfast.device.api.CancelledException;
import dev.holdfast.device.api.Progress;
import dev.holdfast.device.api.Progress.Stage;
import java.time.Clock;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Something long that is under way: whoever began it is told how far it is, and may end it, by a
 * {@link Cancellation} or by interrupting the thread. Belongs to the thread that made it; other
 * threads may ask whether it {@link #hasToEnd} and use {@link #cutting}. Closing it ends nothing,
 * but who looks after it.
 */
public final class Undertaking implements AutoCloseable {
  /** Where nobody knows. */
  public static final long UNKNOWN = -1;

  /** More often than this nobody can see it. */
  private static final long APART_MILLIS = 200;

  /** A wait is looked into so often. */
  private static final Duration GLANCE = Duration.ofMillis(100);

  private final ProgressListener listener;
  private final Cancellation cancellation;
  private final Clock clock;
  private final Thread thread = Thread.currentThread();
  private final Watch watch = new Watch(this);
  private @Nullable Stage stage;
  private long rows;
  private long ofRows;
  private long bytes;
  private long ofBytes;
  private long toldAt;
  private boolean untold;

  /** Waits. */
  @FunctionalInterface
  public interface Wait {
    /** Waits for so long. */
    void during(Duration time) throws InterruptedException;
  }

  /**
   * Begins something, by the present thread.
   *
   * @param listener told how far it is; what it throws is logged, and it is not told again
   * @param cancellation ends it
   * @param clock says whether it is time to tell again
   */
  public Undertaking(Consumer<? super Progress> listener, Cancellation cancellation, Clock clock) {
    this.listener = new ProgressListener(listener);
    this.cancellation = cancellation;
    this.clock = clock;
  }

  /** Something that nobody looks at, and only an interruption ends. */
  public static Undertaking unseen(Clock clock) {
    return new Undertaking(progress -> {}, new Cancellation(), clock);
  }

  /** Whether somebody wants it to end. */
  public boolean hasToEnd() {
    return cancellation.isCancelled() || thread.isInterrupted();
  }

  /**
   * To be called wherever a cut would do no harm, often.
   *
   * @throws CancelledException if it is to end
   */
  public void check() {
    if (hasToEnd()) {
      throw new CancelledException(null);
    }
  }

  /**
   * A stage begins: it is told what the one before came to, and this.
   *
   * @param allRows how many rows there are, or {@link #UNKNOWN}
   * @param allBytes how many bytes there are, or {@link #UNKNOWN}
   * @throws CancelledException if it is to end
   */
  public void begin(Stage next, long allRows, long allBytes) {
    check();
    completed();
    stage = next;
    rows = 0;
    ofRows = allRows;
    bytes = 0;
    ofBytes = allBytes;
    tell();
  }

  /** A stage begins of which only that is known. */
  public void begin(Stage next) {
    begin(next, UNKNOWN, UNKNOWN);
  }

  /** So many rows there are in the present stage, as it turns out. */
  public void expects(long allRows) {
    ofRows = allRows;
    untold = true;
  }

  /** So far it is; told if the last time is long enough ago. */
  public void reached(long doneRows, long doneBytes) {
    rows = doneRows;
    bytes = doneBytes;
    untold = true;
    // A clock that goes back must not silence it.
    if (Math.abs(clock.millis() - toldAt) >= APART_MILLIS) {
      tell();
    }
  }

  /** The last stage has come to its end: what it came to is told. */
  public void completed() {
    if (untold) {
      tell();
    }
  }

  private void tell() {
    untold = false;
    toldAt = clock.millis();
    if (stage != null) {
      listener.accept(new Progress(stage, rows, known(ofRows), bytes, known(ofBytes)));
    }
  }

  private static OptionalLong known(long number) {
    return number < 0 ? OptionalLong.empty() : OptionalLong.of(number);
  }

  /**
   * Looks after something that may block for long.
   *
   * @param how ends it early; called by another thread, maybe several times
   * @return to be closed when it does not block any more; then nobody calls it
   */
  public Watch.Cut cutting(Runnable how) {
    return watch.over(how, () -> {});
  }

  /**
   * Tells how far something is that blocks its own thread for long.
   *
   * @param doneBytes how far it is
   * @return to be closed when it does not block any more
   */
  Watch.Cut watching(LongSupplier doneBytes) {
    return watch.over(() -> {}, () -> reached(rows, doneBytes.getAsLong()));
  }

  /**
   * Waits, and looks now and then whether it is to end.
   *
   * @throws CancelledException if it is
   */
  public void sleep(Wait wait, Duration time) {
    try {
      for (Duration left = time; !left.isZero(); left = left.minus(shorter(left))) {
        check();
        wait.during(shorter(left));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancelledException(e);
    }
    check();
  }

  private static Duration shorter(Duration time) {
    return time.compareTo(GLANCE) < 0 ? time : GLANCE;
  }

  @Override
  public void close() {
    watch.close();
  }
}
