package dev.holdfast.server.platform.internal;

import dev.holdfast.server.platform.api.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;

/**
 * UUIDv7 (RFC 9562) with the sequence in {@code rand_a}: 48 bits of milliseconds, 12 bits counted
 * up within the millisecond, 62 random bits. Thread-safe.
 */
@ApplicationScoped
public class TimeOrderedIds implements Ids {
  private static final int SEQUENCE_BITS = 12;
  private static final long VERSION = 0x7000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;
  private static final long RANDOM_MASK = 0x3FFF_FFFF_FFFF_FFFFL;

  private final SecureRandom random = new SecureRandom();
  private final Clock clock;

  /** Milliseconds and sequence of the last id, as one number that only grows. */
  private long last;

  /** For the container's proxy. */
  protected TimeOrderedIds() {
    this(Clock.systemUTC());
  }

  /** Takes the time from a clock. */
  @Inject
  public TimeOrderedIds(Clock clock) {
    this.clock = clock;
  }

  @Override
  public UUID next() {
    long tick = nextTick();
    long high = (tick >>> SEQUENCE_BITS) << 16 | VERSION | (tick & 0xFFF);
    return new UUID(high, VARIANT | (random.nextLong() & RANDOM_MASK));
  }

  private synchronized long nextTick() {
    last = Math.max(last + 1, clock.millis() << SEQUENCE_BITS);
    return last;
  }
}
