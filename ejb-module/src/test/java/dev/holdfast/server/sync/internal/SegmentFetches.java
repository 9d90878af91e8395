package dev.holdfast.server.sync.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.kernel.wire.SegmentContent;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.sync.api.Segments.Segment;
import java.util.List;
import java.util.Random;

/** A device that takes segments, and how it fetches them. */
final class SegmentFetches {
  private SegmentFetches() {}

  /** Returns whether it wasn't cut. */
  static boolean fetchSome(
      StreamHarness server,
      MemoryDevice device,
      List<String> states,
      @org.jspecify.annotations.Nullable Random cuts)
      throws Exception {
    for (String id : device.outstanding()) {
      if (cuts != null && cuts.nextInt(6) == 0) {
        return false;
      }
      try {
        Segment segment = server.segment(id, states);
        device.store(id, SegmentContent.decompress(segment.zstd(), segment.size()));
      } catch (RefusedException e) {
        assertThat(e.code()).isEqualTo(ErrorCode.SEGMENT_GONE);
        device.gone(id);
      }
    }
    return true;
  }

  static void fetchAll(StreamHarness server, MemoryDevice device) throws Exception {
    fetchSome(server, device, StreamData.STATES, null);
    assertThat(device.outstanding()).isEmpty();
  }

  static MemoryDevice device() {
    return new MemoryDevice(List.of(SegmentContent.ZSTD));
  }
}
