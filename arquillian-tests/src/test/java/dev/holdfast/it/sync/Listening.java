package dev.holdfast.it.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.it.server.TestDevice;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.GZIPInputStream;

/** A device's connection to the doorbell. */
final class Listening implements AutoCloseable {
  private final BufferedReader lines;

  private Listening(BufferedReader lines) {
    this.lines = lines;
  }

  /** Connects to be rung, and reads the first sign of life. */
  static Listening of(TestDevice device) throws IOException {
    return of(device, "/doorbell");
  }

  /** Connects to be handed what lacks, and reads the first sign of life. */
  static Listening forDeltas(TestDevice device) throws IOException {
    return of(device, "/doorbell?deltas=true");
  }

  private static Listening of(TestDevice device, String path) throws IOException {
    HttpResponse<InputStream> response =
        device.api().exchange(path, HttpRequest.Builder::GET, BodyHandlers.ofInputStream());
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

  /**
   * Waits for what lacks.
   *
   * @return the stream
   * @throws AssertionError if it does not lead on from a checkpoint
   */
  byte[] untilHanded(String from) throws IOException {
    assertThat(untilNext()).isEqualTo("event: delta");
    assertThat(lines.readLine()).isEqualTo("data: " + from);
    byte[] packed = Base64.getDecoder().decode(lines.readLine().substring("data: ".length()));
    return new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes();
  }

  private String untilNext() throws IOException {
    String line = lines.readLine();
    while (line != null && !line.startsWith("event: ")) {
      line = lines.readLine();
    }
    return String.valueOf(line);
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
