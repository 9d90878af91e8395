package dev.holdfast.server.history.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.kernel.casework.Change;
import dev.holdfast.server.history.api.History;
import dev.holdfast.server.history.api.HistoryEntry;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Sql;
import dev.holdfast.server.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Law 7, exhaustively: whatever byte of a history somebody with all rights on the database changes,
 * in whichever column and row, {@code verify} finds it, and so it does whatever was cut off.
 */
class EveryByteTest {
  private static final int ENTRIES = 3;

  private static final String COLUMNS =
      """
      SELECT attname, format_type(atttypid, atttypmod) AS type FROM pg_attribute
      WHERE attrelid = to_regclass(?) AND attnum > 0 AND NOT attisdropped ORDER BY attnum
      """;

  private final Jdbc jdbc = TestDatabase.create().jdbc();
  private final UUID id = UUID.fromString("0192f3a0-0000-7000-8000-000000000001");

  private record Column(String name, String type) {}

  EveryByteTest() {
    History history = new HistoryBean(jdbc);
    for (int i = 0; i < ENTRIES; i++) {
      history.append(List.of(entry()));
    }
    for (String table : List.of("history_entry", "history_head")) {
      jdbc.update("ALTER TABLE holdfast." + table + " DISABLE TRIGGER ALL");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "holdfast.history_entry, 1",
    "holdfast.history_entry, 2",
    "holdfast.history_entry, 3",
    "holdfast.history_head, 3"
  })
  void everyChangeOfEveryByteOfEveryColumnIsFound(String table, long position) {
    int tried = jdbc.with(sql -> tryAll(sql, table, position));

    assertThat(tried).as("changes that the database took").isGreaterThan(100);
    assertThat(new HistoryBean(jdbc).verify(id).intact()).as("all was rolled back").isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void everyEndThatIsCutOffIsMissed(int left) {
    jdbc.update("DELETE FROM holdfast.history_entry WHERE position > ?", left);

    assertThat(new HistoryBean(jdbc).verify(id))
        .isEqualTo(new History.Verification(left, false, left + 1L, List.of()));
  }

  private int tryAll(Sql sql, String table, long position) throws SQLException {
    int tried = 0;
    for (Column column : columns(sql, table)) {
      String before = text(sql, table, column, "position = " + position);
      for (String other : others(before)) {
        sql.run("BEGIN");
        if (takes(sql, table, column, position, other)) {
          tried++;
          assertThat(new HistoryBean(on(sql)).verify(id).intact())
              .as("entry %d: %s from %s to %s", position, column.name(), before, other)
              .isFalse();
        }
        sql.run("ROLLBACK");
      }
    }
    return tried;
  }

  /** Whether the database takes another value, and it is another one to it. */
  private static boolean takes(
      Sql sql, String table, Column column, long position, @Nullable String other) {
    String change =
        "UPDATE %1$s SET %2$s = CAST(? AS %3$s) WHERE position = ? AND %2$s::text IS DISTINCT FROM CAST(? AS %3$s)::text"
            .formatted(table, column.name(), column.type());
    try {
      return sql.update(change, other, position, other) == 1;
    } catch (SQLException refused) {
      return false;
    }
  }

  private static List<Column> columns(Sql sql, String table) throws SQLException {
    return sql.list(
        COLUMNS, row -> new Column(row.getString("attname"), row.getString("type")), table);
  }

  private static @Nullable String text(Sql sql, String table, Column column, String where)
      throws SQLException {
    return sql.one(
            "SELECT " + column.name() + "::text FROM " + table + " WHERE " + where,
            row -> row.getString(1))
        .orElse(null);
  }

  /** Every text that is one character away, and nothing at all. */
  private static List<@Nullable String> others(@Nullable String text) {
    List<@Nullable String> others = new ArrayList<>(List.of("x", "1", "{}", "infinity"));
    others.add(UUID.randomUUID().toString());
    others.add(null);
    int length = text == null ? 0 : text.length();
    for (int i = 0; i < length; i++) {
      String before = Objects.requireNonNull(text).substring(0, i);
      String after = text.substring(i + 1);
      char here = text.charAt(i);
      others.add(before + (here == '0' ? '1' : '0') + after);
      others.add(before + (here == 'b' ? 'c' : 'b') + after);
      others.add(before + after);
      others.add(before + here + here + after);
    }
    return Collections.unmodifiableList(others);
  }

  /** The history on this connection, in its transaction. */
  private static Jdbc on(Sql sql) {
    return new Jdbc() {
      @Override
      public <T> T with(Work<T> work) {
        try {
          return work.on(sql);
        } catch (SQLException e) {
          throw new IllegalStateException(e);
        }
      }
    };
  }

  private HistoryEntry entry() {
    return new HistoryEntry(
        id,
        0,
        Instant.parse("2026-11-23T08:00:00.123456Z"),
        "alice",
        UUID.fromString("0192f3a0-0000-7000-8000-00000000000d"),
        "record",
        UUID.randomUUID(),
        "applied",
        null,
        3,
        2,
        "1.0.0",
        Instant.parse("2026-11-23T07:59:59.123456Z"),
        -250,
        Map.of(
            "count", new Change(1, 2),
            "price", new Change(null, "12.50"),
            "tags", new Change(List.of("wet"), List.of("wet", "dark")),
            "parts", new Change(null, List.of(Map.of("id", "p1", "pieces", 2)))),
        Map.of("note", new Change("before", true)));
  }
}
