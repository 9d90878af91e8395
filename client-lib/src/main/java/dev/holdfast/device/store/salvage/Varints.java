package dev.holdfast.device.store.salvage;

/** Numbers of one to nine bytes, one after the other. */
final class Varints {
  private static final int MOST_BYTES = 9;
  private static final int BITS = 7;

  private final byte[] bytes;
  private int position;

  Varints(byte[] bytes, int position) {
    this.bytes = bytes;
    this.position = position;
  }

  /** Where the next one is. */
  int position() {
    return position;
  }

  long next() {
    long value = 0;
    for (int i = 1; i < MOST_BYTES; i++) {
      byte part = bytes[position++];
      value = value << BITS | part & 0x7f;
      if (part >= 0) {
        return value;
      }
    }
    return value << Byte.SIZE | bytes[position++] & 0xff;
  }
}
