package dev.holdfast.server.sync.internal;

import dev.holdfast.server.platform.api.Mark.Subject;
import dev.holdfast.server.sync.api.Doorbell.Wire;
import java.util.Set;
import java.util.UUID;

/**
 * A device at the door.
 *
 * <p>The times are {@link System#nanoTime}; they belong to the {@link Ringer} and change under its
 * lock only.
 */
final class Bell {
  private final UUID device;
  private final Set<Subject> news;
  private final Set<Subject> ends;
  private final Wire wire;
  long dueNanos;
  long rungNanos;
  boolean ringing;
  boolean last;

  /** An administrator has done something since it rang: the device is to come now. */
  boolean summoned;

  /** The same of the ring that is due. */
  boolean summons;

  /**
   * A bell.
   *
   * @param news subjects whose changes are new for the device
   * @param ends subjects whose changes mean that it has to come again
   */
  Bell(UUID device, Set<Subject> news, Set<Subject> ends, Wire wire) {
    this.device = device;
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
