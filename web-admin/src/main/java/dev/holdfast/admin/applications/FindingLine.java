package dev.holdfast.admin.applications;

import dev.holdfast.kernel.app.Finding;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A line of a document with what was found in it.
 *
 * @param number the line, from 1
 * @param text its text, empty if the document has no such line
 * @param findings what was found, by column
 */
public record FindingLine(int number, String text, List<Finding> findings) {

  static List<FindingLine> of(String document, List<Finding> findings) {
    var lines = document.lines().toList();
    return findings.stream()
        .collect(Collectors.groupingBy(Finding::line, TreeMap::new, Collectors.toList()))
        .entrySet()
        .stream()
        .map(line -> of(lines, line.getKey(), line.getValue()))
        .toList();
  }

  private static FindingLine of(List<String> lines, int number, List<Finding> findings) {
    var text = number >= 1 && number <= lines.size() ? lines.get(number - 1) : "";
    return new FindingLine(number, text, findings);
  }
}
