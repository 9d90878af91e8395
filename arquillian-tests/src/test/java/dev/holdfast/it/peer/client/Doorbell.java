package dev.holdfast.it.peer.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A connection to the server's doorbell. */
public final class Doorbell implements AutoCloseable {
  private final BufferedReader lines;

  private Doorbell(BufferedReader lines) {
    this.lines = lines;
  }

  static Doorbell open(Calls calls) throws IOException {
    Reply reply = calls.get("/doorbell?deltas=true", "Accept", "text/event-stream");
    return new Doorbell(
        new BufferedReader(new InputStreamReader(reply.content(), StandardCharsets.UTF_8)));
  }

  /** Waits until it rings; empty if the connection ended. */
  public Optional<Ring> ring() throws IOException {
    String name = "";
    List<String> data = new ArrayList<>();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("event:")) {
        name = value(line);
      } else if (line.startsWith("data:")) {
        data.add(value(line));
      } else if (line.isEmpty() && !name.isEmpty()) {
        return Optional.of(new Ring(name, data));
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
