package dev.holdfast.cli.admin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import dev.holdfast.cli.rest.Query;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code holdfast admin package}. */
@Command(name = "package", description = "Application packages: deploy, activate, compare.")
final class PackageCommands extends AdminGroup {

  @Command(name = "deploy", description = "Check a package, store it and put it in force.")
  int deploy(@Parameters(paramLabel = "FILE", description = "The package, YAML.") Path file)
      throws CommandException {
    String answer =
        api().post("/admin/packages", "application/yaml", Inputs.text(file), "application/json");
    JsonNode deployed = Inputs.json(answer);
    for (JsonNode warning : deployed.path("warnings")) {
      output()
          .say(
              "warning: line %d:%d  %s  %s [%s]"
                  .formatted(
                      warning.path("line").asInt(),
                      warning.path("column").asInt(),
                      warning.path("path").asText(),
                      warning.path("message").asText(),
                      warning.path("code").asText()));
    }
    output()
        .result(
            deployed,
            "%s %s is in force."
                .formatted(
                    deployed.path("application").asText(), deployed.path("version").asText()));
    return ExitCode.DONE.code();
  }

  @Command(name = "list", description = "All versions.")
  int list() throws CommandException {
    var items = api().list("/admin/packages");
    output()
        .result(
            items,
            Documents.table(items, "application", "version", "active", "deployedAt", "deployedBy"));
    return ExitCode.DONE.code();
  }

  @Command(name = "activate", description = "Put a stored version in force: forward or back.")
  int activate(
      @Parameters(paramLabel = "APP", description = "Application.") String application,
      @Parameters(paramLabel = "VERSION", description = "A stored version.") String version)
      throws CommandException {
    JsonNode activated =
        api()
            .post(
                "/admin/packages/" + Query.segment(application) + "/active",
                Map.of("version", version));
    output().result(activated, "%s %s is in force.".formatted(application, version));
    return ExitCode.DONE.code();
  }

  @Command(name = "diff", description = "What changes from one version to another.")
  int diff(
      @Parameters(paramLabel = "APP", description = "Application.") String application,
      @Parameters(paramLabel = "V1", description = "From this version.") String from,
      @Parameters(paramLabel = "V2", description = "To this version.") String to)
      throws CommandException {
    var items =
        api()
            .list(
                Query.of("/admin/packages/" + Query.segment(application) + "/diff")
                    .with("from", from)
                    .with("to", to)
                    .toString());
    output().result(items, Documents.table(items, "path", "from", "to"));
    return ExitCode.DONE.code();
  }
}
