package dev.holdfast.cli.admin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import dev.holdfast.cli.rest.ApiClient;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code holdfast admin purge}: forgets now what is old enough, or tells about it. */
@Command(name = "purge", description = "Forget now what is older than the settings say, or show.")
final class PurgeCommand extends AdminGroup implements Callable<Integer> {
  private static final String PURGE = "/admin/purge";
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  @Option(names = "--no-wait", description = "Begin it only; it runs on the server.")
  private boolean noWait;

  @Override
  public Integer call() throws CommandException {
    ApiClient api = api();
    JsonNode run = api.post(PURGE, Map.of()).path("last");
    if (noWait) {
      output().result(run, "The purge has begun; 'holdfast admin purge show' tells how it goes.");
      return ExitCode.DONE.code();
    }
    run = ended(api);
    output().result(run, outcome(run));
    return (isDone(run) ? ExitCode.DONE : ExitCode.FAILED).code();
  }

  private static JsonNode ended(ApiClient api) throws CommandException {
    JsonNode run = api.get(PURGE).path("last");
    while (run.path("status").asText().equals("running")) {
      try {
        Thread.sleep(BETWEEN_LOOKS.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CommandException(
            ExitCode.FAILED, "Interrupted. The purge goes on by itself, on the server.", e);
      }
      run = api.get(PURGE).path("last");
    }
    return run;
  }

  private static boolean isDone(JsonNode run) {
    return run.path("status").asText().equals("done");
  }

  @Command(name = "show", description = "The last purge, up to where it went, and the next one.")
  int show() throws CommandException {
    JsonNode state = api().get(PURGE);
    output().result(state, text(state));
    return ExitCode.DONE.code();
  }

  private static String text(JsonNode state) {
    JsonNode last = state.path("last");
    String kept =
        "Kept: what went from buckets for %s, the sync log for %s, closed alerts for %s."
            .formatted(
                length(state.path("tombstoneRetentionSeconds")),
                length(state.path("syncLogRetentionSeconds")),
                length(state.path("alertRetentionSeconds")));
    if (last.isNull()) {
      return "There has been no purge yet.%n%s".formatted(kept);
    }
    return """
        Last purge: %s. %s
        Horizon: %s. Devices that were last here earlier get the buckets concerned whole.
        %s
        The next purge may begin at %s."""
        .formatted(
            last.path("startedAt").asText(),
            outcome(last),
            state.path("horizon").asText(),
            kept,
            state.path("nextAt").asText());
  }

  /** What a purge has come to. */
  private static String outcome(JsonNode run) {
    String at = run.path("step").isNull() ? "" : " at step " + run.path("step").asText();
    return switch (run.path("status").asText()) {
      case "running" -> "Running" + at + ", so far " + gone(run) + '.';
      case "interrupted" ->
          "Interrupted"
              + at
              + ": its node went down. The next one goes on. Gone: "
              + gone(run)
              + '.';
      case "failed" ->
          "Failed"
              + at
              + ": "
              + run.path("error").asText()
              + ". The server's log (HF0904) says more. Gone: "
              + gone(run)
              + '.';
      default -> "Purged " + gone(run) + " in " + run.path("millis").asText() + " ms.";
    };
  }

  private static String gone(JsonNode run) {
    return "%s tombstone(s), %s sum(s), %s line(s) of the sync log, %s alert(s) and %s case(s)"
        .formatted(
            run.path("tombstones").asText(),
            run.path("sums").asText(),
            run.path("syncs").asText(),
            run.path("alerts").asText(),
            run.path("cases").asText());
  }

  /** In days if it is some. */
  private static String length(JsonNode seconds) {
    Duration length = Duration.ofSeconds(seconds.asLong());
    return length.toDays() > 0 ? length.toDays() + " days" : length.toMinutes() + " minutes";
  }
}
