package dev.holdfast.kernel.wire;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a device tells after it switched to a checkpoint, or could not.
 *
 * @param checkpoint the checkpoint
 * @param order the resync order that is done by it, null if none
 * @param kind {@code full} or {@code delta}
 * @param rows rows received
 * @param bytes bytes received as transferred
 * @param buckets buckets held now
 * @param millis duration in milliseconds
 * @param pending actions in the queue
 * @param healed buckets whose digest did not match and that were fetched again; with an error those
 *     whose digest still does not
 * @param error what went wrong on the device, null if nothing; with it the order counts as failed
 */
public record SyncReport(
    String checkpoint,
    @Nullable UUID order,
    String kind,
    long rows,
    long bytes,
    int buckets,
    long millis,
    int pending,
    List<String> healed,
    @Nullable String error) {}
