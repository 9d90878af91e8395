package dev.holdfast.cli.device;

import dev.holdfast.cli.ExitCode;
import dev.holdfast.device.Holdfast;
import dev.holdfast.device.api.DeviceStatus;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** {@code holdfast device status}. */
@Command(name = "status", description = "Where this device stands; asks no server.")
final class StatusCommand extends DeviceTask {

  @Override
  ExitCode run(Holdfast holdfast) {
    DeviceStatus status = holdfast.status();
    String text =
        Documents.status(status).entrySet().stream()
            .filter(entry -> entry.getValue() != null)
            .map(entry -> "%-9s %s".formatted(entry.getKey(), entry.getValue()))
            .collect(Collectors.joining(System.lineSeparator()));
    output().result(Documents.status(status), text);
    return ExitCode.DONE;
  }
}
