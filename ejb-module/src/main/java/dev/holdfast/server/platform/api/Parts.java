package dev.holdfast.server.platform.api;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list of any length, read part by part and handed on: each part by a query of its own, which
 * begins after the last row of the part before. Who calls this has no transaction, so that neither
 * a snapshot nor a connection is held while a slow reader takes what there is. Rows that come in
 * before the place where the list stands are not in it.
 */
public final class Parts {
  /** Rows of a part, and the most that are in memory. */
  public static final int SIZE = 500;

  private Parts() {}

  /** Reads a part. */
  @FunctionalInterface
  public interface Reader<T> {
    /**
     * At most as many rows as a part has.
     *
     * @param last the row before them, null for the first ones
     */
    List<T> after(@Nullable T last);
  }

  /** Takes a part. */
  @FunctionalInterface
  public interface Taker<T> {
    /** Takes one. */
    void take(List<T> part) throws IOException;
  }

  /** Hands on all parts, of {@link #SIZE} rows. */
  public static <T> void each(Reader<T> reader, Taker<T> taker) throws IOException {
    each(SIZE, reader, taker);
  }

  /** The same in parts of another size, for rows that are large. */
  public static <T> void each(int size, Reader<T> reader, Taker<T> taker) throws IOException {
    T last = null;
    List<T> part;
    do {
      part = reader.after(last);
      if (!part.isEmpty()) {
        taker.take(part);
        last = part.get(part.size() - 1);
      }
    } while (part.size() == size);
  }
}
