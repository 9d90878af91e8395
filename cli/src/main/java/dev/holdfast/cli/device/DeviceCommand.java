package dev.holdfast.cli.device;

import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import dev.holdfast.cli.Output;
import dev.holdfast.cli.PasswordFile;
import dev.holdfast.device.Holdfast;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code holdfast device}: whose store, and how it opens. */
@Command(
    name = "device",
    description = "Be a device: work on cases with or without a server.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      SignInCommand.class,
      SyncCommand.class,
      CasesCommand.class,
      ShowCommand.class,
      CreateCommand.class,
      PerformCommand.class,
      PendingCommand.class,
      OutcomesCommand.class,
      RetryCommand.class,
      CancelCommand.class,
      QueryCommand.class,
      VerifyCommand.class,
      WatchCommand.class,
      StatusCommand.class,
      SignOutCommand.class
    })
public final class DeviceCommand {
  private static final String PASSPHRASE = "--passphrase-file F";

  @Option(
      names = "--store",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = "Where the device keeps everything.")
  private @Nullable Path store;

  @Option(
      names = "--passphrase-file",
      paramLabel = "F",
      scope = ScopeType.INHERIT,
      description = "File with the store's passphrase; asked for at a terminal without it.")
  private @Nullable Path passphraseFile;

  @Mixin private Output output = new Output();
  @Spec private @Nullable CommandSpec spec;

  /** Where results go. */
  Output output() {
    return output;
  }

  /**
   * Opens the store.
   *
   * @param create whether to make one if there is none
   * @throws CommandException if there is none, or no passphrase
   */
  Holdfast open(boolean create) throws CommandException {
    if (store == null) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(), "Missing required option '--store=DIR'");
    }
    boolean exists = Holdfast.exists(store);
    if (!exists && !create) {
      throw new CommandException(
          ExitCode.REFUSED, "There is no device in %s. Sign in first.".formatted(store));
    }
    char[] passphrase = passphrase(!exists);
    try {
      return Holdfast.open(store, passphrase);
    } finally {
      Arrays.fill(passphrase, ' ');
    }
  }

  private char[] passphrase(boolean first) throws CommandException {
    if (passphraseFile != null) {
      return PasswordFile.read(passphraseFile).toCharArray();
    }
    String typed = PasswordFile.ask("Passphrase of the store", PASSPHRASE);
    if (first && !typed.equals(PasswordFile.ask("The same once more", PASSPHRASE))) {
      throw new CommandException(ExitCode.USAGE, "These were two different passphrases.");
    }
    return typed.toCharArray();
  }
}
