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
 * @param contents how many contents of attachments were neither sent nor fetched
 */
public record PutOff(What what, List<String> tables, int contents) {
  /** Nothing was left. */
  public static final PutOff NONE = new PutOff(What.NOTHING, List.of());

  /** Without contents. */
  public PutOff(What what, List<String> tables) {
    this(what, tables, 0);
  }

  /** Makes the value immutable. */
  public PutOff {
    tables = List.copyOf(tables);
  }

  /** The same with so many contents. */
  public PutOff with(int left) {
    return new PutOff(what == What.NOTHING && left > 0 ? What.CONTENTS : what, tables, left);
  }

  /** What is left for later. */
  public enum What {
    /** Nothing: everything was done. */
    NOTHING,
    /** Contents of attachments, and the actions that bring them. All else is up to date. */
    CONTENTS,
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
