package dev.holdfast.device.api;

import java.util.List;
import java.util.Locale;

/**
 * What a sync has left for later, because the connection is metered and the policy wants that. A
 * device that keeps in sync does it as soon as the connection is another one; a person can have it
 * at once.
 *
 * @param what what was left
 * @param tables large tables that were not received, as {@code application/table} in order; with
 *     {@link What#RECEIVING} those that would have had to come whole
 */
public record PutOff(What what, List<String> tables) {
  /** Nothing was left. */
  public static final PutOff NONE = new PutOff(What.NOTHING, List.of());

  /** Makes the value immutable. */
  public PutOff {
    tables = List.copyOf(tables);
  }

  /** What is left for later. */
  public enum What {
    /** Nothing: everything was done. */
    NOTHING,
    /** Large tables that the device does not have yet. All else is up to date. */
    TABLES,
    /**
     * All that was to be received: the policy says so, or large tables that the device has would
     * have to come whole. What it holds is as it was.
     */
    RECEIVING,
    /** All of it: nothing was sent either, and the server was not asked. */
    EVERYTHING;

    /** The code on the command line and in JSON. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
