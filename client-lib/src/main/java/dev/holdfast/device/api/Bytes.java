package dev.holdfast.device.api;

/**
 * What went over a connection: the bodies of requests and answers as they were transferred,
 * compressed. What HTTP and TLS add is not in it: some hundred bytes for each request.
 *
 * @param sent bytes sent
 * @param received bytes received, from the doorbell too
 * @param requests requests
 */
public record Bytes(long sent, long received, long requests) {
  /** Nothing. */
  public static final Bytes NOTHING = new Bytes(0, 0, 0);

  /** Both together. */
  public Bytes plus(Bytes other) {
    return new Bytes(sent + other.sent, received + other.received, requests + other.requests);
  }

  /** This without that. */
  public Bytes minus(Bytes other) {
    return new Bytes(sent - other.sent, received - other.received, requests - other.requests);
  }

  /** Sent and received. */
  public long total() {
    return sent + received;
  }
}
