package dev.holdfast.desktop.entry;

import org.jspecify.annotations.Nullable;

/**
 * The way in as it stands.
 *
 * @param mode what is asked
 * @param server the server's address, as far as it is known
 * @param user the user, as far as it is known
 * @param fixedUser whether the user can't be another one
 * @param busy whether something goes on
 * @param seconds how long the next attempt has to wait, 0 if it does not
 * @param message what is wrong or goes on, null if nothing is to be said
 * @param isProblem whether the message says what is wrong
 */
public record EntryState(
    Mode mode,
    String server,
    String user,
    boolean fixedUser,
    boolean busy,
    long seconds,
    @Nullable String message,
    boolean isProblem) {

  /** What is asked. */
  public enum Mode {
    /** There is no store: server, user, password, and a passphrase to be chosen. */
    NEW,
    /** There is a store: its passphrase. */
    UNLOCK,
    /** The store is open and nobody is signed in: server, user and password. */
    SIGN_IN
  }

  EntryState in(Mode other) {
    return new EntryState(other, server, user, fixedUser, false, 0, message, isProblem);
  }

  EntryState busy(String what) {
    return new EntryState(mode, server, user, fixedUser, true, 0, what, false);
  }

  EntryState saying(String what, long wait) {
    return new EntryState(mode, server, user, fixedUser, false, wait, what, true);
  }

  EntryState of(String newServer, String newUser, boolean fixed) {
    return new EntryState(mode, newServer, newUser, fixed, busy, seconds, message, isProblem);
  }
}
