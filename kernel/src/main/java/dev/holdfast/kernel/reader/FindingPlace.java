package dev.holdfast.kernel.reader;

import dev.holdfast.kernel.app.Finding;
import java.util.Optional;

/** Finds the line for a finding that was made elsewhere, for example against a database. */
public final class FindingPlace {
  private FindingPlace() {}

  /**
   * The same finding at the place in the document that its path names, or at the nearest one above
   * it.
   *
   * @param document a package that {@link PackageReader} accepted
   * @param finding a finding with a path
   */
  public static Finding in(String document, Finding finding) {
    Place place =
        YamlReader.read(document, new Findings())
            .map(root -> place(root, finding.path()))
            .orElse(Place.START);
    return new Finding(
        place.line(), place.column(), finding.path(), finding.code(), finding.message());
  }

  private static Place place(Yaml root, String path) {
    Yaml at = root;
    Place place = Place.START;
    for (String step : path.split("\\.")) {
      Optional<Yaml.Entry> entry = entry(at, step);
      if (entry.isEmpty()) {
        return place;
      }
      at = entry.get().value();
      place = entry.get().key().place();
    }
    return place;
  }

  private static Optional<Yaml.Entry> entry(Yaml at, String key) {
    return at instanceof Yaml.Mapping mapping
        ? mapping.entries().stream().filter(e -> e.key().text().equals(key)).findFirst()
        : Optional.empty();
  }
}
