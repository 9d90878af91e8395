package dev.holdfast.device.api;

/**
 * What an import brought.
 *
 * @param added actions that are in the queue now; the next sync asks what became of them
 * @param known actions of the file that this device knew before
 */
public record Imported(int added, int known) {}
