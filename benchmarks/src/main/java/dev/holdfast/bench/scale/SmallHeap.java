package dev.holdfast.bench.scale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.bench.BenchServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A device in a process of its own, which may not have more heap than a small device has. Not
 * thread-safe.
 */
final class SmallHeap implements AutoCloseable {
  /** Most heap of the process, in MiB. */
  static final int HEAP_MEBIBYTES = 256;

  private final ObjectMapper json = new ObjectMapper();
  private final Process process;
  private final Writer orders;
  private final BufferedReader answers;

  private SmallHeap(Process process) {
    this.process = process;
    this.orders = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
    this.answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** Starts one for a user; it is signed in when this returns. */
  static SmallHeap start(BenchServer server, String user) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + HEAP_MEBIBYTES + "m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                SmallHeapMain.class.getName(),
                server.newStore().toString(),
                server.url(),
                user)
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    SmallHeap device = new SmallHeap(builder.start());
    device.answer();
    return device;
  }

  /** What the device says when it has done something: {@link SmallHeapMain} has the words. */
  JsonNode order(String what) throws IOException {
    orders.write(what + '\n');
    orders.flush();
    return answer();
  }

  private JsonNode answer() throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw new IOException("the device's process ended; its last words are above");
    }
    return json.readTree(line);
  }

  /** Its process. */
  long pid() {
    return process.pid();
  }

  @Override
  public void close() throws IOException, InterruptedException {
    orders.close();
    if (process.waitFor() != 0) {
      throw new IOException("the device's process ended with " + process.exitValue());
    }
  }
}
