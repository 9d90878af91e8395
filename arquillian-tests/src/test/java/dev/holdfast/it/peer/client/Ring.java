package dev.holdfast.it.peer.client;

import java.util.List;

/**
 * What came from the doorbell.
 *
 * @param name {@code ring}, or {@code delta} if what is new came along
 * @param data its lines of data
 */
public record Ring(String name, List<String> data) {
  private static final int DELTA_LINES = 2;

  /** Whether an administrator rang, so that it must not wait. */
  public boolean isUrgent() {
    return data.contains("now");
  }

  /** Whether it brings what is new. */
  public boolean isDelta() {
    return name.equals("delta") && data.size() == DELTA_LINES;
  }

  /** Of a delta: the checkpoint that a device has to hold to take it. */
  String checkpoint() {
    return data.get(0);
  }

  /** Of a delta: the stream, zipped and in Base64. */
  String stream() {
    return data.get(1);
  }
}
