package dev.holdfast.device.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.device.keys.KeyProtection;
import dev.holdfast.kernel.wire.ColumnType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentInsertTest {
  private static final long GENERATION = 7;

  @TempDir private Path directory = Path.of("unset");

  @ParameterizedTest(name = "{0} rows of {1} columns")
  @CsvSource({"1,1", "49,1", "50,1", "51,1", "130,9", "5,330", "3,1200"})
  void everyRowArrivesHoweverManyGoAtOnce(int count, int columns) {
    try (Database database =
        Database.open(directory, KeyProtection.key(new byte[32]), Long.MAX_VALUE)) {
      Unit unit =
          database.write(
              connection ->
                  Units.of(
                      connection,
                      "a",
                      "t",
                      Collections.nCopies(columns, ColumnType.TEXT),
                      new Units.Lookup(false, false)));
      List<@Nullable Object[]> rows = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        rows.add(row(i, columns));
      }

      database.write(
          connection -> {
            try (SegmentInsert insert = new SegmentInsert(connection, unit, GENERATION)) {
              insert.all(rows);
            }
            return rows;
          });

      List<String> stored =
          database.read(
              connection ->
                  Sql.list(
                      connection,
                      "SELECT _gen, _key, _hash, c0, c%d FROM %s ORDER BY _hash"
                          .formatted(columns - 1, unit.table()),
                      row ->
                          row.getLong(1)
                              + row.getString(2)
                              + row.getLong(3)
                              + row.getString(4)
                              + row.getString(5)));
      assertThat(stored)
          .isEqualTo(
              rows.stream()
                  .map(r -> GENERATION + "" + r[0] + r[1] + r[2] + r[columns + 1])
                  .toList());
    }
  }

  private static @Nullable Object[] row(int number, int columns) {
    @Nullable Object[] row = new @Nullable Object[columns + 2];
    row[0] = "[" + number + "]";
    row[1] = (long) number;
    for (int i = 0; i < columns; i++) {
      row[i + 2] = i % 3 == 1 ? null : "value " + number + '.' + i;
    }
    return row;
  }
}
