package dev.holdfast.kernel.wire;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * A segment as a stream names it; in JSON an array.
 *
 * @param id its {@link SegmentContent#id}
 * @param rows its rows
 * @param bytes size of its content, uncompressed
 */
@JsonFormat(shape = JsonFormat.Shape.ARRAY)
@JsonPropertyOrder({"id", "rows", "bytes"})
public record SegmentRef(String id, int rows, int bytes) {}
