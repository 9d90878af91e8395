package dev.holdfast.desktop.entry;

import dev.holdfast.desktop.entry.EntryState.Mode;
import dev.holdfast.desktop.task.Model;
import dev.holdfast.desktop.task.Tasks;
import dev.holdfast.desktop.text.Explanations;
import dev.holdfast.desktop.text.Texts;
import dev.holdfast.device.Holdfast;
import dev.holdfast.device.api.ConnectionSource;
import dev.holdfast.device.api.DeviceStatus;
import dev.holdfast.device.api.Progress;
import dev.holdfast.device.api.TooManyAttemptsException;
import dev.holdfast.device.api.WrongPassphraseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Signs in and unlocks. Secrets are given as arrays, which are overwritten when they have been
 * used. Belongs to the screen's thread.
 */
public final class EntryPresenter {
  private final StoreDoor door;
  private final Surroundings surroundings;
  private final Explanations explanations;
  private final Consumer<Holdfast> opened;
  private final Model<EntryState> state;
  private @Nullable Holdfast holdfast;
  private @Nullable Instant next;

  /**
   * What the way in needs.
   *
   * @param tasks where work is done
   * @param texts the user's language
   * @param clock the device's
   * @param connection what the connection is
   */
  public record Surroundings(Tasks tasks, Texts texts, Clock clock, ConnectionSource connection) {}

  /**
   * Asks for what the store needs.
   *
   * @param opened given the device when it can be worked with; whoever takes it closes it
   */
  public EntryPresenter(StoreDoor door, Surroundings surroundings, Consumer<Holdfast> opened) {
    this.door = door;
    this.surroundings = surroundings;
    this.explanations = new Explanations(surroundings.texts());
    this.opened = opened;
    Mode mode = Holdfast.exists(door.directory()) ? Mode.UNLOCK : Mode.NEW;
    this.state =
        new Model<>(
            new EntryState(
                mode,
                Objects.requireNonNullElse(door.server(), ""),
                Objects.requireNonNullElse(door.user(), ""),
                door.user() != null,
                false,
                0,
                null,
                false));
  }

  /** What is shown. */
  public Model<EntryState> state() {
    return state;
  }

  /** Asks for what a store that is open lacks: that somebody signs in. */
  public void resume(Holdfast open) {
    unlocked(open);
  }

  /** Unlocks the store; no network is needed. */
  public void unlock(char[] passphrase) {
    open(passphrase, this::unlocked);
  }

  /**
   * Makes the store and signs in.
   *
   * @param repeated the passphrase once more
   */
  public void begin(String server, SignIn who, char[] passphrase, char[] repeated) {
    String problem = who.problem(surroundings.texts(), server, passphrase, repeated);
    Arrays.fill(repeated, ' ');
    if (problem != null) {
      who.clear();
      state.set(state.get().saying(problem, 0));
      return;
    }
    state.set(state.get().of(server, who.user(), state.get().fixedUser()));
    open(passphrase, made -> signIn(made, server, who));
  }

  /** Signs in with a store that is open. */
  public void signIn(String server, SignIn who) {
    Holdfast open = Objects.requireNonNull(holdfast, "the store is open");
    state.set(state.get().of(server, who.user(), state.get().fixedUser()));
    signIn(open, server, who);
  }

  /** Works without signing in: what the device holds can be worked with. */
  public void workOffline() {
    enter();
  }

  /** A second has passed: the next attempt may be possible. */
  public void tick() {
    Instant until = next;
    if (until == null) {
      return;
    }
    long seconds = secondsUntil(until);
    if (seconds == 0) {
      next = null;
    }
    EntryState now = state.get();
    state.set(
        new EntryState(
            now.mode(),
            now.server(),
            now.user(),
            now.fixedUser(),
            now.busy(),
            seconds,
            now.message(),
            now.isProblem()));
  }

  private void open(char[] passphrase, Consumer<Holdfast> then) {
    state.set(state.get().busy(surroundings.texts().get("entry.unlocking")));
    surroundings
        .tasks()
        .withNetwork(
            () -> {
              try {
                return door.builder()
                    .get()
                    .observeOn(surroundings.tasks().screen())
                    .connection(surroundings.connection())
                    .progress(this::progress)
                    .open(passphrase);
              } finally {
                Arrays.fill(passphrase, ' ');
              }
            },
            then,
            this::notOpened);
  }

  private void progress(Progress reached) {
    String stage = reached.stage().name().toLowerCase(Locale.ROOT);
    surroundings
        .tasks()
        .onScreen(
            () -> state.set(state.get().busy(surroundings.texts().get("sync.stage." + stage))));
  }

  private void notOpened(RuntimeException failure) {
    if (failure instanceof WrongPassphraseException wrong) {
      next = wrong.nextAttempt();
    } else if (failure instanceof TooManyAttemptsException early) {
      next = early.nextAttempt();
    }
    Instant until = next;
    state.set(
        state.get().saying(explanations.of(failure), until == null ? 0 : secondsUntil(until)));
  }

  private long secondsUntil(Instant until) {
    Duration left = Duration.between(surroundings.clock().instant(), until);
    return left.isNegative() ? 0 : left.plusMillis(999).toSeconds();
  }

  private void unlocked(Holdfast open) {
    holdfast = open;
    surroundings.tasks().withStore(open::status, this::standing, failure -> enter());
  }

  private void standing(DeviceStatus status) {
    if (status.user() == null) {
      state.set(state.get().in(Mode.SIGN_IN));
    } else if (status.signedIn()) {
      enter();
    } else {
      String server = Objects.requireNonNullElse(status.server(), "");
      state.set(state.get().of(server, status.user(), true).in(Mode.SIGN_IN));
    }
  }

  private void signIn(Holdfast open, String server, SignIn who) {
    holdfast = open;
    state.set(state.get().in(Mode.SIGN_IN).busy(surroundings.texts().get("entry.signing-in")));
    surroundings
        .tasks()
        .withNetwork(
            () -> {
              // The library takes the password as text; nothing here keeps it.
              open.signIn(
                  address(server), who.user().strip(), new String(who.password()), who.device());
              return open;
            },
            done -> {
              who.clear();
              enter();
            },
            failure -> {
              who.clear();
              state.set(state.get().saying(explanations.of(failure), 0));
            });
  }

  /** An address as people type it: without what every one begins with. */
  private static String address(String typed) {
    String server = typed.strip();
    return server.contains("://") ? server : "https://" + server;
  }

  /** Closes the store, if it was opened and nobody works with it. */
  public void close() {
    Holdfast open = holdfast;
    holdfast = null;
    if (open != null) {
      surroundings.tasks().store().execute(open::close);
    }
  }

  private void enter() {
    Holdfast open = Objects.requireNonNull(holdfast, "the store is open");
    holdfast = null;
    opened.accept(open);
  }
}
