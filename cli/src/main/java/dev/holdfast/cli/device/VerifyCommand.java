package dev.holdfast.cli.device;

import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import dev.holdfast.cli.TextTable;
import dev.holdfast.device.Holdfast;
import dev.holdfast.device.api.Cancellation;
import dev.holdfast.device.api.Verification;
import picocli.CommandLine.Command;

/** {@code holdfast device verify}. */
@Command(
    name = "verify",
    description = "Prove that every row is, byte for byte, what the server had at the checkpoint.")
final class VerifyCommand extends DeviceTask {

  @Override
  ExitCode run(Holdfast holdfast) throws CommandException {
    Verification verification = watched(progress -> holdfast.verify(progress, new Cancellation()));
    TextTable table = new TextTable("bucket", "rows", "match");
    for (Verification.Bucket bucket : verification.buckets()) {
      table.row(bucket.bucket(), Long.toString(bucket.rows()), bucket.match() ? "yes" : "NO");
    }
    output().result(verification, table.toString());
    if (!verification.match()) {
      output()
          .say(
              "%d damaged: the next sync fetches them whole."
                  .formatted(verification.buckets().stream().filter(b -> !b.match()).count()));
    }
    return verification.match() ? ExitCode.DONE : ExitCode.FAILED;
  }
}
