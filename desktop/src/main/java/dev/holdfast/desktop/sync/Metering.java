package dev.holdfast.desktop.sync;

import dev.holdfast.device.api.ConnectionKind;
import dev.holdfast.device.api.ConnectionSource;

/**
 * What the connection is, as the user says: a window does not know by itself. Safe for use by many
 * threads.
 */
public final class Metering implements ConnectionSource {
  private final ConnectionKind otherwise;
  private volatile boolean metered;

  /**
   * What it is until the user says something.
   *
   * @param first what whoever started the window says
   */
  public Metering(ConnectionKind first) {
    this.metered = first == ConnectionKind.METERED;
    this.otherwise = metered ? ConnectionKind.UNMETERED : first;
  }

  @Override
  public ConnectionKind present() {
    return metered ? ConnectionKind.METERED : otherwise;
  }

  /** Whether it costs. */
  public boolean isMetered() {
    return metered;
  }

  /** Whether it costs from now on. */
  public void setMetered(boolean value) {
    metered = value;
  }
}
