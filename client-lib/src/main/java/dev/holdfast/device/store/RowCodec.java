package dev.holdfast.device.store;

import dev.holdfast.kernel.digest.CanonicalJson;
import dev.holdfast.kernel.digest.PostgresDouble;
import dev.holdfast.kernel.wire.ColumnType;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row between its JSON on the wire and typed columns. What was bound gives the same bytes again.
 */
final class RowCodec {
  private static final String NAN = "NaN";
  private static final String HEX = "\\x";

  private RowCodec() {}

  /**
   * Sets a row's columns as parameters.
   *
   * @param first index of the first column's parameter
   * @throws dev.holdfast.device.api.SyncFailedException if the row does not fit the types
   */
  static void bind(PreparedStatement statement, int first, List<ColumnType> types, String row)
      throws SQLException {
    byte[] utf8 = row.getBytes(StandardCharsets.UTF_8);
    @Nullable Object[] values = new @Nullable Object[types.size()];
    new RowParser(types).read(utf8, 0, utf8.length, values, 0);
    for (int i = 0; i < values.length; i++) {
      statement.setObject(first + i, values[i]);
    }
  }

  /** The JSON of a row from a result's columns, byte for byte as it came. */
  static String row(ResultSet result, int first, List<ColumnType> types) throws SQLException {
    StringBuilder json = new StringBuilder("[");
    int index = first;
    for (ColumnType type : types) {
      if (index > first) {
        json.append(", ");
      }
      json.append(json(type, result.getObject(index++)));
    }
    return json.append(']').toString();
  }

  private static String json(ColumnType type, @Nullable Object value) {
    if (value == null) {
      return "null";
    }
    return switch (type) {
      case INTEGER -> value.toString();
      case BOOLEAN -> ((Number) value).intValue() == 0 ? "false" : "true";
      case DOUBLE ->
          number(value instanceof Number n ? PostgresDouble.toText(n.doubleValue()) : NAN);
      case REAL ->
          number(value instanceof Number n ? PostgresDouble.realToText(n.floatValue()) : NAN);
      case BYTES -> CanonicalJson.string(HEX + HexFormat.of().formatHex((byte[]) value));
      case TEXT -> CanonicalJson.string((String) value);
    };
  }

  /** What JSON can't write as a number is a string. */
  private static String number(String text) {
    return Character.isLetter(text.charAt(text.length() - 1)) ? CanonicalJson.string(text) : text;
  }
}
