package dev.holdfast.kernel.snapshot;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.holdfast.kernel.wire.SegmentRef;

/**
 * A segment in a snapshot file, as the list of its bucket names it; in JSON an array.
 *
 * @param id its id
 * @param rows its rows
 * @param bytes size of its content
 * @param at where it begins in the file
 * @param length how many bytes it has there
 */
@JsonFormat(shape = JsonFormat.Shape.ARRAY)
@JsonPropertyOrder({"id", "rows", "bytes", "at", "length"})
record SnapshotPart(String id, int rows, int bytes, long at, int length) {
  SegmentRef segment() {
    return new SegmentRef(id, rows, bytes);
  }
}
