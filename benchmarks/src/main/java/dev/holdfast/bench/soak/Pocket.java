package dev.holdfast.bench.soak;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.bench.SmallProcess;
import dev.holdfast.bench.soak.pocket.PocketMain;
import dev.holdfast.bench.soak.pocket.Standing;
import dev.holdfast.bench.soak.pocket.Voice;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A process with some devices, {@link PocketMain}, as its parent sees it. It may be killed, and
 * then begins again with the same stores. For one thread.
 */
final class Pocket implements AutoCloseable {
  private static final int HEAP_MEBIBYTES = 320;
  private static final int PATIENCE_MINUTES = 12;

  /** A line that a killed process has left half is none. */
  private static final Pattern ACTION =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final List<Map<String, Object>> owners;
  private final long seed;
  private final Ledger ledger;
  private final File errors;
  private final ObjectMapper json = new ObjectMapper();
  private final BlockingQueue<Map<String, Long>> done = new LinkedBlockingQueue<>();
  private final List<Standing> standings = new ArrayList<>();
  private Process process;
  private Thread reader;
  private int lives;

  Pocket(List<Map<String, Object>> owners, long seed, Ledger ledger, Path errors)
      throws IOException {
    this.owners = owners;
    this.seed = seed;
    this.ledger = ledger;
    this.errors = errors.toFile();
    this.process = start();
    this.reader = read(process);
  }

  private Process start() throws IOException {
    List<String> arguments = new ArrayList<>(List.of(Long.toString(seed + 1_000L * lives)));
    for (Map<String, Object> owner : owners) {
      arguments.add(json.writeValueAsString(owner));
    }
    return SmallProcess.builder(
            HEAP_MEBIBYTES, List.of("-XX:TieredStopAtLevel=1"), PocketMain.class, arguments)
        .redirectError(ProcessBuilder.Redirect.appendTo(errors))
        .start();
  }

  private Thread read(Process from) {
    Thread thread = new Thread(() -> hear(from), "pocket");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private void hear(Process from) {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(from.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        heard(line.substring(0, 1), line.substring(Math.min(2, line.length())));
      }
    } catch (IOException e) {
      ledger.breach(Voice.HONEST, "the output of a device process broke: " + e);
    }
  }

  private void heard(String kind, String what) throws JsonProcessingException {
    switch (kind) {
      case Voice.PERFORMED -> {
        if (ACTION.matcher(what).matches()) {
          ledger.performed(what);
        }
      }
      case Voice.EXCUSED -> ledger.excused(what);
      case Voice.BREACH -> {
        Map<String, String> breach = json.readValue(what, new TypeReference<>() {});
        ledger.breach(breach.getOrDefault("law", ""), breach.getOrDefault("how", ""));
      }
      case Voice.STANDING -> {
        synchronized (standings) {
          standings.add(json.readValue(what, Standing.class));
        }
      }
      case Voice.DONE -> done.add(json.readValue(what, new TypeReference<>() {}));
      default -> ledger.breach(Voice.HONEST, "a device process says " + kind + what);
    }
  }

  /** Ends the process as no program can prevent, and starts another one with the same stores. */
  void kill() throws IOException, InterruptedException {
    // Not by the process itself, which would close what it has told and nobody has heard yet.
    process.toHandle().destroyForcibly();
    process.waitFor();
    // What it has told before it ended is all heard.
    reader.join();
    lives++;
    process = start();
    reader = read(process);
  }

  /** Orders something; {@link #await} waits for it. */
  void order(String what) throws IOException {
    if (what.equals(Voice.REST)) {
      synchronized (standings) {
        standings.clear();
      }
    }
    process.getOutputStream().write((what + '\n').getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
  }

  /** What was counted since the last order. */
  Map<String, Long> await() throws IOException, InterruptedException {
    Map<String, Long> counted = done.poll(PATIENCE_MINUTES, TimeUnit.MINUTES);
    if (counted == null) {
      throw new IOException("a device process does not answer; see " + errors);
    }
    return counted;
  }

  /** How its devices stood at the last rest. */
  List<Standing> standings() {
    synchronized (standings) {
      return List.copyOf(standings);
    }
  }

  int devices() {
    return owners.size();
  }

  @Override
  public void close() throws IOException, InterruptedException {
    process.getOutputStream().close();
    process.waitFor();
    reader.join();
  }
}
