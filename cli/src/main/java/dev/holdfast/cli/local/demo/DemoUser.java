package dev.holdfast.cli.local.demo;

import java.util.List;
import java.util.Map;

/** A user of the demo. */
record DemoUser(
    String name, String displayName, String role, Map<String, List<String>> attributes) {

  /** As it is added. */
  Map<String, Object> document(String password) {
    return Map.of(
        "name", name,
        "displayName", displayName,
        "password", password,
        "roles", List.of(role),
        "attributes", attributes);
  }
}
