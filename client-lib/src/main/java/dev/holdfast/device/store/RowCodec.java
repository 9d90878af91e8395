package dev.holdfast.device.store;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.holdfast.device.api.SyncFailedException;
import dev.holdfast.kernel.digest.CanonicalJson;
import dev.holdfast.kernel.digest.PostgresDouble;
import dev.holdfast.kernel.wire.ColumnType;
import dev.holdfast.kernel.wire.WireJson;
import java.io.IOException;
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
   * @throws SyncFailedException if the row does not fit the types
   */
  static void bind(PreparedStatement statement, int first, List<ColumnType> types, String row)
      throws SQLException {
    try (JsonParser json = WireJson.mapper().createParser(row)) {
      json.nextToken();
      int index = first;
      for (ColumnType type : types) {
        statement.setObject(index++, value(type, json.nextToken(), json));
      }
      if (json.nextToken() != JsonToken.END_ARRAY) {
        throw unfit(row, null);
      }
    } catch (IOException | NumberFormatException e) {
      throw unfit(row, e);
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

  private static @Nullable Object value(ColumnType type, @Nullable JsonToken token, JsonParser json)
      throws IOException {
    if (token == JsonToken.VALUE_NULL) {
      return null;
    }
    return switch (type) {
      case INTEGER -> json.getLongValue();
      case BOOLEAN -> json.getBooleanValue() ? 1 : 0;
      case DOUBLE, REAL -> floating(json.getText());
      case BYTES -> bytes(text(token, json));
      case TEXT -> text(token, json);
    };
  }

  private static String text(@Nullable JsonToken token, JsonParser json) throws IOException {
    if (token != JsonToken.VALUE_STRING) {
      throw new IOException("a string was expected, not " + token);
    }
    return json.getText();
  }

  private static byte[] bytes(String text) throws IOException {
    if (!text.startsWith(HEX)) {
      throw new IOException("bytes in hexadecimal were expected");
    }
    try {
      return HexFormat.of().parseHex(text, HEX.length(), text.length());
    } catch (IllegalArgumentException e) {
      throw new IOException("not hexadecimal", e);
    }
  }

  // SQLite has no NaN: it stays text.
  private static Object floating(String text) {
    double value = Double.parseDouble(text);
    return Double.isNaN(value) ? text : (Object) value;
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

  private static SyncFailedException unfit(String row, @Nullable Exception cause) {
    // The row itself is the user's data and stays out of messages.
    return new SyncFailedException(
        "The server sent a row of %d characters that does not fit its columns."
            .formatted(row.length()),
        cause);
  }
}
