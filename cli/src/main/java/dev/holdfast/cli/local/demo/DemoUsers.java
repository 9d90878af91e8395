package dev.holdfast.cli.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.local.Secrets;
import dev.holdfast.cli.rest.ApiClient;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The demo's users, with generated passwords. */
final class DemoUsers {
  private final ApiClient admin;
  private final Secrets secrets;

  DemoUsers(ApiClient admin, Secrets secrets) {
    this.admin = admin;
    this.secrets = secrets;
  }

  void ensure(List<DemoUser> users) throws CommandException {
    Set<String> known = new HashSet<>();
    for (JsonNode user : admin.list("/admin/users")) {
      known.add(user.path("name").asText());
    }
    for (DemoUser user : users) {
      if (!known.contains(user.name())) {
        admin.post("/admin/users", user.document(secrets.password(user.name())));
      }
    }
  }
}
