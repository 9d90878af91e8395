package dev.holdfast.cli.admin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code holdfast admin purge}: forgets now what is old enough, or tells about it. */
@Command(name = "purge", description = "Forget now what is older than the settings say, or show.")
final class PurgeCommand extends AdminGroup implements Callable<Integer> {
  private static final String PURGE = "/admin/purge";

  @Override
  public Integer call() throws CommandException {
    JsonNode run = api().post(PURGE, Map.of());
    output().result(run, "Purged " + gone(run));
    return ExitCode.DONE.code();
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
        "Kept: what went from buckets for %s, the sync log for %s."
            .formatted(
                length(state.path("tombstoneRetentionSeconds")),
                length(state.path("syncLogRetentionSeconds")));
    if (last.isNull()) {
      return "There has been no purge yet.%n%s".formatted(kept);
    }
    return """
        Last purge: %s, %s
        Horizon: %s. Devices that were last here earlier get the buckets concerned whole.
        %s
        The next purge may begin at %s."""
        .formatted(
            last.path("startedAt").asText(),
            last.path("millis").isNull() ? "running, or cut short" : gone(last),
            state.path("horizon").asText(),
            kept,
            state.path("nextAt").asText());
  }

  private static String gone(JsonNode run) {
    return "%s tombstone(s), %s sum(s) and %s line(s) of the sync log in %s ms."
        .formatted(
            run.path("tombstones").asText(),
            run.path("sums").asText(),
            run.path("syncs").asText(),
            run.path("millis").asText());
  }

  /** In days if it is some. */
  private static String length(JsonNode seconds) {
    Duration length = Duration.ofSeconds(seconds.asLong());
    return length.toDays() > 0 ? length.toDays() + " days" : length.toMinutes() + " minutes";
  }
}
