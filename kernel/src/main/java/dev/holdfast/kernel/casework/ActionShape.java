package dev.holdfast.kernel.casework;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.kernel.wire.Instants;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The form that a submitted action must have, and what is wrong with one that doesn't. */
final class ActionShape {
  private static final Predicate<JsonNode> COUNT =
      node -> node.isIntegralNumber() && node.canConvertToLong() && node.longValue() >= 0;
  private static final Predicate<JsonNode> NAME =
      node -> node.isTextual() && !node.textValue().isEmpty() && node.textValue().length() <= 100;

  private static final Set<String> ORIGIN = Set.of("device", "chain");

  /**
   * What each key must hold; {@code baseMark}, {@code follows} and {@code origin} may be absent.
   */
  private static final Map<String, Predicate<JsonNode>> KEYS =
      Map.ofEntries(
          Map.entry("id", ActionShape::isUuid),
          Map.entry("sequence", COUNT),
          Map.entry("application", NAME),
          Map.entry("packageVersion", NAME),
          Map.entry("caseId", ActionShape::isUuid),
          Map.entry("type", NAME),
          Map.entry("name", NAME),
          Map.entry("fields", ActionShape::holdsValues),
          Map.entry("base", ActionShape::holdsValues),
          Map.entry("baseVersion", COUNT),
          Map.entry("baseMark", node -> isNothing(node) || NAME.test(node)),
          Map.entry("follows", node -> isNothing(node) || isUuid(node)),
          Map.entry("origin", node -> isNothing(node) || isOrigin(node)),
          Map.entry("performedAt", node -> parse(node) != null),
          Map.entry(
              "clockOffsetMillis", node -> node.isIntegralNumber() && node.canConvertToLong()));

  private final JsonNode json;

  ActionShape(JsonNode json) {
    this.json = json;
  }

  /** Everything that is wrong, in a fixed order; empty if nothing. */
  List<String> problems() {
    if (!json.isObject()) {
      return List.of("an action is a JSON object");
    }
    String text = json.toString();
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > ActionReader.MAX_BYTES) {
      return List.of(bytes + " bytes are too many, at most " + ActionReader.MAX_BYTES);
    }
    List<String> problems = new ArrayList<>();
    new TreeMap<>(KEYS)
        .forEach(
            (key, fits) -> {
              if (!fits.test(json.path(key))) {
                problems.add((json.has(key) ? "bad value of " : "missing ") + key);
              }
            });
    json.fieldNames()
        .forEachRemaining(
            key -> {
              if (!KEYS.containsKey(key)) {
                problems.add("unknown key " + key);
              }
            });
    if (text.contains("\\u0000")) {
      problems.add("text with the character U+0000");
    }
    return problems;
  }

  /** The UUID at a key, null if there is none. */
  @Nullable UUID uuid(String key) {
    return uuid(json, key);
  }

  /** The UUID at a key of an object, null if there is none. */
  static @Nullable UUID uuid(JsonNode object, String key) {
    JsonNode node = object.path(key);
    return isUuid(node) ? UUID.fromString(node.textValue()) : null;
  }

  /** The instant at a key, null if there is none. */
  @Nullable Instant instant(String key) {
    return parse(json.path(key));
  }

  private static boolean isNothing(JsonNode node) {
    return node.isNull() || node.isMissingNode();
  }

  private static boolean isUuid(JsonNode node) {
    return node.isTextual() && PlainValues.isUuid(node.textValue());
  }

  private static boolean isOrigin(JsonNode node) {
    Set<String> keys = new HashSet<>();
    node.fieldNames().forEachRemaining(keys::add);
    return ORIGIN.containsAll(keys)
        && isUuid(node.path("chain"))
        && (isNothing(node.path("device")) || isUuid(node.path("device")));
  }

  private static boolean holdsValues(JsonNode node) {
    return node.isObject()
        && holdsOnly(node, value -> value.isNull() || isPart(value) || isRecords(value));
  }

  private static boolean isRecords(JsonNode value) {
    return value.isArray()
        && isOf(
            value,
            record -> record.isObject() && isOf(record, part -> part.isNull() || isPart(part)));
  }

  /** What is not made of records: a plain value, a list of choices, an object of plain values. */
  private static boolean isPart(JsonNode value) {
    return isPlain(value)
        || value.isArray() && isOf(value, JsonNode::isTextual)
        || value.isObject() && !value.isEmpty() && isOf(value, ActionShape::isPlain);
  }

  private static boolean isPlain(JsonNode value) {
    return value.isIntegralNumber() && value.canConvertToLong()
        || value.isTextual()
        || value.isBoolean();
  }

  private static boolean isOf(JsonNode container, Predicate<JsonNode> fits) {
    return container.size() <= Values.MAX_ITEMS && holdsOnly(container, fits);
  }

  private static boolean holdsOnly(JsonNode container, Predicate<JsonNode> fits) {
    for (JsonNode part : container) {
      if (!fits.test(part)) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable Instant parse(JsonNode node) {
    if (!node.isTextual()) {
      return null;
    }
    try {
      return Instants.parse(node.textValue());
    } catch (DateTimeException e) {
      return null;
    }
  }
}
