package dev.holdfast.kernel.reader;

import dev.holdfast.kernel.app.Finding;

/** What a finding points at. */
final class PointedAt {
  private PointedAt() {}

  /** The rest of the document's line from there on. */
  static String textAt(String document, Finding finding) {
    return document.lines().toList().get(finding.line() - 1).substring(finding.column() - 1);
  }
}
