package dev.holdfast.it.story;

import dev.holdfast.device.transport.HttpTransport;
import dev.holdfast.device.transport.NotSentException;
import dev.holdfast.device.transport.Transport;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;

/** The network between a device and the real server, which can be away. */
final class Wire implements Transport {
  private final Transport http = new HttpTransport(Duration.ofSeconds(10), Duration.ofSeconds(60));
  private volatile boolean away;

  /** There is no network from now on, or there is one again. */
  void setAway(boolean value) {
    away = value;
  }

  @Override
  public Answer send(Request request) throws IOException {
    if (away) {
      throw new NotSentException(new ConnectException("no network"));
    }
    return http.send(request);
  }
}
