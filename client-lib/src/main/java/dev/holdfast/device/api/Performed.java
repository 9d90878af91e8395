package dev.holdfast.device.api;

import java.util.UUID;

/**
 * An action that took effect on the device and waits in its queue.
 *
 * @param caseId the case
 * @param action the action
 * @param stage where the case stands after it
 */
public record Performed(UUID caseId, UUID action, String stage) {}
