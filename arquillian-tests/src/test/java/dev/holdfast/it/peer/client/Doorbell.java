package dev.holdfast.it.peer.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A connection to the server's doorbell. */
public final class Doorbell implements AutoCloseable {
  private final BufferedReader lines;

  private Doorbell(BufferedReader lines) {
    this.lines = lines;
  }

  static Doorbell open(Calls calls) throws IOException {
    Reply reply = calls.get("/doorbell", "Accept", "text/event-stream");
    return new Doorbell(
        new BufferedReader(new InputStreamReader(reply.content(), StandardCharsets.UTF_8)));
  }

  /**
   * Waits until it rings.
   *
   * @return the ring's data, {@code now} for one that must not wait; empty if the connection ended
   */
  public Optional<String> ring() throws IOException {
    String event = "";
    String data = "";
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("event:")) {
        event = value(line);
      } else if (line.startsWith("data:")) {
        data = value(line);
      } else if (line.isEmpty() && event.equals("ring")) {
        return Optional.of(data);
      }
    }
    return Optional.empty();
  }

  private static String value(String line) {
    return line.substring(line.indexOf(':') + 1).strip();
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
