package dev.holdfast.device.store;

import dev.holdfast.device.keys.seal.Sealed;
import dev.holdfast.device.store.salvage.Row;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The contents of attachments that a damaged store still has the keys of. */
final class SalvagedContents {
  /** Columns of {@code hf_content}. */
  static final int VALUES = 13;

  private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

  private final Map<String, Row> contents = new HashMap<>();

  /** Takes a row if it is one; of two states any, the next sync finds out the rest. */
  void take(Row row) {
    String id = row.text(0);
    String file = row.text(1);
    if (id != null
        && SHA_256.matcher(id).matches()
        && file != null
        && file.startsWith(StoreFiles.CONTENT)
        && row.values().get(2) instanceof byte[] key
        && key.length == Sealed.KEY_BYTES) {
      contents.put(id, row);
    }
  }

  /** Writes them into a new store. */
  void write(Connection connection) throws SQLException {
    for (Row row : contents.values()) {
      Sql.update(
          connection,
          "INSERT INTO hf_content VALUES (?%s)".formatted(", ?".repeat(VALUES - 1)),
          row.values().toArray());
    }
  }
}
