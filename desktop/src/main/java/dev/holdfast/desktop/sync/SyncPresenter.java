package dev.holdfast.desktop.sync;

import dev.holdfast.desktop.task.Model;
import dev.holdfast.desktop.task.Session;
import dev.holdfast.device.api.Cancellation;
import dev.holdfast.device.api.CancelledException;
import dev.holdfast.device.api.DeviceStatus;
import dev.holdfast.device.api.HoldfastException;
import dev.holdfast.device.api.Progress;
import dev.holdfast.device.api.PutOff;
import dev.holdfast.device.api.SyncResult;
import dev.holdfast.device.api.SyncState;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How the device stands with its server. Belongs to the screen's thread. */
public final class SyncPresenter {
  private static final int PERCENT = 100;

  private final Session session;
  private final Metering metering;
  private final SyncWords words;
  private final Runnable changed;
  private final Model<State> state = new Model<>(State.FIRST);
  private Cancellation cancellation = new Cancellation();
  private Runnable ended = () -> {};
  private boolean byHand;
  private boolean later;
  private @Nullable String notice;

  /**
   * Nothing is known yet: see {@link #reload}.
   *
   * @param metering what the user says of the connection
   * @param changed told when a sync has ended
   */
  public SyncPresenter(Session session, Metering metering, Runnable changed) {
    this.session = session;
    this.metering = metering;
    this.words = new SyncWords(session);
    this.changed = changed;
  }

  /** How the device stands. */
  public enum Badge {
    /** The last contact went well, and nothing waits to be sent. */
    ONLINE,
    /** The server is away; work goes on. */
    OFFLINE,
    /** A sync goes on. */
    SYNCING,
    /** The policy, or the connection, leaves something for later, or actions are not sent yet. */
    WAITING,
    /** Nobody is signed in: the queue waits. */
    SIGNED_OUT,
    /** Without contact for too long. */
    LOCKED
  }

  /**
   * What is shown.
   *
   * @param badge how it stands
   * @param title that in words
   * @param detail since when, how far, or what to do
   * @param percent how far a sync is, -1 if nobody knows or none goes on
   * @param pending actions that wait to be sent
   * @param parked actions on which somebody has to decide
   * @param metered whether the user says that the connection costs
   * @param later whether something was left for later that can be had at once
   * @param notice what the last sync brought or what was in its way, null if nothing is to be said
   */
  public record State(
      Badge badge,
      String title,
      String detail,
      int percent,
      int pending,
      int parked,
      boolean metered,
      boolean later,
      @Nullable String notice) {
    static final State FIRST = new State(Badge.WAITING, "", "", -1, 0, 0, false, false, null);

    /** Whether a sync goes on. */
    public boolean isRunning() {
      return badge == Badge.SYNCING;
    }
  }

  /** What is shown. */
  public Model<State> state() {
    return state;
  }

  /** Whether the user began the sync that goes on, so that he can end it. */
  public boolean isByHand() {
    return byHand;
  }

  /** Syncs now. */
  public void syncNow() {
    sync(() -> session.holdfast().sync(this::progress, cancellation));
  }

  /** Syncs now, also what was left for later because the connection costs. */
  public void syncWhateverItCosts() {
    sync(() -> session.holdfast().syncWhateverItCosts(this::progress, cancellation));
  }

  /** Ends the sync that the user began; it goes on from there the next time. */
  public void stop() {
    cancellation.cancel();
  }

  /** The user says whether the connection costs. */
  public void setMetered(boolean metered) {
    metering.setMetered(metered);
    State now = state.get();
    state.set(
        new State(
            now.badge(),
            now.title(),
            now.detail(),
            now.percent(),
            now.pending(),
            now.parked(),
            metered,
            now.later(),
            now.notice()));
    session
        .tasks()
        .withStore(
            () -> {
              session.holdfast().connectionChanged();
              return metered;
            },
            done -> {},
            this::failed);
  }

  private void sync(Supplier<SyncResult> work) {
    if (byHand) {
      return;
    }
    byHand = true;
    notice = null;
    cancellation = new Cancellation();
    running(null);
    session.tasks().withNetwork(work, this::done, this::failed);
  }

  private void progress(Progress progress) {
    session.tasks().onScreen(() -> running(progress));
  }

  /** Tells somebody whenever a sync has ended well. */
  public void onDone(Runnable listener) {
    ended = listener;
  }

  /** A sync ended well, whoever began it. */
  public void done(SyncResult result) {
    byHand = false;
    ended.run();
    later = result.putOff().what() != PutOff.What.NOTHING;
    notice = words.said(result);
    reload();
    changed.run();
  }

  /** A sync ended otherwise, whoever began it. */
  public void failed(RuntimeException failure) {
    byHand = false;
    notice = failure instanceof CancelledException ? null : session.explanations().of(failure);
    reload();
    if (failure instanceof HoldfastException known && known.unfinishedSync().isPresent()) {
      changed.run();
    }
  }

  /** Reads again how the device stands. */
  public void reload() {
    session
        .tasks()
        .withStore(
            () -> session.holdfast().status(),
            status -> show(status, session.holdfast().syncState()),
            this::trouble);
  }

  private void trouble(RuntimeException failure) {
    State now = state.get();
    state.set(
        new State(
            Badge.WAITING,
            session.texts().get("sync.trouble"),
            session.explanations().of(failure),
            -1,
            now.pending(),
            now.parked(),
            now.metered(),
            now.later(),
            null));
  }

  /** The device does something else about syncing now. */
  public void shown(SyncState now) {
    if (now instanceof SyncState.Running running) {
      running(running.progress());
    } else {
      reload();
    }
  }

  private void running(@Nullable Progress progress) {
    State now = state.get();
    int percent =
        progress != null && progress.fraction().isPresent()
            ? (int) (progress.fraction().getAsDouble() * PERCENT)
            : -1;
    state.set(
        new State(
            Badge.SYNCING,
            words.stage(progress),
            words.amount(progress),
            percent,
            now.pending(),
            now.parked(),
            now.metered(),
            now.later(),
            null));
  }

  private void show(DeviceStatus status, SyncState sync) {
    if (byHand || sync instanceof SyncState.Running) {
      return;
    }
    Badge badge = SyncWords.badge(status, sync);
    state.set(
        new State(
            badge,
            words.title(status, badge),
            words.detail(status, badge),
            -1,
            status.pending(),
            status.parked(),
            metering.isMetered(),
            later,
            notice));
  }
}
