package dev.holdfast.cli.device;

import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import dev.holdfast.cli.PasswordFile;
import dev.holdfast.device.Holdfast;
import dev.holdfast.device.api.DeviceStatus;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code holdfast device sign-in}. */
@Command(
    name = "sign-in",
    description = "Sign in at a server; the first time enrols the device and makes its store.")
final class SignInCommand extends DeviceTask {
  @Option(names = "--server", paramLabel = "URL", required = true, description = "The server.")
  private String server = "";

  @Option(
      names = "--password-file",
      paramLabel = "F",
      description = "File with the user's password; asked for at a terminal without it.")
  private @Nullable Path passwordFile;

  @Option(names = "--name", paramLabel = "N", description = "What people call the device.")
  private @Nullable String name;

  @Override
  boolean creates() {
    return true;
  }

  @Override
  void check() {
    user();
  }

  @Override
  ExitCode run(Holdfast holdfast) throws CommandException {
    String user = user();
    char[] password =
        passwordFile == null
            ? PasswordFile.ask("Password of " + user, "--password-file F")
            : PasswordFile.read(passwordFile);
    try {
      holdfast.signIn(server, user, password, name == null ? hostName() : name);
    } finally {
      Arrays.fill(password, ' ');
    }
    DeviceStatus status = holdfast.status();
    output()
        .result(
            Documents.status(status),
            "Signed in as %s at %s. Now sync.".formatted(status.user(), status.server()));
    return ExitCode.DONE;
  }

  private static String hostName() {
    return Optional.ofNullable(System.getenv("HOSTNAME")).orElse("command line");
  }
}
