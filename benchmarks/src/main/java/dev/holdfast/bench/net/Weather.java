package dev.holdfast.bench.net;

/**
 * How a network is.
 *
 * @param offline no connection comes about, and those that there are break
 * @param bytesPerSecond at most so many each way on a connection, 0 for any number
 * @param cutAfter each connection breaks after so many bytes in both directions, 0 for never
 * @param silent nothing passes any more, but connections stay
 */
public record Weather(boolean offline, int bytesPerSecond, long cutAfter, boolean silent) {
  /** Everything passes at once. */
  public static final Weather FAIR = new Weather(false, 0, 0, false);

  /** There is no network. */
  public static final Weather OFFLINE = new Weather(true, 0, 0, false);

  /** What is sent is lost, and nobody is told. */
  public static final Weather SILENT = new Weather(false, 0, 0, true);

  /** A slow network. */
  public static Weather slow(int bytesPerSecond) {
    return new Weather(false, bytesPerSecond, 0, false);
  }

  /** A network whose connections break. */
  public static Weather cuts(long after) {
    return new Weather(false, 0, after, false);
  }
}
