package dev.holdfast.cli.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.rest.ApiClient;

/** The demo's application; a version that somebody deployed later stays in force. */
final class DemoPackage {
  static final String APPLICATION = "airfield-inspection";
  static final String VERSION = "1.0.0";

  private DemoPackage() {}

  static void ensure(ApiClient admin) throws CommandException {
    for (JsonNode known : admin.list("/admin/packages")) {
      if (known.path("application").asText().equals(APPLICATION)) {
        return;
      }
    }
    admin.post(
        "/admin/packages",
        "application/yaml",
        Resources.text("airfield-inspection.yaml"),
        "application/json");
  }
}
