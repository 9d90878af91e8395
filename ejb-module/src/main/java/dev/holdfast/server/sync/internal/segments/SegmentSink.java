package dev.holdfast.server.sync.internal.segments;

import dev.holdfast.kernel.wire.SegmentRef;
import java.io.IOException;

/** Where segments go when they are made. */
@FunctionalInterface
public interface SegmentSink {

  /**
   * Takes one.
   *
   * @param segment what it is called
   * @param content its content
   */
  void take(SegmentRef segment, byte[] content) throws IOException;
}
