package dev.holdfast.cli.device;

import dev.holdfast.cli.ExitCode;
import dev.holdfast.device.Holdfast;
import java.util.Map;
import picocli.CommandLine.Command;

/** {@code holdfast device sign-out}. */
@Command(name = "sign-out", description = "End the session; data and queue stay on the device.")
final class SignOutCommand extends DeviceTask {

  @Override
  ExitCode run(Holdfast holdfast) {
    boolean told = holdfast.signOut();
    int pending = holdfast.status().pending();
    if (pending > 0) {
      output()
          .say(
              "%d action(s) are not sent yet. They stay in the store: sign in again and sync."
                  .formatted(pending));
    }
    output()
        .result(
            Map.of("signedOut", true, "serverTold", told, "pending", pending),
            told
                ? "Signed out."
                : "Signed out here; the server could not be told, its session ends by itself.");
    return ExitCode.DONE;
  }
}
