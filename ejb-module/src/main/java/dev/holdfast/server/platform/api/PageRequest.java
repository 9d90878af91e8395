package dev.holdfast.server.platform.api;

import org.jspecify.annotations.Nullable;

/**
 * Which part of a list, for paging in SQL.
 *
 * @param offset rows to skip, from 0
 * @param limit most rows to return, 1 to 500
 * @param sort one of the list's documented sort keys, null for its default; a unique key breaks
 *     ties
 * @param descending direction
 */
public record PageRequest(int offset, int limit, @Nullable String sort, boolean descending) {
  /** Most rows of one page. */
  public static final int MAX_LIMIT = 500;

  /** Checks the bounds. */
  public PageRequest {
    if (offset < 0 || limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException("offset " + offset + ", limit " + limit);
    }
  }
}
