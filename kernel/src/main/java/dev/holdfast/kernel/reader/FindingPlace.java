package dev.holdfast.kernel.reader;

import dev.holdfast.kernel.app.Finding;

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
            .map(root -> new DocumentPlaces(root).key(finding.path()))
            .orElse(Place.START);
    return new Finding(
        place.line(), place.column(), finding.path(), finding.code(), finding.message());
  }
}
