package dev.holdfast.kernel.wire;

import java.time.Instant;
import java.util.List;

/**
 * The answer to an {@link ActionBatch}: one outcome per action, in the batch's order.
 *
 * @param outcomes the outcomes
 * @param serverTime the server's clock, for measuring the device's offset
 */
public record ActionAnswer(List<ActionOutcome> outcomes, Instant serverTime) {}
