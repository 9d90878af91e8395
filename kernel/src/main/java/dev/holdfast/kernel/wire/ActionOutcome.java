package dev.holdfast.kernel.wire;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The server's final answer to one action. A repeat of the action gets it again.
 *
 * @param action the action; one made up from its content if its id can't be read
 * @param caseId its case, null if it can't be read
 * @param outcome the answer
 * @param reason why it was parked, null if it never was
 * @param messages what to tell the user, in full
 * @param issue the issue in the workbasket, null if it never was parked
 * @param version the case's version after it, 0 if it had no effect
 */
public record ActionOutcome(
    UUID action,
    @Nullable UUID caseId,
    Outcome outcome,
    @Nullable ParkReason reason,
    List<String> messages,
    @Nullable UUID issue,
    long version) {}
