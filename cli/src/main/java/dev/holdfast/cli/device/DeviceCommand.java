package dev.holdfast.cli.device;

import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import dev.holdfast.cli.Output;
import dev.holdfast.cli.PasswordFile;
import dev.holdfast.desktop.entry.StoreDoor;
import dev.holdfast.device.Holdfast;
import dev.holdfast.device.HoldfastBuilder;
import dev.holdfast.device.Stores;
import dev.holdfast.device.api.ConnectionKind;
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
      AttachCommand.class,
      ContentsCommand.class,
      SaveCommand.class,
      PendingCommand.class,
      OutcomesCommand.class,
      RetryCommand.class,
      CancelCommand.class,
      ExportCommand.class,
      ImportCommand.class,
      QueryCommand.class,
      VerifyCommand.class,
      WatchCommand.class,
      StatusCommand.class,
      UiCommand.class,
      PassphraseCommand.class,
      CheckCommand.class,
      RepairCommand.class,
      UsersCommand.class,
      RemoveCommand.class,
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
      names = "--stores",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = "Where several users have a store each, instead of --store; with --user.")
  private @Nullable Path stores;

  @Option(
      names = "--user",
      paramLabel = "U",
      scope = ScopeType.INHERIT,
      description = "Whose store in --stores; who signs in.")
  private @Nullable String user;

  @Option(
      names = "--passphrase-file",
      paramLabel = "F",
      scope = ScopeType.INHERIT,
      description = "File with the store's passphrase; asked for at a terminal without it.")
  private @Nullable Path passphraseFile;

  @Option(
      names = "--connection",
      paramLabel = "KIND",
      scope = ScopeType.INHERIT,
      description =
          "What the connection is: metered, unmetered or none; by a metered one the policy for it is obeyed.")
  private @Nullable String connection;

  private final Interruption interruption = new Interruption();
  @Mixin private Output output = new Output();
  @Spec private @Nullable CommandSpec spec;

  /** Where results go. */
  Output output() {
    return output;
  }

  /** What ends the command early. */
  Interruption interruption() {
    return interruption;
  }

  /**
   * Opens the store.
   *
   * @param create whether to make one if there is none
   * @throws CommandException if there is none, or no passphrase
   */
  Holdfast open(boolean create) throws CommandException {
    boolean exists = Holdfast.exists(store());
    if (!create) {
      requireStore();
    }
    char[] passphrase = passphrase(!exists);
    try (ProgressLine line = new ProgressLine(output::pass)) {
      HoldfastBuilder store = builder().progress(line);
      return interruption.during(() -> store.open(passphrase));
    } finally {
      Arrays.fill(passphrase, ' ');
    }
  }

  /** Something to do with the passphrase of a store that is not opened. */
  @FunctionalInterface
  interface Work<T> {
    /** Does it. */
    T with(HoldfastBuilder store, char[] passphrase) throws CommandException;
  }

  /**
   * Does something with a store that is there, without opening it.
   *
   * @throws CommandException if there is none, or no passphrase
   */
  <T> T beside(Work<T> work) throws CommandException {
    requireStore();
    char[] passphrase = passphrase(false);
    try {
      return work.with(builder(), passphrase);
    } finally {
      Arrays.fill(passphrase, ' ');
    }
  }

  /** Makes sure that there is one. */
  void requireStore() throws CommandException {
    if (!Holdfast.exists(store())) {
      throw new CommandException(
          ExitCode.REFUSED, "There is no device in %s. Sign in first.".formatted(store()));
    }
  }

  /** The store, not opened. */
  HoldfastBuilder builder() {
    HoldfastBuilder builder = stores == null ? Holdfast.at(store()) : Stores.in(stores).at(user());
    ConnectionKind kind = connection();
    return builder.connection(() -> kind);
  }

  /**
   * The store as a window opens it.
   *
   * @param server the address that a first sign-in suggests, null for none
   */
  StoreDoor door(@Nullable String server) {
    return new StoreDoor(store(), this::builder, user, server);
  }

  /** What the connection is said to be. */
  ConnectionKind connection() {
    if (connection == null) {
      return ConnectionKind.UNKNOWN;
    }
    for (ConnectionKind kind : ConnectionKind.values()) {
      if (kind.code().equals(connection)) {
        return kind;
      }
    }
    throw wrong(
        "--connection: \"%s\" is not one of metered, unmetered, none or unknown."
            .formatted(connection));
  }

  /** All users' stores. */
  Stores stores() {
    if (stores == null) {
      throw wrong("Missing required option '--stores=DIR'");
    }
    return Stores.in(stores);
  }

  /** The user who was named. */
  String user() {
    if (user == null) {
      throw wrong("Missing required option '--user=U'");
    }
    return user;
  }

  private Path store() {
    if (stores != null && store != null) {
      throw wrong("--store and --stores: give one of them.");
    }
    if (stores != null) {
      return stores().directory(user());
    }
    if (store == null) {
      throw wrong("Missing required option '--store=DIR'");
    }
    return store;
  }

  private ParameterException wrong(String message) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
  }

  private char[] passphrase(boolean first) throws CommandException {
    return first
        ? chosen(passphraseFile, "Passphrase of the store", PASSPHRASE)
        : given(passphraseFile, "Passphrase of the store", PASSPHRASE);
  }

  /** A passphrase that is there already. */
  static char[] given(@Nullable Path file, String what, String option) throws CommandException {
    return file == null ? PasswordFile.ask(what, option) : PasswordFile.read(file);
  }

  /** A passphrase that is new: at a terminal it is typed twice. */
  static char[] chosen(@Nullable Path file, String what, String option) throws CommandException {
    if (file != null) {
      return PasswordFile.read(file);
    }
    char[] typed = PasswordFile.ask(what, option);
    char[] again = PasswordFile.ask("The same once more", option);
    boolean same = Arrays.equals(typed, again);
    Arrays.fill(again, ' ');
    if (!same) {
      Arrays.fill(typed, ' ');
      throw new CommandException(ExitCode.USAGE, "These were two different passphrases.");
    }
    return typed;
  }
}
