package dev.holdfast.device.store.salvage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * A store's file of which pages may be damaged. Rows are found in any page that is whole, whether
 * or not the pages above it are; and where all pages of a table or index can be reached from its
 * first, that is known too. Not for use by several threads.
 */
public final class DamagedFile implements AutoCloseable {
  private static final int FIRST_FREE_AT = 32;
  private static final int VERSION_AT = 60;
  private static final int SCHEMA_NAME = 1;
  private static final int SCHEMA_ROOT = 3;

  private final Pages pages;
  private final Set<Integer> free;
  private final Map<String, Integer> roots = new HashMap<>();

  /**
   * Opens a file that nobody else has open.
   *
   * @param keyAndSalt the raw key, then the file's salt
   */
  public DamagedFile(Path file, byte[] keyAndSalt) throws IOException {
    this(file, keyAndSalt, Integer.MAX_VALUE);
  }

  /**
   * The same, of which only so much of the log counts.
   *
   * @param mostFrames how many pages of it
   */
  DamagedFile(Path file, byte[] keyAndSalt, int mostFrames) throws IOException {
    this.pages = new Pages(file, keyAndSalt, mostFrames);
    // Pages that were free in an earlier state may have been used since.
    this.free = pages.hasWholeLog() ? free() : Set.of();
    for (Row row : walk(1).rows()) {
      String name = row.text(SCHEMA_NAME);
      Long root = row.number(SCHEMA_ROOT);
      if (name != null && root != null) {
        roots.put(name, root.intValue());
      }
    }
  }

  /**
   * What is in a table or index.
   *
   * @param rows all that could be reached
   * @param complete whether that is all there is
   */
  public record Content(List<Row> rows, boolean complete) {}

  /** A table or index from its first page on; nothing, and not complete, if that is unknown. */
  public Content content(String name) {
    Integer root = roots.get(name);
    return root == null ? new Content(List.of(), false) : walk(root);
  }

  /**
   * Gives every row and entry in any page that is whole and in use, page by page.
   *
   * @param bytes told how much of the file was read, before each page; what it throws ends it
   */
  public void everything(Consumer<Row> to, LongConsumer bytes) {
    for (int number = 1; number <= pages.count(); number++) {
      bytes.accept((number - 1L) * PageCipher.PAGE_BYTES);
      if (!free.contains(number)) {
        tree(number).ifPresent(page -> page.rows(this::overflow).forEach(to));
      }
    }
  }

  /**
   * The version of a file that nobody else has open, {@code PRAGMA user_version}.
   *
   * @return empty if its first page can't be read
   */
  public static OptionalInt version(Path file, byte[] keyAndSalt) throws IOException {
    try (Pages pages = new Pages(file, keyAndSalt, Integer.MAX_VALUE)) {
      return pages
          .page(1)
          .map(page -> OptionalInt.of(ByteBuffer.wrap(page).getInt(VERSION_AT)))
          .orElse(OptionalInt.empty());
    }
  }

  /** Whether the key is this file's: whether there is any page that it was written with. */
  public boolean isReadable() {
    for (int number = 1; number <= pages.count(); number++) {
      if (pages.page(number).isPresent()) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether everything that was committed to the log can be read. If not, SQLite takes what was
   * committed before for all there is, and removes the rest.
   */
  public boolean hasWholeLog() {
    return pages.hasWholeLog();
  }

  private Content walk(int root) {
    List<Row> rows = new ArrayList<>();
    boolean complete = true;
    Set<Integer> seen = new HashSet<>();
    Deque<Integer> next = new ArrayDeque<>(List.of(root));
    while (!next.isEmpty()) {
      int number = next.pop();
      Optional<TreePage> page = seen.add(number) ? tree(number) : Optional.empty();
      if (page.isEmpty()) {
        complete = false;
        continue;
      }
      List<Row> found = page.get().rows(this::overflow);
      complete &= found.size() == page.get().rowCount();
      rows.addAll(found);
      page.get().children().forEach(next::push);
    }
    return new Content(rows, complete);
  }

  private Optional<TreePage> tree(int number) {
    return pages.page(number).flatMap(bytes -> TreePage.of(number, bytes));
  }

  /** The content of the pages that a long row goes on in, as far as it can be read. */
  private Optional<byte[]> overflow(int first, int bytes) {
    ByteBuffer content = ByteBuffer.allocate(bytes);
    int number = first;
    while (content.hasRemaining()) {
      Optional<byte[]> page = pages.page(number);
      if (page.isEmpty()) {
        return Optional.empty();
      }
      number = ByteBuffer.wrap(page.get()).getInt();
      content.put(
          page.get(),
          Integer.BYTES,
          Math.min(content.remaining(), PageCipher.USABLE_BYTES - Integer.BYTES));
    }
    return Optional.of(content.array());
  }

  /** Pages that are not in use. What is in them was deleted. */
  private Set<Integer> free() {
    Set<Integer> found = new HashSet<>();
    Optional<byte[]> first = pages.page(1);
    int trunk = first.map(page -> ByteBuffer.wrap(page).getInt(FIRST_FREE_AT)).orElse(0);
    while (trunk != 0 && found.add(trunk)) {
      Optional<byte[]> page = pages.page(trunk);
      if (page.isEmpty()) {
        break;
      }
      ByteBuffer content = ByteBuffer.wrap(page.get());
      trunk = content.getInt();
      int leaves = content.getInt();
      for (int i = 0; i < leaves && content.remaining() >= Integer.BYTES; i++) {
        found.add(content.getInt());
      }
    }
    return found;
  }

  @Override
  public void close() throws IOException {
    pages.close();
  }
}
