package dev.holdfast.server.workbasket.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Issues of one cause.
 *
 * @param reason why they were parked (code)
 * @param application their application, null if unreadable
 * @param caseType their case type, null if unreadable
 * @param packageVersion version of the package that the actions were made with, null if unreadable
 * @param field the field that the first message is about, else the message's code, null if there is
 *     none
 * @param issues how many
 * @param unresolved how many of them nobody has decided on
 * @param firstAt when the first was received
 * @param lastAt when the last was received
 */
public record IssueGroup(
    String reason,
    @Nullable String application,
    @Nullable String caseType,
    @Nullable String packageVersion,
    @Nullable String field,
    long issues,
    long unresolved,
    Instant firstAt,
    Instant lastAt) {}
