package dev.holdfast.cli.admin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.cli.TextTable;
import java.util.ArrayList;
import java.util.List;

/** What goes to a user, as text for people. */
final class Shipment {
  private Shipment() {}

  /** A line per bucket, and one for whatever doesn't go. */
  static String text(JsonNode shipment) {
    TextTable table = new TextTable("what", "bucket", "why", "rows", "bytes");
    for (JsonNode application : shipment.path("applications")) {
      String name = application.path("application").asText();
      if (application.path("rolesOfUser").isEmpty()) {
        String roles = Documents.text(application.path("roles"));
        table.row(List.of(name, "", "not: the user has none of the roles " + roles, "", ""));
      }
      application.path("units").forEach(unit -> add(table, name, unit));
    }
    return "%s%n%n%s rows, about %s bytes before compression"
        .formatted(table, shipment.path("rows").asText(), shipment.path("bytes").asText());
  }

  private static void add(TextTable table, String application, JsonNode unit) {
    String what = application + '/' + unit.path("unit").asText();
    if (!unit.path("problem").isNull()) {
      table.row(List.of(what, "", "nothing new: " + unit.path("problem").asText(), "", ""));
    }
    for (JsonNode bucket : unit.path("buckets")) {
      table.row(
          List.of(
              what,
              bucket.path("terms").asText(),
              why(bucket.path("reasons")),
              bucket.path("rows").asText(),
              bucket.path("bytes").asText()));
    }
    long more = unit.path("moreBuckets").asLong();
    if (more > 0) {
      table.row(List.of(what, "and %d more".formatted(more), "", "", ""));
    }
    for (JsonNode left : unit.path("left")) {
      String lacking = Documents.text(left.path("attributes"));
      String rule = left.path("rule").asText();
      table.row(List.of(what, "", "not: " + rule + ", the user has no " + lacking, "", ""));
    }
  }

  private static String why(JsonNode reasons) {
    List<String> parts = new ArrayList<>();
    for (JsonNode reason : reasons) {
      String rule = reason.path("rule").asText();
      String values = Documents.text(reason.path("values"));
      parts.add(
          (rule.isEmpty() ? "everybody's" : rule) + (values.isEmpty() ? "" : " with " + values));
    }
    return String.join("; ", parts);
  }
}
