package dev.holdfast.it.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.it.server.TestDevice;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/** A device's connection to the doorbell. */
final class Listening implements AutoCloseable {
  private final BufferedReader lines;

  private Listening(BufferedReader lines) {
    this.lines = lines;
  }

  /** Connects, and reads the first sign of life. */
  static Listening of(TestDevice device) throws IOException {
    HttpResponse<InputStream> response =
        device.api().exchange("/doorbell", HttpRequest.Builder::GET, BodyHandlers.ofInputStream());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("text/event-stream");
    Listening listening =
        new Listening(
            new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8)));
    assertThat(listening.lines.readLine()).startsWith(":");
    return listening;
  }

  /** Waits for a ring. */
  void untilRung() throws IOException {
    String line = lines.readLine();
    while (line != null && !line.startsWith("event: ring")) {
      line = lines.readLine();
    }
    assertThat(line).as("a ring before the end").isNotNull();
  }

  /** Counts the rings until the server ends the connection. */
  long ringsUntilTheEnd() {
    return lines.lines().filter(line -> line.startsWith("event: ring")).count();
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
