package dev.holdfast.device.store.salvage;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The checksum of a write-ahead log, which goes on from one frame to the next. */
final class Checksum {
  private final ByteOrder order;
  private int first;
  private int second;

  /**
   * That of nothing.
   *
   * @param order in which it reads what it adds; sums are big endian
   */
  Checksum(ByteOrder order) {
    this.order = order;
  }

  /** Adds a part of some bytes, pairs of integers. */
  void add(ByteBuffer bytes, int from, int to) {
    ByteBuffer words = bytes.duplicate().order(order);
    for (int at = from; at < to; at += 2 * Integer.BYTES) {
      first += words.getInt(at) + second;
      second += words.getInt(at + Integer.BYTES) + first;
    }
  }

  /** Whether it is written at a place. */
  boolean isAt(ByteBuffer bytes, int place) {
    return bytes.getInt(place) == first && bytes.getInt(place + Integer.BYTES) == second;
  }
}
