package dev.holdfast.server.sync.api;

import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.ejb.Local;

/** The segments that streams name. */
@Local
public interface Segments {

  /**
   * A segment.
   *
   * @param id its id
   * @param size size of its content
   * @param zstd its content, compressed
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Segment(String id, int size, byte[] zstd) {}

  /**
   * A segment of a bucket in the caller's present scope.
   *
   * @throws RefusedException {@code SEGMENT_GONE} if there is none for this caller, {@code
   *     DEVICE_REQUIRED}
   */
  Segment find(Caller caller, String id) throws RefusedException;
}
