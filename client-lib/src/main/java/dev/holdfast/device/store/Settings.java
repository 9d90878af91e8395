package dev.holdfast.device.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.holdfast.device.api.StoreException;
import dev.holdfast.kernel.wire.WireJson;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Singletons of the store, each a record stored as JSON under its name. */
public final class Settings {
  private Settings() {}

  /** Reads one. */
  public static <T> Optional<T> get(Connection connection, String name, Class<T> type)
      throws SQLException {
    return text(connection, name).map(text -> parse(text, type));
  }

  /** Reads one as the JSON that is stored. */
  static Optional<String> text(Connection connection, String name) throws SQLException {
    return Sql.first(
        connection, "SELECT value FROM hf_setting WHERE name = ?", row -> row.getString(1), name);
  }

  /** Writes one. */
  public static void put(Connection connection, String name, Object value) throws SQLException {
    Sql.update(
        connection,
        "INSERT INTO hf_setting (name, value) VALUES (?, ?)"
            + " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        name,
        text(value));
  }

  /** Removes one. */
  public static void remove(Connection connection, String name) throws SQLException {
    Sql.update(connection, "DELETE FROM hf_setting WHERE name = ?", name);
  }

  /** Reads stored JSON. */
  public static <T> T parse(String json, Class<T> type) {
    try {
      return WireJson.mapper().readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new StoreException(
          StoreException.Reason.DAMAGED,
          "The store holds an unreadable " + type.getSimpleName(),
          e);
    }
  }

  /** Makes JSON to be stored. */
  public static String text(Object value) {
    try {
      return WireJson.mapper().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("can't be stored: " + value.getClass(), e);
    }
  }
}
