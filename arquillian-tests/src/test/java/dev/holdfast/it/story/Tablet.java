package dev.holdfast.it.story;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.it.story.Command.Run;
import dev.holdfast.it.story.Command.Started;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A device that somebody works on by {@code holdfast device}. */
final class Tablet {
  private final Command command;
  private final String user;
  private final Path store;
  private final Path passphrase;

  Tablet(Command command, Path directory, String user, String name) {
    this.command = command;
    this.user = user;
    this.store = directory.resolve(name);
    this.passphrase = directory.resolve(name + ".passphrase");
    try {
      Files.writeString(passphrase, "the passphrase of " + name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void signIn(String server) {
    Path password = command.data().resolve("secrets").resolve(user + ".password");
    run("sign-in", "--server", server, "--user", user, "--password-file", password.toString())
        .exits(0);
  }

  /** Syncs; everything has to be applied. */
  JsonNode sync() {
    return run("sync").exits(0).json();
  }

  /** Performs an action; it has to be possible. */
  JsonNode perform(String caseId, String action, String... values) {
    return perform(caseId, action, 0, values).json();
  }

  /** Performs an action and expects an exit code. */
  Run perform(String caseId, String action, int exit, String... values) {
    String[] arguments = new String[3 + 2 * values.length];
    arguments[0] = "perform";
    arguments[1] = caseId;
    arguments[2] = action;
    for (int i = 0; i < values.length; i++) {
      arguments[3 + 2 * i] = "--set";
      arguments[4 + 2 * i] = values[i];
    }
    return run(arguments).exits(exit);
  }

  /** A document that a command prints. */
  JsonNode print(String... arguments) {
    return run(arguments).exits(0).json();
  }

  Run run(String... arguments) {
    return start(arguments).end();
  }

  Started start(String... arguments) {
    return command.start(
        List.of("device", "--store", store.toString(), "--passphrase-file", passphrase.toString()),
        arguments);
  }
}
