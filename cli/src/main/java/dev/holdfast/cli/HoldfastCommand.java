package dev.holdfast.cli;

import dev.holdfast.cli.admin.AdminCommand;
import dev.holdfast.cli.device.DeviceCommand;
import dev.holdfast.cli.local.DownCommand;
import dev.holdfast.cli.local.StatusCommand;
import dev.holdfast.cli.local.UpCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ScopeType;

/** The command itself; everything is done by its subcommands. */
@Command(
    name = "holdfast",
    description = "Offline casework for Jakarta EE: a local server, a device, administration.",
    subcommands = {
      UpCommand.class,
      DownCommand.class,
      StatusCommand.class,
      DeviceCommand.class,
      AdminCommand.class,
      HelpCommand.class
    },
    mixinStandardHelpOptions = true,
    version = "holdfast 0.1.0",
    scope = ScopeType.INHERIT,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "The script ./holdfast has two more:",
      "  test    Run every test of the project.",
      "  bench   Run benchmarks: list, or NAME [--json]; soak [--minutes N] [--seed N]."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:failed for another reason",
      "2:usage",
      "3:server not reachable (nothing lost, try later)",
      "4:not signed in or not allowed",
      "5:done, but something was parked"
    })
final class HoldfastCommand {}
