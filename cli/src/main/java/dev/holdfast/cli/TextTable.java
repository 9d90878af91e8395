package dev.holdfast.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A table for people: columns aligned by spaces, headings in capitals. */
public final class TextTable {
  private static final String GAP = "  ";

  private final List<List<String>> lines = new ArrayList<>();

  /** Begins a table with these headings. */
  public TextTable(String... headings) {
    lines.add(List.of(headings).stream().map(h -> h.toUpperCase(Locale.ROOT)).toList());
  }

  /** Adds a row; it has as many cells as there are headings. */
  public TextTable row(String... cells) {
    return row(List.of(cells));
  }

  /** Adds a row; it has as many cells as there are headings. */
  public TextTable row(List<String> cells) {
    if (cells.size() != lines.get(0).size()) {
      throw new IllegalArgumentException(
          "%d cells for %d columns".formatted(cells.size(), lines.get(0).size()));
    }
    lines.add(cells.stream().map(TextTable::oneLine).toList());
    return this;
  }

  /** The table as text, one line per row, without a trailing line feed. */
  @Override
  public String toString() {
    int columns = lines.get(0).size();
    int[] widths = new int[columns];
    for (List<String> line : lines) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> line : lines) {
      StringBuilder row = new StringBuilder();
      for (int i = 0; i < columns; i++) {
        String cell = line.get(i);
        row.append(cell).append(" ".repeat(widths[i] - cell.length())).append(GAP);
      }
      text.append(row.toString().stripTrailing()).append('\n');
    }
    return text.toString().stripTrailing();
  }

  private static String oneLine(String cell) {
    return cell.replaceAll("\\s+", " ").strip();
  }
}
