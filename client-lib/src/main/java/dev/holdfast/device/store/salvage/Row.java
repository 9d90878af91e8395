package dev.holdfast.device.store.salvage;

import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of a table, or an entry of an index or of a table without row ids.
 *
 * @param id the row's id, 0 of an entry
 * @param values null, {@link Long}, {@link Double}, {@link String} or {@code byte[]}
 */
public record Row(long id, List<@Nullable Object> values) {
  /** How long integers are by their type in a record. */
  private static final int[] INTEGER_BYTES = {0, 1, 2, 3, 4, 6, 8};

  private static final int DOUBLE = 7;
  private static final int ZERO = 8;
  private static final int ONE = 9;
  private static final int FIRST_BLOB = 12;

  /** Makes the value immutable. */
  public Row {
    values = Collections.unmodifiableList(new ArrayList<>(values));
  }

  /** The value at a place, if it is a text. */
  public @Nullable String text(int place) {
    return values.get(place) instanceof String text ? text : null;
  }

  /** The value at a place, if it is an integer. */
  public @Nullable Long number(int place) {
    return values.get(place) instanceof Long number ? number : null;
  }

  /**
   * Reads a record.
   *
   * @throws RuntimeException if it is none
   */
  static Row parse(long id, byte[] record) {
    Varints header = new Varints(record, 0);
    int body = Math.toIntExact(header.next());
    List<@Nullable Object> values = new ArrayList<>();
    ByteBuffer content = ByteBuffer.wrap(record);
    move(content, body);
    while (header.position() < body) {
      values.add(value(header.next(), content));
    }
    return new Row(id, values);
  }

  private static @Nullable Object value(long type, ByteBuffer content) {
    if (type == 0) {
      return null;
    }
    if (type == ZERO || type == ONE) {
      return type - ZERO;
    }
    if (type == DOUBLE) {
      return content.getDouble();
    }
    if (type < INTEGER_BYTES.length) {
      long number = content.get();
      for (int i = 1; i < INTEGER_BYTES[(int) type]; i++) {
        number = number << Byte.SIZE | content.get() & 0xff;
      }
      return number;
    }
    int length = Math.toIntExact((type - FIRST_BLOB) / 2);
    int begin = content.position();
    move(content, begin + length);
    byte[] bytes = Arrays.copyOfRange(content.array(), begin, begin + length);
    return type % 2 == 0 ? bytes : new String(bytes, StandardCharsets.UTF_8);
  }

  /** By the method that Android has, too: there a ByteBuffer has none of its own. */
  private static void move(Buffer content, int position) {
    content.position(position);
  }
}
