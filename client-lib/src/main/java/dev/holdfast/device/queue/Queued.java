package dev.holdfast.device.queue;

import dev.holdfast.device.api.ActionStatus;
import dev.holdfast.kernel.wire.ActionSubmission;

/**
 * An action in the queue.
 *
 * @param submission the action as it is sent
 * @param json the same, word for word
 * @param status where it stands
 * @param version the case's version after it, once confirmed, else 0
 */
public record Queued(ActionSubmission submission, String json, ActionStatus status, long version) {}
