package dev.holdfast.admin.issues;

import dev.holdfast.kernel.app.CaseWords;
import dev.holdfast.kernel.casework.ValueText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Records for reading.
 *
 * @param columns what the fields are called that any of them has
 * @param rows their values as text, a row for each
 */
public record RecordTable(List<String> columns, List<List<String>> rows) {
  private static final String ID = "id";

  /**
   * The table of a value in JSON form, null if it is no list of records.
   *
   * @param words what the fields of them are called
   * @param field the field that has it
   */
  static @Nullable RecordTable of(CaseWords words, String field, @Nullable Object value) {
    if (!(value instanceof List<?> list)
        || list.isEmpty()
        || !list.stream().allMatch(Map.class::isInstance)) {
      return null;
    }
    var columns = new TreeSet<String>();
    for (var record : list) {
      ((Map<?, ?>) record).keySet().forEach(key -> columns.add(key.toString()));
    }
    columns.remove(ID);
    List<List<String>> rows = new ArrayList<>();
    for (var record : list) {
      var fields = (Map<?, ?>) record;
      rows.add(columns.stream().map(column -> ValueText.of(fields.get(column))).toList());
    }
    return new RecordTable(
        columns.stream().map(column -> words.recordField(field, column)).toList(), rows);
  }
}
