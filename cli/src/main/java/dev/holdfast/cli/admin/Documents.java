package dev.holdfast.cli.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.cli.TextTable;
import dev.holdfast.kernel.casework.Difference;
import dev.holdfast.kernel.wire.WireJson;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** JSON documents as text for people. */
final class Documents {
  private Documents() {}

  /** Items as a table of these properties. */
  static String table(Iterable<JsonNode> items, String... properties) {
    TextTable table =
        new TextTable(Arrays.stream(properties).map(Documents::words).toArray(String[]::new));
    for (JsonNode item : items) {
      table.row(Arrays.stream(properties).map(property -> text(item.path(property))).toList());
    }
    return table.toString();
  }

  /** One document, a line per property. */
  static String lines(JsonNode document) {
    List<String> lines = new ArrayList<>();
    int width = 0;
    for (var names = document.fieldNames(); names.hasNext(); ) {
      width = Math.max(width, words(names.next()).length());
    }
    for (var entry : document.properties()) {
      lines.add(
          words(entry.getKey())
              + " ".repeat(width - words(entry.getKey()).length() + 2)
              + text(entry.getValue()));
    }
    return String.join("\n", lines);
  }

  /** One document, a line per property, and one of its properties as a table of these. */
  static String linesAndTable(JsonNode document, String property, String... properties) {
    ObjectNode rest = document.deepCopy();
    JsonNode items = rest.path(property);
    rest.remove(property);
    return lines(rest) + "\n\n" + table(items, properties);
  }

  /**
   * What changed, {@code field: from -> to} each, records one by one; without the arrow what was
   * not there before.
   */
  static String changes(JsonNode changes) {
    return changes.properties().stream()
        .flatMap(change -> differences(change.getKey(), change.getValue()))
        .map(Difference::toString)
        .collect(Collectors.joining("; "));
  }

  private static Stream<Difference> differences(String field, JsonNode fromTo) {
    return Difference.of(field, value(fromTo.path(0)), value(fromTo.path(1))).stream();
  }

  private static @Nullable Object value(JsonNode json) {
    return WireJson.mapper().convertValue(json, Object.class);
  }

  /** One value: nothing for null, lists by comma, objects as name=value. */
  static String text(JsonNode value) {
    if (value.isNull() || value.isMissingNode()) {
      return "";
    }
    if (value.isArray()) {
      List<String> parts = new ArrayList<>();
      value.forEach(part -> parts.add(text(part)));
      return String.join(", ", parts);
    }
    if (value.isObject()) {
      return String.join(
          "; ",
          value.properties().stream().map(e -> e.getKey() + "=" + text(e.getValue())).toList());
    }
    return value.asText();
  }

  /** A property's name as words: {@code lastSync} is {@code last sync}. */
  private static String words(String property) {
    return property.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
  }
}
