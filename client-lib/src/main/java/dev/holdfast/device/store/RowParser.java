package dev.holdfast.device.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.holdfast.device.api.SyncFailedException;
import dev.holdfast.kernel.wire.ColumnType;
import dev.holdfast.kernel.wire.WireJson;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows of JSON into values as SQLite stores them. A row is a flat array whose types are
 * known, so this does without a general parser: it is where most time of a full synchronization
 * would go. Not for use by several threads.
 */
final class RowParser {
  private static final String HEX = "\\x";

  private final List<ColumnType> types;
  private byte[] json = {};
  private int begin;
  private int end;
  private int at;

  RowParser(List<ColumnType> types) {
    this.types = List.copyOf(types);
  }

  /**
   * Reads a row.
   *
   * @param bytes hold the row in UTF-8
   * @param from where it begins
   * @param to where it ends
   * @param into gets the values
   * @param index index of the first one
   * @throws SyncFailedException if the row does not fit the types
   */
  void read(byte[] bytes, int from, int to, @Nullable Object[] into, int index) {
    json = bytes;
    begin = from;
    at = from;
    end = to;
    expect('[');
    int next = index;
    for (ColumnType type : types) {
      if (next > index) {
        expect(',');
      }
      into[next++] = value(type);
    }
    expect(']');
    skipSpace();
    if (at != end) {
      throw unfit(null);
    }
  }

  private @Nullable Object value(ColumnType type) {
    skipSpace();
    if (at < end && json[at] == '"') {
      String text = text();
      return switch (type) {
        case TEXT -> text;
        case BYTES -> bytes(text);
        case DOUBLE, REAL -> floating(text);
        case INTEGER, BOOLEAN -> throw unfit(null);
      };
    }
    String literal = literal();
    if (literal.equals("null")) {
      return null;
    }
    try {
      return switch (type) {
        case INTEGER -> Long.valueOf(literal);
        case BOOLEAN -> truth(literal);
        case DOUBLE, REAL -> floating(literal);
        case TEXT, BYTES -> throw unfit(null);
      };
    } catch (NumberFormatException e) {
      throw unfit(e);
    }
  }

  private String text() {
    int first = ++at;
    for (; at < end; at++) {
      if (json[at] == '"') {
        return new String(json, first, at++ - first, StandardCharsets.UTF_8);
      }
      if (json[at] == '\\') {
        return escaped(first - 1);
      }
    }
    throw unfit(null);
  }

  /** Escapes are rare; they are read by the general parser. */
  private String escaped(int quote) {
    while (at < end && json[at] != '"') {
      at += json[at] == '\\' ? 2 : 1;
    }
    if (at >= end) {
      throw unfit(null);
    }
    at++;
    try {
      return WireJson.mapper()
          .readValue(new String(json, quote, at - quote, StandardCharsets.UTF_8), String.class);
    } catch (JsonProcessingException e) {
      throw unfit(e);
    }
  }

  private String literal() {
    int first = at;
    while (at < end && json[at] != ',' && json[at] != ']' && json[at] != ' ') {
      at++;
    }
    return new String(json, first, at - first, StandardCharsets.ISO_8859_1);
  }

  private Integer truth(String literal) {
    if (!literal.equals("true") && !literal.equals("false")) {
      throw unfit(null);
    }
    return literal.equals("true") ? 1 : 0;
  }

  private byte[] bytes(String text) {
    if (!text.startsWith(HEX)) {
      throw unfit(null);
    }
    try {
      return HexFormat.of().parseHex(text, HEX.length(), text.length());
    } catch (IllegalArgumentException e) {
      throw unfit(e);
    }
  }

  // SQLite has no NaN: it stays text.
  private Object floating(String text) {
    try {
      double value = Double.parseDouble(text);
      return Double.isNaN(value) ? text : (Object) value;
    } catch (NumberFormatException e) {
      throw unfit(e);
    }
  }

  private void expect(char wanted) {
    skipSpace();
    if (at >= end || json[at++] != wanted) {
      throw unfit(null);
    }
  }

  private void skipSpace() {
    while (at < end && json[at] == ' ') {
      at++;
    }
  }

  private SyncFailedException unfit(@Nullable Exception cause) {
    // The row itself is the user's data and stays out of messages.
    return new SyncFailedException(
        "The server sent a row of %d bytes that does not fit its columns.".formatted(end - begin),
        cause);
  }
}
