package dev.holdfast.kernel.reader;

import java.util.Optional;

/** Finds places in a document by path, or the nearest one above. */
record DocumentPlaces(Yaml root) {

  /** Where the key at a path begins. */
  Place key(String path) {
    return entry(path).map(entry -> entry.key().place()).orElse(Place.START);
  }

  /** Where the text at a path begins. */
  Place text(String path) {
    return entry(path)
        .map(e -> e.value() instanceof Yaml.Scalar text ? text.textPlace() : e.key().place())
        .orElse(Place.START);
  }

  /** Where a name stands in the list, or in the block of names, at a path. */
  Place name(String path, String name) {
    Yaml value = entry(path).map(Yaml.Entry::value).orElse(root);
    if (value instanceof Yaml.Sequence list) {
      for (Yaml item : list.items()) {
        if (item instanceof Yaml.Scalar scalar && scalar.text().equals(name)) {
          return scalar.textPlace();
        }
      }
    }
    return entry(value, name).map(found -> found.key().textPlace()).orElse(text(path));
  }

  private Optional<Yaml.Entry> entry(String path) {
    Optional<Yaml.Entry> found = Optional.empty();
    Yaml at = root;
    for (String step : path.split("\\.")) {
      Optional<Yaml.Entry> entry = entry(at, step);
      if (entry.isEmpty()) {
        return found;
      }
      found = entry;
      at = entry.get().value();
    }
    return found;
  }

  private static Optional<Yaml.Entry> entry(Yaml at, String key) {
    return at instanceof Yaml.Mapping mapping
        ? mapping.entries().stream().filter(e -> e.key().text().equals(key)).findFirst()
        : Optional.empty();
  }
}
