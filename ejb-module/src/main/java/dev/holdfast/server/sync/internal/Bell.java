package dev.holdfast.server.sync.internal;

import dev.holdfast.kernel.app.User;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.Look;
import dev.holdfast.server.platform.api.Mark.Subject;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.sync.api.Doorbell.Wire;
import java.util.Set;
import java.util.UUID;

/**
 * A device at the door.
 *
 * <p>The fields that change belong to the {@link Ringer} and change under its lock only; times are
 * {@link System#nanoTime}.
 */
final class Bell {
  private final UUID device;
  private final User user;
  private final boolean deltas;
  private final Look since;
  private final Set<Subject> news;
  private final Set<Subject> ends;
  private final Wire wire;
  long dueNanos;
  long rungNanos;

  /** Over what time the rings of the change are spread that it rings for. */
  long spreadNanos;

  boolean ringing;
  boolean last;

  /** An administrator has done something since it rang: the device is to come now. */
  boolean summoned;

  /** The same of the ring that is due. */
  boolean summons;

  /** The next ring brings nothing: it is for who could not be handed what it lacks. */
  boolean plain;

  /** It rings unless it is handed what it lacks before. */
  boolean offered;

  /** Something has changed since it was offered. */
  boolean again;

  /** The same of the ring that is due. */
  boolean empty;

  /**
   * A bell.
   *
   * @param caller the device and its user, as they may sync while it hangs
   * @param deltas whether the device takes what it lacks at the door
   * @param since a look before the scope was read that it hangs for
   * @param news subjects whose changes are new for the device
   * @param ends subjects whose changes mean that it has to come again
   */
  Bell(Caller caller, boolean deltas, Look since, Set<Subject> news, Set<Subject> ends, Wire wire)
      throws RefusedException {
    this.device = caller.requireDevice();
    this.user = caller.user();
    this.deltas = deltas;
    this.since = since;
    this.news = news;
    this.ends = ends;
    this.wire = wire;
  }

  /** Whether these changes, an order or a policy, are not to wait for the device's own time. */
  boolean isSummonedBy(Set<Subject> subjects) {
    return subjects.contains(Subject.ALL_POLICIES)
        || subjects.contains(new Subject(Subject.ORDER, device.toString()));
  }

  UUID device() {
    return device;
  }

  User user() {
    return user;
  }

  /** Whether the device takes what it lacks at the door. */
  boolean deltas() {
    return deltas;
  }

  /** A look before the scope was read that it hangs for. */
  Look since() {
    return since;
  }

  Set<Subject> news() {
    return news;
  }

  Set<Subject> ends() {
    return ends;
  }

  Wire wire() {
    return wire;
  }
}
