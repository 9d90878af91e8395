package dev.holdfast.device.queue;

import java.time.Clock;
import java.util.Random;
import java.util.UUID;

/** Makes version 7 UUIDs (RFC 9562): milliseconds of the clock, then random bits. */
final class Uuid7 {
  private static final int TIME_SHIFT = 16;
  private static final long VERSION = 0x7000L;
  private static final long VERSION_RANDOM = 0x0fffL;
  private static final long VARIANT = 0x8000_0000_0000_0000L;
  private static final long VARIANT_RANDOM = 0x3fff_ffff_ffff_ffffL;

  private Uuid7() {}

  static UUID next(Clock clock, Random random) {
    long high = (clock.millis() << TIME_SHIFT) | VERSION | (random.nextLong() & VERSION_RANDOM);
    return new UUID(high, VARIANT | (random.nextLong() & VARIANT_RANDOM));
  }
}
