package dev.holdfast.cli.admin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import dev.holdfast.cli.TextTable;
import dev.holdfast.cli.rest.Query;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code holdfast admin audit}. */
@Command(name = "audit", description = "What administrators changed: list.")
final class AuditCommands extends AdminGroup {

  @Command(name = "list", description = "Lines of the audit trail, newest first.")
  int list(
      @Option(names = "--by", paramLabel = "U", description = "Only of this administrator.")
          @Nullable String user,
      @Option(
              names = "--action",
              paramLabel = "A",
              description = "Only this, for example user-changed.")
          @Nullable String action,
      @Option(
              names = "--subject",
              paramLabel = "TEXT",
              description = "Only where the user, application or id has this text.")
          @Nullable String subject,
      @Option(
              names = "--last",
              paramLabel = "N",
              defaultValue = "100",
              description = "How many, at most 500 (default: ${DEFAULT-VALUE}).")
          int last)
      throws CommandException {
    var items =
        api()
            .get(
                Query.of("/admin/audit")
                    .with("user", user)
                    .with("action", action)
                    .with("subject", subject)
                    .with("limit", String.valueOf(last))
                    .toString())
            .path("items");
    output().result(items, table(items));
    return ExitCode.DONE.code();
  }

  private static String table(JsonNode items) {
    TextTable table = new TextTable("at", "user", "action", "subject", "reason", "changes");
    for (JsonNode line : items) {
      table.row(
          Documents.text(line.path("at")),
          Documents.text(line.path("user")),
          Documents.text(line.path("action")),
          Documents.text(line.path("subject")),
          Documents.text(line.path("reason")),
          Documents.changes(line.path("changes")));
    }
    return table.toString();
  }
}
