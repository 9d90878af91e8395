package dev.holdfast.cli.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.rest.ApiClient;
import dev.holdfast.kernel.policy.PolicyValues;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** When the devices of the demo's applications sync by themselves. */
final class DemoPolicies {
  private DemoPolicies() {}

  static void ensure(ApiClient admin, Map<String, PolicyValues> policies) throws CommandException {
    Set<String> known = new HashSet<>();
    for (JsonNode policy : admin.list("/admin/policies")) {
      known.add(policy.path("target").asText());
    }
    for (Map.Entry<String, PolicyValues> policy : policies.entrySet()) {
      if (!known.contains(policy.getKey())) {
        admin.post(
            "/admin/policies", Map.of("target", policy.getKey(), "values", policy.getValue()));
      }
    }
  }
}
