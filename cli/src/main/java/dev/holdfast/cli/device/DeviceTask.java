package dev.holdfast.cli.device;

import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import dev.holdfast.device.Holdfast;
import dev.holdfast.device.api.HoldfastException;

/** What the commands share that work with an open device. */
abstract class DeviceTask extends StoreTask {

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

  /** Makes sure of what has to be right before the store is opened or made. */
  void check() {}

  @Override
  final ExitCode run(DeviceCommand command) throws CommandException {
    check();
    try (Holdfast holdfast = command.open(creates())) {
      return run(holdfast);
    }
  }
}
