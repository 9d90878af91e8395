package dev.holdfast.device.sync;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads server-sent events, as the HTML standard has them, as far as a doorbell needs it: names and
 * data. Takes no more memory than the longest event that a doorbell sends. For one thread.
 */
final class EventReader {
  private static final int MOST_CHARACTERS = 1024 * 1024;
  private static final String EVENT = "event:";
  private static final String DATA = "data:";

  private final BufferedReader in;

  EventReader(InputStream in) {
    this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
  }

  /**
   * An event.
   *
   * @param name its name
   * @param data its data, lines separated by line feeds
   */
  record Event(String name, String data) {}

  /**
   * Waits for the next event.
   *
   * @return empty at the stream's end; what is not complete then is none
   * @throws IOException if it can't be read, or is longer than a doorbell's
   */
  Optional<Event> next() throws IOException {
    String name = "";
    StringBuilder data = new StringBuilder();
    for (String line = line(); line != null; line = line()) {
      if (line.startsWith(EVENT)) {
        name = line.substring(EVENT.length()).strip();
      } else if (line.startsWith(DATA)) {
        data.append(data.length() == 0 ? "" : "\n").append(line.substring(DATA.length()).strip());
        require(data.length());
      } else if (line.isEmpty()) {
        if (!name.isEmpty()) {
          return Optional.of(new Event(name, data.toString()));
        }
        data.setLength(0);
      }
    }
    return Optional.empty();
  }

  private @Nullable String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int read = in.read(); read >= 0; read = in.read()) {
      if (read == '\n') {
        return line.toString();
      }
      // A proxy may end lines by both.
      if (read != '\r') {
        line.append((char) read);
      }
      require(line.length());
    }
    return null;
  }

  private static void require(int characters) throws IOException {
    if (characters > MOST_CHARACTERS) {
      throw new IOException("an event at the doorbell is too long");
    }
  }
}
