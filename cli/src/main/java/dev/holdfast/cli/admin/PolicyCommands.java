package dev.holdfast.cli.admin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import dev.holdfast.cli.TextTable;
import dev.holdfast.cli.rest.ApiClient;
import dev.holdfast.cli.rest.Query;
import dev.holdfast.kernel.policy.PolicyValues;
import dev.holdfast.kernel.policy.SyncPolicy;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code holdfast admin policy}. */
@Command(name = "policy", description = "When devices receive and send by themselves.")
final class PolicyCommands extends AdminGroup {
  private static final String POLICIES = "/admin/policies";

  /** Whom a policy is for: one of them. */
  static final class Target {
    @Option(names = "--everyone", required = true, description = "Every device.")
    private boolean everyone;

    @Option(names = "--application", paramLabel = "A", required = true, description = "Its users.")
    private @Nullable String application;

    @Option(names = "--role", paramLabel = "R", required = true, description = "Users with it.")
    private @Nullable String role;

    private String text() {
      if (application != null) {
        return "application:" + application;
      }
      return role == null ? "everyone" : "role:" + role;
    }
  }

  @Command(name = "list", description = "All policies, the most general first.")
  int list() throws CommandException {
    var items = api().list(POLICIES);
    TextTable table = PolicyOptions.table();
    for (JsonNode policy : items) {
      table.row(
          PolicyOptions.row(
              policy.path("target").asText(),
              ApiClient.read(policy.path("values"), PolicyValues.class)));
    }
    output().result(items, table.toString());
    return ExitCode.DONE.code();
  }

  @Command(name = "set", description = "Add a policy or change one; what isn't named stays.")
  int set(@ArgGroup(multiplicity = "1") Target target, @Mixin PolicyOptions options)
      throws CommandException {
    ApiClient api = api();
    Optional<ApiClient.Versioned> seen = present(api, target);
    JsonNode stored;
    if (seen.isEmpty()) {
      PolicyValues values = options.over(PolicyValues.NONE);
      stored = api.post(POLICIES, Map.of("target", target.text(), "values", values));
    } else {
      PolicyValues before =
          ApiClient.read(seen.get().document().path("values"), PolicyValues.class);
      stored = api.put(path(target), options.over(before), seen.get().etag());
    }
    output().result(stored, "The policy for %s is set.".formatted(target.text()));
    return ExitCode.DONE.code();
  }

  @Command(name = "remove", description = "Remove a policy; what is more general holds again.")
  int remove(@ArgGroup(multiplicity = "1") Target target) throws CommandException {
    ApiClient api = api();
    ApiClient.Versioned seen = api.versioned(path(target));
    api.delete(path(target), seen.etag());
    output()
        .result(
            Map.of("removed", target.text()),
            "The policy for %s is removed.".formatted(target.text()));
    return ExitCode.DONE.code();
  }

  @Command(name = "show", description = "What holds for the devices of a user, and why.")
  int show(
      @Option(names = "--for", paramLabel = "U", required = true, description = "The user.")
          String user)
      throws CommandException {
    JsonNode policy = api().get(Query.of(POLICIES + "/effective").with("user", user).toString());
    output().result(policy, PolicyOptions.explained(ApiClient.read(policy, SyncPolicy.class)));
    return ExitCode.DONE.code();
  }

  private static String path(Target target) {
    return POLICIES + '/' + Query.segment(target.text());
  }

  private static Optional<ApiClient.Versioned> present(ApiClient api, Target target)
      throws CommandException {
    for (JsonNode policy : api.list(POLICIES)) {
      if (policy.path("target").asText().equals(target.text())) {
        return Optional.of(api.versioned(path(target)));
      }
    }
    return Optional.empty();
  }
}
