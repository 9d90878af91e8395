package dev.holdfast.cli.device;

import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import dev.holdfast.cli.Output;
import dev.holdfast.device.Holdfast;
import dev.holdfast.device.api.HoldfastException;
import dev.holdfast.device.api.NotAllowedException;
import dev.holdfast.device.api.NotSignedInException;
import dev.holdfast.device.api.RefusedException;
import dev.holdfast.device.api.StoreException;
import dev.holdfast.device.api.UnreachableException;
import dev.holdfast.device.api.WrongPassphraseException;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParentCommand;

/** What the commands under {@code device} share: an open device, and its errors as exit codes. */
abstract class DeviceTask implements Callable<Integer> {
  @ParentCommand private @Nullable DeviceCommand device;

  /**
   * Does it.
   *
   * @throws HoldfastException if the device can't
   * @throws IllegalArgumentException if what was typed can't be used
   */
  abstract ExitCode run(Holdfast holdfast) throws CommandException;

  /** Whether to make a store if there is none. */
  boolean creates() {
    return false;
  }

  /** Where results go. */
  Output output() {
    return device().output();
  }

  @Override
  public final Integer call() throws CommandException {
    try (Holdfast holdfast = device().open(creates())) {
      return run(holdfast).code();
    } catch (HoldfastException e) {
      throw new CommandException(code(e), e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new CommandException(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
    }
  }

  private DeviceCommand device() {
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
            || e instanceof WrongPassphraseException
            || (e instanceof StoreException store && store.reason() == StoreException.Reason.WIPED);
    return refused ? ExitCode.REFUSED : ExitCode.FAILED;
  }
}
