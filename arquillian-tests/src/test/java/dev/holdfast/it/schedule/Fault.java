package dev.holdfast.it.schedule;

import java.util.Random;

/**
 * What goes wrong in a sync, once.
 *
 * @param kind what
 * @param at when, in bytes on the wire; a request counts as {@link #REQUEST} before it is sent and
 *     as many after it
 */
record Fault(Kind kind, long at) {
  static final long REQUEST = 150;
  static final Fault NONE = new Fault(Kind.NONE, Long.MAX_VALUE);

  private static final double LONGEST = 60_000;

  /** What can go wrong. */
  enum Kind {
    /** Nothing. */
    NONE,
    /** The connection breaks; part of a request, or of an answer, has come. */
    CUT,
    /** A request takes effect and its answer is lost. */
    LOSE,
    /** A request is sent twice. */
    REPEAT,
    /** The device's process dies. */
    DIE,
    /** The device's process dies, and the server does not hear of it. */
    STALL
  }

  /** Any; early ones are as frequent as late ones, whatever a sync's length is. */
  static Fault any(Random random) {
    Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
    return new Fault(kind, (long) Math.pow(LONGEST, random.nextDouble()));
  }
}
