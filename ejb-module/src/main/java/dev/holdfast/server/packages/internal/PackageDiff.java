package dev.holdfast.server.packages.internal;

import dev.holdfast.server.packages.api.Packages.Difference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Compares two documents path by path. A list counts as one value unless it holds mappings, so that
 * a role more reads as one line.
 */
final class PackageDiff {
  private PackageDiff() {}

  static List<Difference> between(String from, String to) {
    Map<String, String> before = flatten(from);
    Map<String, String> after = flatten(to);
    Set<String> paths = new LinkedHashSet<>(before.keySet());
    paths.addAll(after.keySet());
    List<Difference> differences = new ArrayList<>();
    for (String path : paths) {
      if (!Objects.equals(before.get(path), after.get(path))) {
        differences.add(new Difference(path, before.get(path), after.get(path)));
      }
    }
    return differences;
  }

  private static Map<String, String> flatten(String yaml) {
    Map<String, String> flat = new LinkedHashMap<>();
    Object document = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    flatten("", document, flat);
    return flat;
  }

  private static void flatten(String path, Object value, Map<String, String> flat) {
    if (value instanceof Map<?, ?> map && !map.isEmpty()) {
      map.forEach((k, v) -> flatten(path.isEmpty() ? "" + k : path + '.' + k, v, flat));
    } else if (value instanceof List<?> list && list.stream().anyMatch(Map.class::isInstance)) {
      for (int i = 0; i < list.size(); i++) {
        flatten(path + '[' + i + ']', list.get(i), flat);
      }
    } else {
      flat.put(path, String.valueOf(value));
    }
  }
}
