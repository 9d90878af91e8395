package dev.holdfast.kernel.reader;

import dev.holdfast.kernel.app.Finding;
import dev.holdfast.kernel.app.PackageException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong with a document. */
final class Findings {
  private static final int MOST = 500;
  private final List<Finding> findings = new ArrayList<>();

  void add(Place place, String path, String code, String message) {
    if (findings.size() < MOST) {
      findings.add(new Finding(place.line(), place.column(), path, code, message));
    }
  }

  void add(Text at, String code, String message) {
    add(at.place(), at.path(), code, message);
  }

  /** Notes that there is no such thing, if a text names none of those that there are. */
  void unlessKnown(Text text, Collection<String> known, String code, String what) {
    if (!known.contains(text.value())) {
      add(
          text,
          code,
          "There is no " + what + " '" + text.value() + "'." + Suggestion.of(text.value(), known));
    }
  }

  boolean isEmpty() {
    return findings.isEmpty();
  }

  /** All of them by place, none twice. */
  List<Finding> sorted() {
    return findings.stream()
        .distinct()
        .sorted(Comparator.comparingInt(Finding::line).thenComparingInt(Finding::column))
        .toList();
  }

  void throwIfAny() throws PackageException {
    if (!findings.isEmpty()) {
      throw new PackageException(sorted());
    }
  }
}
