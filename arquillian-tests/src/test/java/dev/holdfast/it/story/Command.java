package dev.holdfast.it.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.kernel.wire.WireJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** The real {@code ./holdfast}, as it is built, with a data directory of its own. */
final class Command {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
  private static final int LOOKS = 1200;

  private final Path root;
  private final Path data;
  private final Path output;

  /**
   * What a run left.
   *
   * @param command what was asked
   * @param exit exit code
   * @param out stdout
   * @param err stderr
   */
  record Run(String command, int exit, String out, String err) {
    /** Its JSON document. */
    JsonNode json() {
      try {
        return WireJson.mapper().readTree(out);
      } catch (IOException e) {
        throw new AssertionError("no JSON document: " + this, e);
      }
    }

    /** This run, if it ended with that exit code. */
    Run exits(int expected) {
      assertThat(exit).as(toString()).isEqualTo(expected);
      return this;
    }

    @Override
    public String toString() {
      return "holdfast " + command + "\n" + out + err + "exit " + exit;
    }
  }

  Command(Path root, Path directory) {
    this.root = root;
    this.data = directory.resolve("data");
    this.output = directory;
  }

  /** Where the server keeps everything. */
  Path data() {
    return data;
  }

  /** Runs it for the server in the data directory. */
  Run server(String verb, String... arguments) {
    return run(List.of(verb, "--data", data.toString()), arguments);
  }

  /** Runs it to its end; its document is JSON. */
  Run run(List<String> begin, String... arguments) {
    return start(begin, arguments).end();
  }

  /** Starts it. */
  Started start(List<String> begin, String... arguments) {
    List<String> line = Stream.concat(begin.stream(), Stream.of(arguments)).toList();
    List<String> full = new ArrayList<>(List.of(root.resolve("holdfast").toString()));
    full.addAll(line);
    full.add("--json");
    try {
      // Files, not pipes: what a detached server inherits would keep a pipe open.
      Path out = Files.createTempFile(output, "out", ".json");
      Path err = Files.createTempFile(output, "err", ".txt");
      ProcessBuilder builder =
          new ProcessBuilder(full)
              .directory(root.toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      builder.environment().put("HOLDFAST_SKIP_BUILD", "1");
      // Servers that live for a minute: Java's second compiler would cost more than it saves.
      builder.environment().put("HOLDFAST_JAVA_OPTS", "-XX:TieredStopAtLevel=1");
      return new Started(String.join(" ", line), builder.start(), out, err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A run under way.
   *
   * @param command what was asked
   * @param process the command itself; its script has given way to it
   * @param out where its stdout goes
   * @param err where its stderr goes
   */
  record Started(String command, Process process, Path out, Path err) {
    /** Waits for a condition that comes while it runs. */
    void until(BooleanSupplier condition) {
      try {
        for (int i = 0; !condition.getAsBoolean(); i++) {
          if (i > LOOKS || process.waitFor(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("what was waited for did not come: " + read());
          }
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }

    /** Kills it as {@code kill -9} does. */
    void kill() {
      process.destroyForcibly().onExit().join();
    }

    /** Waits for its end. */
    Run end() {
      try {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
          process.destroyForcibly();
          throw new AssertionError("holdfast didn't end: " + read());
        }
        return read(process.exitValue());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }

    private Run read() {
      return read(process.isAlive() ? -1 : process.exitValue());
    }

    private Run read(int exit) {
      try {
        return new Run(command, exit, Files.readString(out), Files.readString(err));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
