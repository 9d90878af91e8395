package dev.holdfast.server.platform.api;

/**
 * One look of the {@link Watch} at the database. What a later look sees and this one didn't has
 * changed since.
 *
 * @param number counts looks on this node; 0 before the first
 * @param moment what it saw
 */
public record Look(long number, Moment moment) {
  /** Before the first look, when nothing is known. */
  public static final Look NONE = new Look(0, new Moment("", "", null));
}
