package dev.holdfast.device.api;

/**
 * What an import brought.
 *
 * @param added actions that are in the queue now; the next sync asks what became of them
 * @param known actions of the file that this device knew before
 * @param contents contents of attachments that are here now and go with the actions that bring them
 */
public record Imported(int added, int known, int contents) {}
