package dev.holdfast.cli.admin;

import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import dev.holdfast.cli.Output;
import dev.holdfast.cli.PasswordFile;
import dev.holdfast.cli.local.DataDirectory;
import dev.holdfast.cli.local.DataOption;
import dev.holdfast.cli.local.ServerState;
import dev.holdfast.cli.rest.ApiClient;
import dev.holdfast.kernel.wire.SignInRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code holdfast admin}: who asks which server. */
@Command(
    name = "admin",
    description = "Administer a server; without options the local one, as admin.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      PackageCommands.class,
      UserCommands.class,
      DeviceCommands.class,
      ResyncCommand.class,
      PolicyCommands.class,
      IssueCommands.class,
      WorkbasketCommands.class,
      WebhookCommands.class,
      CaseCommands.class,
      HoldCommands.class,
      TableCommands.class,
      SyncLogCommand.class,
      AlertCommands.class,
      AuditCommands.class,
      PurgeCommand.class,
      SnapshotCommand.class,
      DdlCommand.class
    })
public final class AdminCommand {
  @Option(names = "--server", paramLabel = "URL", description = "The server's address.")
  private @Nullable String server;

  @Option(
      names = "--user",
      paramLabel = "U",
      defaultValue = "admin",
      description = "Who asks (default: ${DEFAULT-VALUE}).")
  private String user = "admin";

  @Option(
      names = "--password-file",
      paramLabel = "F",
      description = "File with the user's password; the local server's by default.")
  private @Nullable Path passwordFile;

  @Mixin private DataOption data = new DataOption();
  @Mixin private Output output = new Output();

  /** Where results go. */
  Output output() {
    return output;
  }

  /**
   * Signs in.
   *
   * @throws CommandException if there is no server, or if it refuses
   */
  ApiClient connect() throws CommandException {
    DataDirectory local = data.directory();
    String url = server == null ? localUrl(local) : server;
    return ApiClient.signIn(url, new SignInRequest(user, password(local), null));
  }

  private static String localUrl(DataDirectory local) throws CommandException {
    return local
        .readState()
        .filter(state -> state.isSupervised() && !state.nodes().isEmpty())
        .map(ServerState::url)
        .orElseThrow(
            () ->
                new CommandException(
                    ExitCode.UNREACHABLE,
                    "No server is up in %s. Call holdfast up, or give --server URL."
                        .formatted(local.root())));
  }

  private String password(DataDirectory local) throws CommandException {
    if (passwordFile != null) {
      return new String(PasswordFile.read(passwordFile));
    }
    Path generated = local.secrets().file(user);
    if (server == null && Files.exists(generated)) {
      return new String(PasswordFile.read(generated));
    }
    return new String(PasswordFile.ask("Password of " + user, "--password-file F"));
  }
}
