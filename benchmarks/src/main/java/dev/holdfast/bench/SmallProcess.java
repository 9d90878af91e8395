package dev.holdfast.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A device in a process of its own, with a small heap, that hears lines and says lines of JSON. Not
 * thread-safe.
 */
public final class SmallProcess implements AutoCloseable {
  /** The heap of one that is started by {@link #start}. */
  public static final int HEAP_MEBIBYTES = 256;

  private final ObjectMapper json = new ObjectMapper();
  private final Process process;
  private final BufferedReader lines;

  private SmallProcess(Process process) {
    this.process = process;
    this.lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** Starts a main class of the benchmarks. */
  public static SmallProcess start(Class<?> main, String... arguments) throws IOException {
    return new SmallProcess(
        builder(HEAP_MEBIBYTES, List.of(), main, List.of(arguments))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  /**
   * What starts a main class of the benchmarks with this Java.
   *
   * @param heapMebibytes its heap
   * @param options of Java, besides
   */
  public static ProcessBuilder builder(
      int heapMebibytes, List<String> options, Class<?> main, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + heapMebibytes + "m");
    command.add("-XX:+UseSerialGC");
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(arguments);
    return new ProcessBuilder(command);
  }

  /** What it says next. */
  public JsonNode next() throws IOException {
    String line = lines.readLine();
    if (line == null) {
      throw new IOException("the device's process ended; its last words are above");
    }
    return json.readTree(line);
  }

  /** Tells it a line, and returns what it says to that. */
  public JsonNode ask(String what) throws IOException {
    process.getOutputStream().write((what + '\n').getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
    return next();
  }

  /** Its process. */
  public long pid() {
    return process.pid();
  }

  @Override
  public void close() throws IOException, InterruptedException {
    process.getOutputStream().close();
    if (process.waitFor() != 0) {
      throw new IOException("the device's process ended with " + process.exitValue());
    }
  }
}
