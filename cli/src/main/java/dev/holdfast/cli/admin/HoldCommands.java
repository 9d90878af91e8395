package dev.holdfast.cli.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import dev.holdfast.cli.Output;
import dev.holdfast.cli.rest.ApiClient;
import dev.holdfast.cli.rest.Query;
import java.util.Map;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code holdfast admin hold}: legal holds, also on whole case types. */
@Command(
    name = "hold",
    description = "Legal holds: list, type, lift; for one case see 'case hold'.")
final class HoldCommands extends AdminGroup {
  static final String HOLDS = "/admin/holds";

  @Command(name = "list", description = "Holds in effect, the last ones placed first.")
  int list(@Option(names = "--lifted", description = "Those that were lifted, too.") boolean lifted)
      throws CommandException {
    ArrayNode items = api().list(Query.of(HOLDS).with("lifted", lifted ? "true" : null).toString());
    output()
        .result(
            items,
            Documents.table(
                items,
                "id",
                "case",
                "application",
                "type",
                "reason",
                "placedBy",
                "placedAt",
                "liftedBy",
                "liftedAt"));
    return ExitCode.DONE.code();
  }

  @Command(name = "type", description = "Hold all cases of a type, those to come among them.")
  int type(
      @Parameters(paramLabel = "APP", description = "The application.") String application,
      @Parameters(paramLabel = "TYPE", description = "The case type.") String type,
      @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
          String reason)
      throws CommandException {
    JsonNode hold =
        api().post(HOLDS, Map.of("application", application, "type", type, "reason", reason));
    output().result(hold, "All cases of type %s are under legal hold.".formatted(type));
    return ExitCode.DONE.code();
  }

  @Command(name = "lift", description = "Lift a hold.")
  int lift(
      @Parameters(paramLabel = "ID", description = "The hold.") UUID id,
      @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
          String reason)
      throws CommandException {
    output().result(lift(api(), id.toString(), reason), "Hold %s is lifted.".formatted(id));
    return ExitCode.DONE.code();
  }

  /** Lifts all holds that are on one case itself; says so if its type is held, too. */
  static int release(ApiClient api, Output output, UUID caseId, String reason)
      throws CommandException {
    ArrayNode lifted = JsonNodeFactory.instance.arrayNode();
    int left = 0;
    for (JsonNode hold : api.get(HOLDS + "/of-case/" + caseId).path("items")) {
      if (hold.path("case").isNull()) {
        left++;
      } else {
        lifted.add(lift(api, hold.path("id").asText(), reason));
      }
    }
    if (left > 0) {
      output.say("The case stays held with its type; see 'holdfast admin hold list'.");
    }
    output.result(lifted, "%d hold(s) lifted.".formatted(lifted.size()));
    return ExitCode.DONE.code();
  }

  private static JsonNode lift(ApiClient api, String id, String reason) throws CommandException {
    return api.post(HOLDS + '/' + id + "/lifting", Map.of("reason", reason));
  }
}
