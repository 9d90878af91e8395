package dev.holdfast.device.store.salvage;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A page of a table or index. */
final class TreePage {
  private static final int FILE_HEADER_BYTES = 100;
  private static final int COUNT_AT = 3;
  private static final int RIGHT_AT = 8;
  private static final int USABLE = PageCipher.USABLE_BYTES;

  /** What of a long row is in its own page, see SQLite's file format, section 1.6. */
  private static final int MOST_IN_TABLE = USABLE - 35;

  private static final int MOST_IN_INDEX = (USABLE - 12) * 64 / 255 - 23;

  /** More is no row of a store. */
  private static final int MOST_ROW_BYTES = 64 * 1024 * 1024;

  private static final int LEAST = (USABLE - 12) * 32 / 255 - 23;

  /** The kinds, by the byte that says them. */
  private enum Kind {
    INDEX(2, true),
    TABLE(5, true),
    INDEX_LEAF(10, false),
    TABLE_LEAF(13, false);

    private final int code;
    private final boolean inner;

    Kind(int code, boolean inner) {
      this.code = code;
      this.inner = inner;
    }

    private boolean isTable() {
      return this == TABLE || this == TABLE_LEAF;
    }
  }

  /** Gives the rest of a row that does not fit into its page. */
  @FunctionalInterface
  interface Overflow {
    /** The bytes from this page on, empty if they can't be read. */
    Optional<byte[]> read(int page, int bytes);
  }

  private final byte[] page;
  private final int begin;
  private final Kind kind;

  private TreePage(byte[] page, int begin, Kind kind) {
    this.page = page;
    this.begin = begin;
    this.kind = kind;
  }

  /** Empty if it is no such page. */
  static Optional<TreePage> of(int number, byte[] page) {
    int begin = number == 1 ? FILE_HEADER_BYTES : 0;
    return Arrays.stream(Kind.values())
        .filter(kind -> kind.code == page[begin])
        .findFirst()
        .map(kind -> new TreePage(page, begin, kind));
  }

  /** How many rows or entries there are in the page. */
  int rowCount() {
    return kind == Kind.TABLE ? 0 : cells();
  }

  /** Those that can be read. */
  List<Row> rows(Overflow overflow) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < rowCount(); i++) {
      row(cell(i), overflow).ifPresent(rows::add);
    }
    return rows;
  }

  /** The pages under it. */
  List<Integer> children() {
    List<Integer> children = new ArrayList<>();
    if (kind.inner) {
      for (int i = 0; i < cells(); i++) {
        children.add(number(cell(i)));
      }
      children.add(number(begin + RIGHT_AT));
    }
    return children;
  }

  private Optional<Row> row(int cell, Overflow overflow) {
    try {
      Varints numbers = new Varints(page, kind.inner ? cell + Integer.BYTES : cell);
      int bytes = Math.toIntExact(numbers.next());
      if (bytes > MOST_ROW_BYTES) {
        return Optional.empty();
      }
      long id = kind.isTable() ? numbers.next() : 0;
      int local = local(bytes);
      byte[] record = Arrays.copyOf(slice(numbers.position(), local), bytes);
      if (local < bytes) {
        Optional<byte[]> rest = overflow.read(number(numbers.position() + local), bytes - local);
        if (rest.isEmpty()) {
          return Optional.empty();
        }
        System.arraycopy(rest.get(), 0, record, local, bytes - local);
      }
      return Optional.of(Row.parse(id, record));
    } catch (IndexOutOfBoundsException
        | IllegalArgumentException
        | ArithmeticException
        | NegativeArraySizeException
        | BufferUnderflowException e) {
      // Not every page that looks like one of a tree is one: it may be the rest of a long row.
      return Optional.empty();
    }
  }

  /** How much of a row is in the page itself. */
  private int local(int bytes) {
    int most = kind.isTable() ? MOST_IN_TABLE : MOST_IN_INDEX;
    if (bytes <= most) {
      return bytes;
    }
    int fitting = LEAST + (bytes - LEAST) % (USABLE - Integer.BYTES);
    return fitting <= most ? fitting : LEAST;
  }

  private byte[] slice(int from, int length) {
    if (from + length > page.length) {
      throw new IndexOutOfBoundsException("not a row");
    }
    return Arrays.copyOfRange(page, from, from + length);
  }

  private int cells() {
    int most = (USABLE - begin) / Short.BYTES;
    return Math.min(most, Short.toUnsignedInt(ByteBuffer.wrap(page).getShort(begin + COUNT_AT)));
  }

  private int cell(int index) {
    int pointers = begin + (kind.inner ? RIGHT_AT + Integer.BYTES : RIGHT_AT);
    int at = pointers + index * Short.BYTES;
    return at + Short.BYTES > page.length
        ? page.length
        : Short.toUnsignedInt(ByteBuffer.wrap(page).getShort(at));
  }

  private int number(int at) {
    return at + Integer.BYTES > page.length ? 0 : ByteBuffer.wrap(page).getInt(at);
  }
}
