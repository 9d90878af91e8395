package dev.holdfast.server.workbasket.api;

import java.time.Instant;

/**
 * What somebody said of an issue or did with it.
 *
 * @param at when
 * @param user who
 * @param kind {@code commented}, {@code claimed}, {@code assigned}, {@code released}, {@code
 *     resolved}, {@code parked-again}: it was judged again and parked for another reason, {@code
 *     failed}: a batch could not decide it
 * @param text the comment, to whom it was assigned, how and why it was resolved, or why it failed
 */
public record IssueEvent(Instant at, String user, String kind, String text) {}
