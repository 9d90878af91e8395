package dev.holdfast.cli.admin;

import dev.holdfast.cli.rest.Query;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which issues, as options; the same for lists, groups, exports and batches. */
final class IssueFilterOptions {
  @Option(names = "--workbasket", paramLabel = "W", description = "Only of this workbasket.")
  private @Nullable String workbasket;

  @Option(
      names = "--status",
      paramLabel = "S",
      description =
          "unresolved, open, claimed, resolved or any: each chain once; waiting: what waits behind"
              + " another one; all: every submission, which a list has by default.")
  private @Nullable String status;

  @Option(names = "--reason", paramLabel = "R", description = "Only parked for this reason.")
  private @Nullable String reason;

  @Option(names = "--by", paramLabel = "U", description = "Only submitted by this user.")
  private @Nullable String user;

  @Option(names = "--device", paramLabel = "ID", description = "Only from this device.")
  private @Nullable String device;

  @Option(names = "--case", paramLabel = "ID", description = "Only about this case.")
  private @Nullable String caseId;

  @Option(names = "--from", paramLabel = "T", description = "Received then or later.")
  private @Nullable String from;

  @Option(names = "--until", paramLabel = "T", description = "Received before then.")
  private @Nullable String until;

  @Option(
      names = "--assignee",
      paramLabel = "U",
      description = "Only claimed by this user, or assigned to.")
  private @Nullable String assignee;

  @Option(
      names = "--text",
      paramLabel = "WORDS",
      description = "Words, or their beginnings, that are all in them; #N is the number.")
  private @Nullable String text;

  @Option(names = "--application", paramLabel = "A", description = "Only of this application.")
  private @Nullable String application;

  @Option(names = "--type", paramLabel = "T", description = "Only of this case type.")
  private @Nullable String type;

  @Option(names = "--action", paramLabel = "A", description = "Only of this action.")
  private @Nullable String action;

  @Option(
      names = "--package",
      paramLabel = "V",
      description = "Only made with this version of the package.")
  private @Nullable String packageVersion;

  @Option(
      names = "--field",
      paramLabel = "F",
      description = "Only with this field, or code, in the first message; '' for none.")
  private @Nullable String field;

  /** A path with the filter. */
  String path(String path) {
    return query(path).toString();
  }

  /** The same, received before a time unless it says one itself. */
  String pathUntil(String path, String time) {
    Query query = query(path);
    return (until == null ? query.with("until", time) : query).toString();
  }

  private Query query(String path) {
    return Query.of(path)
        .with("workbasket", workbasket)
        .with("status", status)
        .with("reason", reason)
        .with("user", user)
        .with("device", device)
        .with("case", caseId)
        .with("from", from)
        .with("until", until)
        .with("assignee", assignee)
        .with("text", text)
        .with("application", application)
        .with("type", type)
        .with("action", action)
        .with("package", packageVersion)
        .with("field", field);
  }
}
