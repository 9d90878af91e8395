package dev.holdfast.device.store;

/**
 * A segment that is to be fetched.
 *
 * @param generation where its rows go
 * @param number its place among those of its bucket
 * @param id its id
 * @param rows its rows
 * @param bytes size of its content
 * @param bucket name of the bucket
 * @param definition digest of the bucket's definition
 * @param unit the bucket's unit
 */
public record Segment(
    long generation,
    int number,
    String id,
    int rows,
    int bytes,
    String bucket,
    String definition,
    Unit unit) {}
