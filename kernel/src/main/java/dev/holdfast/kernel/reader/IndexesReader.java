package dev.holdfast.kernel.reader;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads {@code indexes}, what devices look rows up by.
 *
 * @param findings gets what is wrong
 * @param warnings gets what works, and is of no use
 */
record IndexesReader(Findings findings, Findings warnings) {
  private static final String KEY = "indexes";
  private static final String CODE = "bad-index";
  private static final int MOST = 8;
  private static final int MOST_COLUMNS = 5;

  /** Longer texts are found by their beginning; an index of them takes the space of the rows. */
  private static final int LONG_TEXT = 500;

  /** An index as it stands in the document. */
  private record Index(Place place, List<Text> columns) {
    List<String> names() {
      return columns.stream().map(Text::value).toList();
    }

    boolean isWithin(Index other) {
      return columns.size() <= other.columns.size()
          && names().equals(other.names().subList(0, columns.size()));
    }
  }

  /** The indexes of a table or case type, each with its columns in order. */
  List<List<String>> read(Block block, IndexedColumns columns) {
    List<Index> indexes = new ArrayList<>();
    String path = block.pathOf(KEY);
    for (Yaml item : block.items(KEY)) {
      Index index = new Index(item.place(), Block.texts(item, path, findings));
      if (index.columns().size() > MOST_COLUMNS) {
        findings.add(
            item.place(),
            path,
            CODE,
            "An index has at most %d %ss; this one has %d."
                .formatted(MOST_COLUMNS, columns.what(), index.columns().size()));
      }
      index.columns().forEach(column -> check(column, columns));
      if (!index.columns().isEmpty()) {
        indexes.add(index);
      } else if (item instanceof Yaml.Sequence) {
        findings.add(
            item.place(),
            path,
            "missing-value",
            "Name the %ss of the index.".formatted(columns.what()));
      }
    }
    if (indexes.size() > MOST) {
      findings.add(
          indexes.get(MOST).place(),
          path,
          CODE,
          "At most %d indexes are possible: each one makes every sync longer.".formatted(MOST));
    }
    checkEachOther(indexes, path, columns);
    return indexes.stream().map(Index::names).distinct().toList();
  }

  private void check(Text column, IndexedColumns columns) {
    String name = column.value();
    if (columns.refusal(name).isPresent()) {
      findings.add(
          column,
          CODE,
          "'%s' %s: it can't be in an index.".formatted(name, columns.refusal(name).get()));
    } else {
      findings.unlessKnown(column, columns.known(), columns.code(), columns.what());
    }
    if (columns.isLongerThan(name, LONG_TEXT)) {
      warnings.add(
          column,
          "wide-index",
          "'%s' may be longer than %d characters; an index of it takes much space on devices."
              .formatted(name, LONG_TEXT));
    }
  }

  private void checkEachOther(List<Index> indexes, String path, IndexedColumns columns) {
    Set<List<String>> seen = new HashSet<>();
    for (Index index : indexes) {
      if (!seen.add(index.names())) {
        findings.add(
            index.place(), path, "duplicate-name", "%s stands here twice.".formatted(name(index)));
      } else if (columns.found().contains(index.names().get(0))) {
        warn(index, path, "'%s' alone finds a row.".formatted(index.names().get(0)));
      } else {
        indexes.stream()
            .filter(other -> other.columns().size() > index.columns().size())
            .filter(index::isWithin)
            .findFirst()
            .ifPresent(other -> warn(index, path, name(other) + " begins with it."));
      }
    }
  }

  private void warn(Index index, String path, String why) {
    warnings.add(
        index.place(),
        path,
        "redundant-index",
        "The index of %s is of no use: %s".formatted(name(index), why));
  }

  private static String name(Index index) {
    return '[' + String.join(", ", index.names()) + ']';
  }
}
