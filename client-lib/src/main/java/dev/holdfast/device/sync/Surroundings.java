package dev.holdfast.device.sync;

import dev.holdfast.device.api.Sleeper;
import java.time.Clock;
import java.util.Random;

/**
 * What a sync needs of the world.
 *
 * @param clock the device's clock
 * @param random for jitter
 * @param sleeper waits between attempts
 * @param policies what the device obeys
 * @param gate whether data may be read and actions performed
 * @param connection what may be done by the connection that there is, and what went over it
 */
public record Surroundings(
    Clock clock,
    Random random,
    Sleeper sleeper,
    Policies policies,
    Gate gate,
    Connected connection) {

  /**
   * The connection.
   *
   * @param permits what may be done by it
   * @param meter counts what goes over it
   * @param encoding how segments come over it
   */
  public record Connected(Permits permits, Meter meter, SegmentEncoding encoding) {}
}
