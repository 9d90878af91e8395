package dev.holdfast.cli.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.rest.ApiClient;

/** The package of one of the demo's applications; a version that is deployed later stays. */
final class DemoPackage {
  static final String VERSION = "1.0.0";

  private DemoPackage() {}

  static void ensure(ApiClient admin, String application) throws CommandException {
    for (JsonNode known : admin.list("/admin/packages")) {
      if (known.path("application").asText().equals(application)) {
        return;
      }
    }
    admin.post(
        "/admin/packages",
        "application/yaml",
        Resources.text(application + ".yaml"),
        "application/json");
  }
}
