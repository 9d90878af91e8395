package dev.holdfast.admin.issues;

import dev.holdfast.server.platform.api.RefusedException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A list of records while a person edits it as a table. */
public class EditedRecords implements EditedValue {
  private static final long serialVersionUID = 1L;
  private static final String ID = "id";

  private final ArrayList<EditedField> columns;
  private final ArrayList<Row> rows = new ArrayList<>();

  /**
   * A record.
   *
   * @param id its id
   * @param fields its fields, in the order of the columns
   */
  public record Row(String id, ArrayList<EditedField> fields) implements Serializable {
    private Map<String, Object> record() throws RefusedException {
      Map<String, Object> record = new LinkedHashMap<>();
      record.put(ID, id);
      for (var field : fields) {
        var value = field.value();
        if (value != null) {
          record.put(field.getNames().name(), value);
        }
      }
      return record;
    }
  }

  /**
   * Begins to edit.
   *
   * @param columns the fields of a record, without values
   * @param value the records in JSON form, null if none
   */
  EditedRecords(List<EditedField> columns, @Nullable Object value) {
    this.columns = new ArrayList<>(columns);
    if (value instanceof List<?> records) {
      for (var record : records) {
        if (record instanceof Map<?, ?> fields) {
          rows.add(row(String.valueOf(fields.get(ID)), fields));
        }
      }
    }
  }

  private Row row(String id, Map<?, ?> fields) {
    var edited = new ArrayList<EditedField>();
    columns.forEach(column -> edited.add(column.of(fields.get(column.getNames().name()))));
    return new Row(id, edited);
  }

  /** The records in JSON form, null if there are none. */
  @Override
  public @Nullable Object value() throws RefusedException {
    List<Map<String, Object>> records = new ArrayList<>();
    for (var row : rows) {
      records.add(row.record());
    }
    return records.isEmpty() ? null : records;
  }

  /** Adds an empty record at the end. */
  public void add() {
    rows.add(row(UUID.randomUUID().toString(), Map.of()));
  }

  /** Takes a record out. */
  public void remove(Row row) {
    rows.removeIf(each -> each.id().equals(row.id()));
  }

  /** What is asked of each record. */
  public List<EditedField> getColumns() {
    return columns;
  }

  /** The records. */
  public List<Row> getRows() {
    return rows;
  }
}
