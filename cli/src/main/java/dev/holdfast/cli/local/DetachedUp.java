package dev.holdfast.cli.local;

import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import dev.holdfast.cli.Main;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts a supervisor that outlives this command, and shows its progress until it is up. */
final class DetachedUp {
  /** System property of the supervisor: somebody has entered it in the state file. */
  static final String PROPERTY = "holdfast.detached";

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final DataDirectory data;
  private final Progress progress;

  DetachedUp(DataDirectory data, Progress progress) {
    this.data = data;
    this.progress = progress;
  }

  /**
   * Starts it and waits until it is up.
   *
   * @throws CommandException if it ended instead; it has said why
   */
  ServerState start(Wanted wanted) throws CommandException {
    Path log = data.log().resolve("supervisor.log");
    try {
      return follow(launch(log, wanted), log);
    } catch (IOException e) {
      throw DiskFailure.of("Can't start the supervisor", data.root(), e);
    } catch (InterruptedException e) {
      throw Interrupts.interrupted(e);
    }
  }

  /**
   * Starts the process. Under the lock, which it then takes over: until it is entered in the state
   * file this command is, and whoever calls {@code down} finds one of them.
   */
  private Process launch(Path log, Wanted wanted) throws CommandException, IOException {
    try (DataLock lock = DataLock.acquire(data, PATIENCE)) {
      StateKeeper keeper = StateKeeper.claim(data, wanted.port());
      keeper.update(state -> state.at("Preparing"));
      if (Files.exists(log)) {
        PrivateFiles.move(log, log.resolveSibling("supervisor.log.1"));
      }
      Process supervisor =
          Detached.builder(command(wanted))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(log.toFile())
              .start();
      ProcessRef process = ProcessRef.of(supervisor.toHandle());
      keeper.update(state -> state.supervisedBy(process));
      return supervisor;
    }
  }

  private ServerState follow(Process supervisor, Path log)
      throws CommandException, IOException, InterruptedException {
    ProcessRef process = ProcessRef.of(supervisor.toHandle());
    LastWords words = new LastWords(progress);
    try (InputStream said = Files.newInputStream(log)) {
      while (true) {
        boolean ended = supervisor.waitFor(100, TimeUnit.MILLISECONDS);
        ServerState state = data.readState().orElse(null);
        words.hear(new String(said.readAllBytes(), StandardCharsets.UTF_8));
        if (ended) {
          throw new CommandException(ExitCode.FAILED, words.message());
        }
        if (state != null && state.isUp() && isBy(state, process)) {
          return state;
        }
      }
    }
  }

  private static boolean isBy(ServerState state, ProcessRef process) {
    return state.isSupervisedBy(process);
  }

  private List<String> command(Wanted wanted) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx128m", "-XX:+UseSerialGC"));
    command.add(
        "-D" + Installation.HOME_PROPERTY + "=" + System.getProperty(Installation.HOME_PROPERTY));
    command.add("-D" + PROPERTY + "=true");
    command.addAll(List.of("-cp", ownClassPath()));
    command.addAll(List.of(Main.class.getName(), "up"));
    command.addAll(List.of("--data", data.root().toString()));
    command.addAll(List.of("--port", Integer.toString(wanted.port())));
    command.addAll(List.of("--nodes", Integer.toString(wanted.nodes())));
    if (!wanted.demo()) {
      command.add("--no-demo");
    }
    return command;
  }

  /**
   * A copy of this command's class path: the supervisor lives long, and its classes must not change
   * under it when the project is built again.
   */
  private String ownClassPath() throws IOException {
    Path copies = data.root().resolve("supervisor");
    PrivateFiles.deleteTree(copies);
    List<String> entries = new ArrayList<>();
    try {
      for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
        Path copy =
            copies.resolve(Integer.toString(entries.size())).resolve(Path.of(entry).getFileName());
        PrivateFiles.copyTree(Path.of(entry), copy);
        entries.add(copy.toString());
      }
    } catch (IOException e) {
      PrivateFiles.discard(copies, e);
      throw e;
    }
    return String.join(File.pathSeparator, entries);
  }
}
