package dev.holdfast.kernel.snapshot;

/**
 * The end of a snapshot file.
 *
 * @param index where the index begins
 * @param buckets entries of the index
 * @param seal the server's signature, opaque to everybody else
 */
public record SnapshotTail(long index, int buckets, String seal) {}
