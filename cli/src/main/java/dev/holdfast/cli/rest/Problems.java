package dev.holdfast.cli.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import dev.holdfast.kernel.wire.WireJson;
import java.util.Set;

/** The server's problems as one message and an exit code. */
final class Problems {
  private static final Set<Integer> LATER = Set.of(429, 502, 503, 504);
  private static final Set<Integer> REFUSED = Set.of(401, 403);

  private Problems() {}

  /** What a refused request becomes. */
  static CommandException toException(int status, String body) {
    return new CommandException(exitCode(status), message(status, body));
  }

  private static ExitCode exitCode(int status) {
    if (REFUSED.contains(status)) {
      return ExitCode.REFUSED;
    }
    return LATER.contains(status) ? ExitCode.UNREACHABLE : ExitCode.FAILED;
  }

  private static String message(int status, String body) {
    JsonNode problem;
    try {
      problem = WireJson.mapper().readTree(body);
    } catch (JsonProcessingException e) {
      return "The server answered " + status;
    }
    if (!problem.hasNonNull("code")) {
      return "The server answered " + status;
    }
    StringBuilder message = new StringBuilder(problem.path("detail").asText());
    if (message.isEmpty()) {
      message.append(problem.path("title").asText());
    }
    message.append(" [").append(problem.path("code").asText());
    if (problem.hasNonNull("instance")) {
      message.append(", incident ").append(problem.path("instance").asText());
    }
    message.append(']');
    for (JsonNode finding : problem.path("findings")) {
      message
          .append("\n  line ")
          .append(finding.path("line").asText())
          .append(':')
          .append(finding.path("column").asText())
          .append("  ")
          .append(finding.path("path").asText())
          .append("  ")
          .append(finding.path("message").asText());
    }
    return message.toString();
  }
}
