package dev.holdfast.server.platform.api;

import java.time.Duration;

/**
 * What this node knows of changes in the database without asking: it looks at all of them once, for
 * everybody, in short intervals. Thread-safe.
 *
 * <p>How to keep something in memory: take {@link #last}, then read from the database, then keep
 * the result with that look and with the {@link Mark}s of what it depends on. It holds as long as
 * no mark {@link Mark#changedSince changed since} that look, <em>as far as the watcher has
 * looked</em>: ask {@link #sees} first. Whatever commits after the read began is seen by a later
 * look, so nothing is missed; something may be taken for changed that was not.
 */
public interface Watch {

  /** The last completed look. */
  Look last();

  /** The mark of a subject; the same object until it is forgotten, which changes it for good. */
  Mark mark(Mark.Subject subject);

  /**
   * Whether a look has been completed that began no longer than so long ago; makes one if there was
   * none, together with all who ask meanwhile.
   *
   * @param age zero for one that begins after the call
   * @return false if the database can't be looked at; nothing in memory counts then
   */
  boolean sees(Duration age);

  /** Says that somebody depends on quick looks for the next while. */
  void attend();

  /** Says that this node has just committed a change: no earlier look counts for anything. */
  void changedHere();

  /** How old a look may be that answers somebody who does not ask for more. */
  Duration tolerance();
}
