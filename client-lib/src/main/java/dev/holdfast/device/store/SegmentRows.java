package dev.holdfast.device.store;

import dev.holdfast.device.api.SyncFailedException;
import dev.holdfast.kernel.digest.BucketSum;
import dev.holdfast.kernel.digest.RowHash;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A segment's rows, ready to be stored.
 *
 * @param rows per row its key, its hash and its columns
 * @param sum their digest
 */
public record SegmentRows(List<@Nullable Object[]> rows, BucketSum sum) {
  private static final int COLUMNS_BEFORE = 2;

  /**
   * Reads a segment's content.
   *
   * @throws SyncFailedException if it is not what the protocol says
   */
  public static SegmentRows of(Segment segment, byte[] content) {
    List<@Nullable Object[]> rows = new ArrayList<>(segment.rows());
    RowParser parser = new RowParser(segment.unit().types());
    BucketSum sum = BucketSum.EMPTY;
    int begin = 0;
    while (begin < content.length) {
      int tab = find(content, '\t', begin);
      int end = find(content, '\n', tab);
      @Nullable Object[] row = new @Nullable Object[COLUMNS_BEFORE + segment.unit().types().size()];
      long hash = RowHash.of(content, begin, end - begin);
      row[0] = new String(content, begin, tab - begin, StandardCharsets.UTF_8);
      row[1] = hash;
      parser.read(content, tab + 1, end, row, COLUMNS_BEFORE);
      rows.add(row);
      sum = sum.plus(hash);
      begin = end + 1;
    }
    if (rows.size() != segment.rows() || rows.isEmpty()) {
      throw new SyncFailedException(
          "A segment has %d rows, not %d.".formatted(rows.size(), segment.rows()), null);
    }
    return new SegmentRows(rows, sum);
  }

  /** Key of the first row. */
  String firstKey() {
    return key(0);
  }

  /** Key of the last row. */
  String lastKey() {
    return key(rows.size() - 1);
  }

  private String key(int index) {
    return (String) java.util.Objects.requireNonNull(rows.get(index)[0]);
  }

  private static int find(byte[] content, char wanted, int from) {
    for (int i = from; i < content.length; i++) {
      if (content[i] == wanted) {
        return i;
      }
    }
    throw new SyncFailedException("A segment ends in the middle of a line.", null);
  }
}
