package dev.holdfast.device.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.device.keys.KeyProtection;
import dev.holdfast.kernel.digest.BucketSum;
import dev.holdfast.kernel.wire.ColumnType;
import dev.holdfast.kernel.wire.SyncLine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A patch that takes every row from a bucket")
class PatchTest {
  private static final int ROWS = 5_000;
  private static final int BITS = 6;
  private static final int LOG_HEADER_BYTES = 32;
  private static final int FRAME_HEADER_BYTES = 24;
  private static final int PAGE_BYTES = 4096;

  @TempDir private Path directory = Path.of("unset");

  /** What was staged. */
  private record Begun(Unit unit, Patch patch, Staged staged) {}

  private static Begun begin(Connection connection) throws SQLException {
    Unit unit =
        Units.of(connection, "a", "t", List.of(ColumnType.TEXT), new Units.Lookup(false, false));
    long generation = Generations.create(connection, unit);
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      rows.add(new Object[] {"[\"%d\"]".formatted(i), (long) i, "x"});
    }
    try (SegmentInsert insert = new SegmentInsert(connection, unit, generation)) {
      insert.all(rows);
    }
    Held held = new Held("a/t[]", "d", unit.id(), generation, new BucketSum(ROWS, 0));
    held.save(connection);
    Patch patch = new Patch(held, Optional.of(Comparison.of(connection, held, BITS)));
    Staged staged =
        Staged.begin(held.name(), "d", false, unit, Generations.create(connection, unit));
    for (int i = 0; i < 1 << BITS; i++) {
      patch.range(connection, unit, staged, new SyncLine.Range(i, BITS));
    }
    patch.close();
    return new Begun(unit, patch, patch.stored(staged));
  }

  @Test
  @DisplayName("buries them a thousand at a time, so that others write in between")
  void buries() throws IOException {
    try (Database database =
        Database.open(directory, KeyProtection.key(new byte[32]), Long.MAX_VALUE)) {
      Begun begun = database.write(PatchTest::begin);
      int before = transactions();

      begun.patch().bury(database, begun.unit(), begun.staged());

      assertThat(transactions() - before).isEqualTo(ROWS / 1000);
      long buried =
          database.read(connection -> Sql.number(connection, "SELECT count(*) FROM hf_tombstone"));
      BucketSum left =
          database.read(connection -> begun.patch().sum(connection, begun.unit(), begun.staged()));
      assertThat(buried).isEqualTo(ROWS);
      assertThat(left).isEqualTo(BucketSum.EMPTY);
    }
  }

  /** Transactions in the log: their last frames give the size of the store. */
  private int transactions() throws IOException {
    ByteBuffer log = ByteBuffer.wrap(Files.readAllBytes(directory.resolve(Database.FILE + "-wal")));
    int transactions = 0;
    for (int at = LOG_HEADER_BYTES;
        at + FRAME_HEADER_BYTES + PAGE_BYTES <= log.capacity();
        at += FRAME_HEADER_BYTES + PAGE_BYTES) {
      transactions += log.getInt(at + Integer.BYTES) == 0 ? 0 : 1;
    }
    return transactions;
  }
}
