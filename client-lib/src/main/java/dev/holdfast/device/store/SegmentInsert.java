package dev.holdfast.device.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Inserts a segment's rows, many by one statement: what it costs to begin and end a statement is
 * then of no account beside the rows. Not for use by several threads.
 */
final class SegmentInsert implements AutoCloseable {
  /** Parameters that every build of SQLite takes in one statement. */
  private static final int MOST_PARAMETERS = 999;

  private static final int MOST_ROWS = 50;

  /** Generation, key and hash. */
  private static final int COLUMNS_BEFORE = 3;

  private final Connection connection;
  private final Unit unit;
  private final long generation;
  private final int atOnce;
  private final PreparedStatement many;

  SegmentInsert(Connection connection, Unit unit, long generation) throws SQLException {
    this.connection = connection;
    this.unit = unit;
    this.generation = generation;
    int columns = COLUMNS_BEFORE + unit.types().size();
    this.atOnce = Math.max(1, Math.min(MOST_ROWS, MOST_PARAMETERS / columns));
    this.many = prepare(atOnce);
  }

  /**
   * Inserts rows.
   *
   * @param rows per row its key, its hash and its columns
   */
  void all(List<@Nullable Object[]> rows) throws SQLException {
    int next = 0;
    for (; rows.size() - next >= atOnce; next += atOnce) {
      insert(many, rows.subList(next, next + atOnce));
    }
    if (next < rows.size()) {
      try (PreparedStatement rest = prepare(rows.size() - next)) {
        insert(rest, rows.subList(next, rows.size()));
      }
    }
  }

  private void insert(PreparedStatement statement, List<@Nullable Object[]> rows)
      throws SQLException {
    int parameter = 1;
    for (@Nullable Object[] row : rows) {
      statement.setLong(parameter++, generation);
      for (@Nullable Object value : row) {
        statement.setObject(parameter++, value);
      }
    }
    statement.executeUpdate();
  }

  private PreparedStatement prepare(int rows) throws SQLException {
    String row = "(?" + ", ?".repeat(COLUMNS_BEFORE - 1 + unit.types().size()) + ')';
    return connection.prepareStatement(
        "INSERT INTO %s (_gen, _key, _hash, %s) VALUES %s"
            .formatted(unit.table(), unit.columns(), row + (", " + row).repeat(rows - 1)));
  }

  @Override
  public void close() throws SQLException {
    many.close();
  }
}
