package dev.holdfast.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Entry of the {@code holdfast} command. */
public final class Main {
  /** Kept, because the log manager holds its loggers weakly. */
  private static final Logger ROOT_LOGGER = Logger.getLogger("");

  private Main() {}

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] args) {
    ROOT_LOGGER.setLevel(Level.WARNING);
    System.exit(run(args));
  }

  /**
   * Runs the command in this process.
   *
   * @param args the command line
   * @return the exit code, see {@link ExitCode}
   */
  public static int run(String... args) {
    return run(
        new PrintWriter(System.out, true, StandardCharsets.UTF_8),
        new PrintWriter(System.err, true, StandardCharsets.UTF_8),
        args);
  }

  /**
   * Runs the command in this process, its output going elsewhere.
   *
   * @param out gets results
   * @param err gets messages for people
   * @param args the command line
   * @return the exit code, see {@link ExitCode}
   */
  public static int run(PrintWriter out, PrintWriter err, String... args) {
    return commandLine().setOut(out).setErr(err).execute(args);
  }

  private static CommandLine commandLine() {
    CommandLine line = new CommandLine(new HoldfastCommand());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.registerConverter(UUID.class, Main::id);
    line.setParameterExceptionHandler(Main::misused);
    line.setExecutionExceptionHandler(Main::failed);
    return line;
  }

  private static UUID id(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException("'%s' is not an id".formatted(text));
    }
  }

  private static int misused(ParameterException misuse, String[] args) {
    CommandLine command = misuse.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("holdfast: " + misuse.getMessage());
    UnmatchedArgumentException.printSuggestions(misuse, err);
    if (command.getSubcommands().isEmpty()) {
      err.printf("Usage: %s%n", command.getHelp().synopsis(0).strip());
    } else {
      command.usage(err);
    }
    return ExitCode.USAGE.code();
  }

  private static int failed(Exception failure, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    boolean trace = System.getenv("HOLDFAST_TRACE") != null;
    if (failure instanceof CommandException expected) {
      err.println("holdfast: " + expected.getMessage());
      if (trace) {
        expected.printStackTrace(err);
      }
      return expected.exitCode().code();
    }
    err.println("holdfast: " + failure + (trace ? "" : " (HOLDFAST_TRACE=1 shows where)"));
    if (trace) {
      failure.printStackTrace(err);
    }
    return ExitCode.FAILED.code();
  }
}
