package dev.holdfast.cli.local;

import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One PostgreSQL server on the loopback interface, its data in the data directory. Passwords are
 * required from the first moment; every commit is on disk before it is answered.
 */
final class Postgres implements DatabaseServer {
  private static final String SUPERUSER = "postgres";
  private static final int START_SECONDS = 60;

  private final PostgresSoftware software;
  private final DataDirectory data;

  Postgres(PostgresSoftware software, DataDirectory data) {
    this.software = software;
    this.data = data;
  }

  /**
   * Makes the data directory unless it is there. It is made under another name and renamed, so that
   * a half made one is made again.
   */
  void initialize(Progress progress) throws CommandException {
    Path version = cluster().resolve("PG_VERSION");
    if (Files.exists(version)) {
      requireVersion(version);
      return;
    }
    progress.step("Making the database", this::initdb);
  }

  /**
   * Starts the server on this port; it doesn't answer yet.
   *
   * @throws CommandException if the process can't be started
   */
  Process launch(int port) throws CommandException {
    removeStaleLock();
    try {
      return Detached.builder(software.command("postgres", options(port)))
          .directory(root().toFile())
          .redirectErrorStream(true)
          .redirectOutput(out().toFile())
          .start();
    } catch (IOException e) {
      throw new CommandException(ExitCode.FAILED, "Can't start PostgreSQL: " + e.getMessage(), e);
    }
  }

  /**
   * Waits until the server answers.
   *
   * @throws CommandException if it ends instead, with its own reason
   */
  void awaitReady(Process server, int port) throws CommandException {
    PostgresAdmin admin = admin(port);
    try {
      for (int i = 0; i < START_SECONDS * 10; i++) {
        if (admin.answers()) {
          return;
        }
        if (server.waitFor(100, TimeUnit.MILLISECONDS)) {
          throw new CommandException(
              ExitCode.FAILED, "PostgreSQL didn't start:\n" + Files.readString(out()).strip());
        }
      }
    } catch (IOException e) {
      throw new CommandException(ExitCode.FAILED, "PostgreSQL didn't start", e);
    } catch (InterruptedException e) {
      throw Interrupts.interrupted(e);
    }
    throw new CommandException(
        ExitCode.FAILED,
        "PostgreSQL doesn't answer after %d s; see %s".formatted(START_SECONDS, data.log()));
  }

  @Override
  public void stop() {
    try {
      new ProcessBuilder(
              software.command(
                  "pg_ctl", List.of("stop", "-D", cluster().toString(), "-m", "fast", "-t", "60")))
          .directory(root().toFile())
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** SQL as the superuser. */
  PostgresAdmin admin(int port) throws CommandException {
    return new PostgresAdmin(port, SUPERUSER, data.secrets().password(SUPERUSER));
  }

  @Override
  public Optional<ProcessHandle> orphan() {
    return lockedBy().filter(process -> runs(process).map(this::isOurs).orElse(false));
  }

  private Optional<ProcessHandle> lockedBy() {
    try (var lines = Files.lines(lockFile())) {
      return lines
          .findFirst()
          .map(String::strip)
          .filter(line -> line.matches("\\d{1,9}"))
          .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)));
    } catch (IOException | java.io.UncheckedIOException e) {
      return Optional.empty();
    }
  }

  /**
   * A killed server leaves its lock file; its process id may belong to anybody by now. In doubt the
   * file stays, and PostgreSQL judges.
   */
  private void removeStaleLock() throws CommandException {
    boolean stale =
        lockedBy().map(process -> runs(process).map(c -> !isOurs(c)).orElse(false)).orElse(true);
    try {
      if (stale) {
        Files.deleteIfExists(lockFile());
      }
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.FAILED, "Can't remove %s: %s".formatted(lockFile(), e.getMessage()), e);
    }
  }

  /** The program of a process, if the system tells. */
  private static Optional<String> runs(ProcessHandle process) {
    return process.info().command();
  }

  private boolean isOurs(String command) {
    return command.startsWith(root().toString());
  }

  private void requireVersion(Path file) throws CommandException {
    try {
      String found = Files.readString(file).strip();
      String own = software.version();
      if (!found.equals(own)) {
        throw new CommandException(
            ExitCode.FAILED,
            "%s was made by PostgreSQL %s, and this Holdfast brings %s. Call holdfast up of the version that made it, or choose another place: holdfast up --data DIR"
                .formatted(cluster(), found, own));
      }
    } catch (IOException e) {
      throw DiskFailure.of("Can't read " + file, file, e);
    }
  }

  private void initdb() throws CommandException {
    Path temporary = root().resolve("data.new");
    Path log = data.log().resolve("initdb.out");
    Path passwordFile = root().resolve("superuser");
    try {
      PrivateFiles.deleteTree(temporary);
      PrivateFiles.write(passwordFile, data.secrets().password(SUPERUSER));
      software.user().own(root());
      software.user().own(passwordFile);
      Process initdb =
          new ProcessBuilder(
                  software.command(
                      "initdb",
                      List.of(
                          "-D",
                          temporary.toString(),
                          "-U",
                          SUPERUSER,
                          "--pwfile=" + passwordFile,
                          "--auth=scram-sha-256",
                          "--encoding=UTF8",
                          "--locale=C.UTF-8",
                          "--data-checksums")))
              .directory(root().toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      if (initdb.waitFor() != 0) {
        throw new CommandException(
            ExitCode.FAILED, "The database can't be made:\n" + Files.readString(log).strip());
      }
      Files.delete(passwordFile);
      PrivateFiles.move(temporary, cluster());
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.FAILED, "The database can't be made: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      throw Interrupts.interrupted(e);
    }
  }

  private List<String> options(int port) {
    return List.of(
        "-D", cluster().toString(),
        "-p", Integer.toString(port),
        "-c", "listen_addresses=127.0.0.1",
        "-c", "unix_socket_directories=",
        "-c", "timezone=UTC",
        "-c", "max_connections=100",
        "-c", "logging_collector=on",
        "-c", "log_directory=" + root().resolve("log"),
        "-c", "log_filename=postgresql-%a.log",
        "-c", "log_rotation_age=1d",
        "-c", "log_truncate_on_rotation=on");
  }

  private Path out() {
    return data.log().resolve("postgresql.out");
  }

  private Path root() {
    return data.postgres();
  }

  private Path cluster() {
    return root().resolve("data");
  }

  private Path lockFile() {
    return cluster().resolve("postmaster.pid");
  }
}
