package dev.holdfast.cli.device;

import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import dev.holdfast.cli.Output;
import dev.holdfast.device.api.CancelledException;
import dev.holdfast.device.api.HoldfastException;
import dev.holdfast.device.api.LockedException;
import dev.holdfast.device.api.NotAllowedException;
import dev.holdfast.device.api.NotSignedInException;
import dev.holdfast.device.api.Progress;
import dev.holdfast.device.api.RefusedException;
import dev.holdfast.device.api.StoreException;
import dev.holdfast.device.api.TooManyAttemptsException;
import dev.holdfast.device.api.UnreachableException;
import dev.holdfast.device.api.WrongPassphraseException;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParentCommand;

/** What all commands under {@code device} share: the library's errors as exit codes. */
abstract class StoreTask implements Callable<Integer> {
  @ParentCommand private @Nullable DeviceCommand device;

  /**
   * Does it.
   *
   * @throws HoldfastException if the device can't
   * @throws IllegalArgumentException if what was typed can't be used
   */
  abstract ExitCode run(DeviceCommand command) throws CommandException;

  /** Where results go. */
  Output output() {
    return command().output();
  }

  /**
   * Does something long: a person at a terminal sees how far it is, and Ctrl-C ends it as a cut
   * would.
   *
   * @param work gets whom to tell how far it is
   */
  <T> T watched(Function<Consumer<? super Progress>, T> work) throws CommandException {
    return command()
        .interruption()
        .during(
            () -> {
              try (ProgressLine line = new ProgressLine(output()::pass)) {
                return work.apply(line);
              }
            });
  }

  @Override
  public final Integer call() throws CommandException {
    try (Interruption interruption = command().interruption()) {
      return perform();
    }
  }

  private Integer perform() throws CommandException {
    try {
      return run(command()).code();
    } catch (CancelledException e) {
      // Said here and now, for the process may be waiting for nothing but this command's end.
      output().say("holdfast: " + e.getMessage());
      return ExitCode.FAILED.code();
    } catch (HoldfastException e) {
      throw new CommandException(code(e), e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new CommandException(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
    }
  }

  /** The user who was named. */
  String user() {
    return command().user();
  }

  /** Whose store it is. */
  DeviceCommand command() {
    return Objects.requireNonNull(device);
  }

  private static ExitCode code(HoldfastException e) {
    if (e instanceof UnreachableException) {
      return ExitCode.UNREACHABLE;
    }
    boolean refused =
        e instanceof NotSignedInException
            || e instanceof NotAllowedException
            || e instanceof RefusedException
            || e instanceof LockedException
            || e instanceof WrongPassphraseException
            || e instanceof TooManyAttemptsException
            || (e instanceof StoreException store && store.reason() == StoreException.Reason.WIPED);
    return refused ? ExitCode.REFUSED : ExitCode.FAILED;
  }
}
