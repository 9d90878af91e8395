package dev.holdfast.device.sync;

import dev.holdfast.device.api.SyncResult;
import dev.holdfast.device.api.UnreachableException;
import dev.holdfast.device.store.Undertaking;
import dev.holdfast.kernel.policy.SyncPolicy;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Keeps a store in sync: what {@link KeepInSync} decides about is done here. */
final class Keeping implements KeepInSync.Work {
  private final Attempt.Parts parts;
  private final Surroundings surroundings;
  private final SyncStates states;
  private final Function<Extent, SyncResult> sync;

  /** That of who keeps in sync at present. */
  private final AtomicReference<@Nullable DoorbellListener> doorbell = new AtomicReference<>();

  /**
   * Does nothing yet.
   *
   * @param sync one sync, of which nobody waits for the end
   */
  Keeping(Attempt.Parts parts, SyncStates states, Function<Extent, SyncResult> sync) {
    this.parts = parts;
    this.surroundings = parts.surroundings();
    this.states = states;
    this.sync = sync;
  }

  /** Syncs as the policy says until the thread is interrupted. */
  void run(Duration pause, Consumer<SyncResult> done, Consumer<UnreachableException> away) {
    try (DoorbellListener listener =
        new DoorbellListener(parts.session(), surroundings.random(), surroundings.sleeper())) {
      doorbell.set(listener);
      new KeepInSync(
              this,
              listener,
              surroundings.clock(),
              surroundings.random(),
              new KeepInSync.Told(done, away, states::rests))
          .run(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      doorbell.set(null);
      states.idles();
    }
  }

  /** Whoever keeps in sync looks at what is to be done now, if anybody does. */
  void looksAgain() {
    DoorbellListener keeping = doorbell.get();
    if (keeping != null) {
      keeping.synced();
    }
  }

  @Override
  public SyncPolicy policy() {
    return surroundings.policies().effective();
  }

  @Override
  public Timetable.Standing standing() {
    return parts.database().read(LastContacts::standing);
  }

  @Override
  public Permit permit() {
    surroundings.connection().meter().writeIfMuch(parts.database());
    return surroundings.connection().permits().now(false);
  }

  @Override
  public SyncResult sync(Extent extent) {
    return sync.apply(extent);
  }

  @Override
  public void report() {
    try (Undertaking undertaking = Undertaking.unseen(surroundings.clock());
        SyncLock lock =
            SyncLock.acquire(parts.database().directory(), surroundings.sleeper(), undertaking)) {
      new Reports(parts.database(), parts.session(), parts.surroundings().clock()).send();
    }
  }
}
