package dev.holdfast.rest.platform;

import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list: {@code ?offset=0&limit=50&sort=key}; a minus before the key sorts
 * descending.
 */
public class Paging {
  @QueryParam("offset")
  @DefaultValue("0")
  private int offset;

  @QueryParam("limit")
  @DefaultValue("50")
  private int limit;

  @QueryParam("sort")
  private @Nullable String sort;

  /**
   * What was asked for.
   *
   * @throws RefusedException {@code MALFORMED} outside the bounds
   */
  public PageRequest request() throws RefusedException {
    if (offset < 0 || limit < 1 || limit > PageRequest.MAX_LIMIT) {
      throw new RefusedException(
          ErrorCode.MALFORMED, "offset is 0 or more, limit is 1 to " + PageRequest.MAX_LIMIT + ".");
    }
    if (sort != null && sort.startsWith("-")) {
      return new PageRequest(offset, limit, sort.substring(1), true);
    }
    return new PageRequest(offset, limit, sort, false);
  }
}
