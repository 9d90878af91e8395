package dev.holdfast.cli.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import dev.holdfast.kernel.wire.WireJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * All that a local server keeps: database, WildFly, logs, secrets, and the state file.
 *
 * @param root the directory, absolute
 */
public record DataDirectory(Path root) {
  private static final String DEFAULT = ".holdfast";

  /** WildFly, PostgreSQL, a little data and logs. */
  private static final long NEEDED_BYTES = 1_500_000_000L;

  /** The directory that {@code --data} names; relative to where the command was called. */
  public static DataDirectory of(Path path) {
    return new DataDirectory(path.toAbsolutePath().normalize());
  }

  /** The default of {@code --data}. */
  public static DataDirectory standard() {
    return of(Path.of(DEFAULT));
  }

  /**
   * Makes the directory.
   *
   * @throws CommandException if it can't be made or written, or if its disk is full
   */
  public void prepare() throws CommandException {
    try {
      PrivateFiles.createDirectory(root);
      PrivateFiles.createDirectory(log());
      Files.delete(Files.createTempFile(root, "writable", null));
    } catch (IOException e) {
      throw DiskFailure.of("Can't write to " + root, root, e);
    }
    long free = root.toFile().getUsableSpace();
    if (!Files.exists(postgres()) && free < NEEDED_BYTES) {
      throw new CommandException(
          ExitCode.FAILED,
          "Too little disk: %s has %,d MB free, a local server needs %,d MB. Free some, or: holdfast up --data DIR"
              .formatted(root, free / 1_000_000, NEEDED_BYTES / 1_000_000));
    }
  }

  /** What is known of the server here; empty if there never was one, or if the file is damaged. */
  public Optional<ServerState> readState() throws CommandException {
    try {
      byte[] text = Files.readAllBytes(stateFile());
      JsonNode state = WireJson.mapper().readTree(text);
      return state.isObject()
          ? Optional.of(WireJson.mapper().treeToValue(OldState.renewed(state), ServerState.class))
          : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw DiskFailure.of("Can't read " + stateFile(), root, e);
    }
  }

  /** Remembers the server's state. */
  public void writeState(ServerState state) throws CommandException {
    try {
      PrivateFiles.write(
          stateFile(),
          WireJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(state) + "\n");
    } catch (IOException e) {
      throw DiskFailure.of("Can't write " + stateFile(), root, e);
    }
  }

  /**
   * Remembers that the server is down. A full disk doesn't keep it from being so: then its ports
   * are forgotten.
   */
  void writeStopped(ServerState state) throws CommandException {
    try {
      writeState(state.stopped());
    } catch (CommandException full) {
      try {
        Files.deleteIfExists(stateFile());
      } catch (IOException e) {
        full.addSuppressed(e);
        throw full;
      }
    }
  }

  /** Held by the process that owns the server. */
  Path lockFile() {
    return root.resolve("lock");
  }

  /** Log files of all parts. */
  public Path log() {
    return root.resolve("log");
  }

  /** PostgreSQL's software and data. */
  Path postgres() {
    return root.resolve("postgresql");
  }

  /** What WildFly writes while it runs, and its deployments. */
  Path server() {
    return root.resolve("server");
  }

  /** The generated passwords. */
  public Secrets secrets() {
    return new Secrets(root.resolve("secrets"));
  }

  private Path stateFile() {
    return root.resolve("state.json");
  }
}
