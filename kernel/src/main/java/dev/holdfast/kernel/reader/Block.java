package dev.holdfast.kernel.reader;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A block of the document whose keys are known. What is wrong with its form becomes findings. */
final class Block {
  private final Map<String, Yaml> values = new LinkedHashMap<>();
  private final Place place;
  private final String path;
  private final Findings findings;

  private Block(Place place, String path, Findings findings) {
    this.place = place;
    this.path = path;
    this.findings = findings;
  }

  /** Takes a value as a block; an empty one if it isn't a block. */
  static Block of(Yaml value, String path, List<String> keys, Findings findings) {
    Block block = new Block(value.place(), path, findings);
    for (Yaml.Entry entry : block.entries(value, path)) {
      String key = entry.key().text();
      if (keys.contains(key)) {
        block.values.put(key, entry.value());
      } else {
        findings.add(
            entry.key().place(),
            block.pathOf(key),
            "unknown-key",
            "Unknown key '" + key + "'." + Suggestion.of(key, keys));
      }
    }
    return block;
  }

  Place place() {
    return place;
  }

  String path() {
    return path;
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  /** The place of a key's value, the block's if it has none. */
  Place placeOf(String key) {
    Yaml value = values.get(key);
    return value == null ? place : value.place();
  }

  String pathOf(String key) {
    return path.isEmpty() ? key : path + '.' + key;
  }

  /** A value as it stands; null if absent. */
  @Nullable Yaml yaml(String key) {
    return values.get(key);
  }

  /** A single value; null if absent or not a single value. */
  @Nullable Text text(String key) {
    Yaml value = values.get(key);
    return value == null ? null : text(value, pathOf(key));
  }

  /** A single value that must be there. */
  @Nullable Text required(String key, String remedy) {
    require(key, remedy);
    return text(key);
  }

  /** One or several values: a list, or a single value that stands for a list of one. */
  List<Text> texts(String key) {
    Yaml value = values.get(key);
    return value == null ? List.of() : texts(value, pathOf(key), findings);
  }

  /** The same of a value by itself. */
  static List<Text> texts(Yaml value, String at, Findings findings) {
    List<Yaml> items = value instanceof Yaml.Sequence list ? list.items() : List.of(value);
    List<Text> texts = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Yaml item : items) {
      Text text = text(item, at, findings);
      if (text != null && !seen.add(text.value())) {
        findings.add(text, "duplicate-name", "'" + text.value() + "' stands here twice.");
      } else if (text != null) {
        texts.add(text);
      }
    }
    return texts;
  }

  /** One or several values, at least one. */
  List<Text> requiredTexts(String key, String remedy) {
    require(key, remedy);
    List<Text> texts = texts(key);
    if (values.get(key) instanceof Yaml.Sequence list && list.items().isEmpty()) {
      findings.add(list.place(), pathOf(key), "missing-value", "The list is empty. " + remedy);
    }
    return texts;
  }

  /** Names, at least one: as above, or the keys of a block that says what they are called. */
  List<Text> labelled(String key, String remedy) {
    if (!(values.get(key) instanceof Yaml.Mapping names)) {
      return requiredTexts(key, remedy);
    }
    if (names.entries().isEmpty()) {
      findings.add(names.place(), pathOf(key), "missing-value", "There is nothing. " + remedy);
    }
    List<Text> texts = new ArrayList<>();
    for (Yaml.Entry entry : names.entries()) {
      Text text = text(entry.key(), pathOf(key));
      if (text != null) {
        texts.add(text);
      }
    }
    return texts;
  }

  boolean flag(String key) {
    Text text = text(key);
    if (text != null && !text.value().equals("true") && !text.value().equals("false")) {
      findings.add(text, "wrong-type", "'" + text.value() + "' is neither true nor false.");
    }
    return text != null && text.value().equals("true");
  }

  @Nullable Long whole(String key) {
    Text text = text(key);
    if (text == null) {
      return null;
    }
    try {
      return Long.valueOf(text.value());
    } catch (NumberFormatException e) {
      findings.add(text, "wrong-type", "'" + text.value() + "' is not a whole number.");
      return null;
    }
  }

  /** One of several words. */
  <T> @Nullable T oneOf(String key, Map<String, T> words) {
    Text text = text(key);
    T found = text == null ? null : words.get(text.value());
    if (text != null && found == null) {
      findings.add(
          text,
          "bad-value",
          "'"
              + text.value()
              + "' is not possible here."
              + Suggestion.of(text.value(), words.keySet()));
    }
    return found;
  }

  /** The entries of a block that gives names to things. */
  List<Yaml.Entry> named(String key) {
    Yaml value = values.get(key);
    return value == null ? List.of() : entries(value, pathOf(key));
  }

  /** The items of a list; none if it is absent or no list. */
  List<Yaml> items(String key) {
    Yaml value = values.get(key);
    if (value != null && !(value instanceof Yaml.Sequence)) {
      findings.add(value.place(), pathOf(key), "wrong-type", "Here belongs a list.");
    }
    return value instanceof Yaml.Sequence list ? list.items() : List.of();
  }

  void require(String key, String remedy) {
    if (!has(key)) {
      findings.add(place, pathOf(key), "missing-key", "'" + key + "' is missing. " + remedy);
    }
  }

  /** Reports a key that does not belong here. */
  void applicable(String key, boolean applicable, String what) {
    if (!applicable && has(key)) {
      findings.add(
          placeOf(key), pathOf(key), "not-applicable", "'" + key + "' " + what + "; remove it.");
    }
  }

  private List<Yaml.Entry> entries(Yaml value, String at) {
    if (value instanceof Yaml.Mapping mapping) {
      return mapping.entries();
    }
    findings.add(value.place(), at, "wrong-type", "Here belongs a block of keys with values.");
    return List.of();
  }

  private @Nullable Text text(Yaml value, String at) {
    return text(value, at, findings);
  }

  private static @Nullable Text text(Yaml value, String at, Findings findings) {
    if (!(value instanceof Yaml.Scalar scalar)) {
      findings.add(value.place(), at, "wrong-type", "Here belongs a single value.");
      return null;
    }
    if (scalar.empty()) {
      findings.add(value.place(), at, "missing-value", "There is no value.");
      return null;
    }
    return new Text(scalar.text(), scalar.textPlace(), at);
  }
}
