package dev.holdfast.cli;

import dev.holdfast.cli.admin.AdminCommand;
import dev.holdfast.cli.local.DownCommand;
import dev.holdfast.cli.local.StatusCommand;
import dev.holdfast.cli.local.UpCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The command itself; everything is done by its subcommands. */
@Command(
    name = "holdfast",
    description = "Offline casework for Jakarta EE: a local server, a device, administration.",
    subcommands = {UpCommand.class, DownCommand.class, StatusCommand.class, HelpCommand.class},
    mixinStandardHelpOptions = true,
    version = "holdfast 0.1.0",
    scope = picocli.CommandLine.ScopeType.INHERIT,
    synopsisSubcommandLabel = "COMMAND",
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
