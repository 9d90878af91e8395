package dev.holdfast.cli.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.local.Secrets;
import dev.holdfast.cli.rest.ApiClient;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The demo's users, with generated passwords. */
final class DemoUsers {
  private static final List<DemoUser> USERS =
      List.of(
          new DemoUser("alice", "Alice (inspector)", "inspector", List.of("AK", "WA", "OR")),
          new DemoUser("bob", "Bob (inspector)", "inspector", List.of("TX", "OK", "NM")),
          new DemoUser(
              "sue",
              "Sue (supervisor)",
              "supervisor",
              List.of("AK", "WA", "OR", "TX", "OK", "NM")));

  private final ApiClient admin;
  private final Secrets secrets;

  DemoUsers(ApiClient admin, Secrets secrets) {
    this.admin = admin;
    this.secrets = secrets;
  }

  void ensure() throws CommandException {
    Set<String> known = new HashSet<>();
    for (JsonNode user : admin.list("/admin/users")) {
      known.add(user.path("name").asText());
    }
    for (DemoUser user : USERS) {
      if (!known.contains(user.name())) {
        admin.post("/admin/users", user.document(secrets.password(user.name())));
      }
    }
  }

  private record DemoUser(String name, String displayName, String role, List<String> states) {
    Map<String, Object> document(String password) {
      return Map.of(
          "name", name,
          "displayName", displayName,
          "password", password,
          "roles", List.of(role),
          "attributes", Map.of("states", states));
    }
  }
}
