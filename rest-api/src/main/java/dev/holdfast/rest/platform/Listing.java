package dev.holdfast.rest.platform;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.holdfast.server.platform.api.Page;
import dev.holdfast.server.platform.api.PageRequest;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One part of a list.
 *
 * @param items the rows
 * @param total rows of the whole list under the same filter
 * @param next {@code offset} of the next part, absent at the end
 */
public record Listing<T>(
    List<T> items, long total, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long next) {

  /** A list that is always sent whole. */
  public static <T> Listing<T> of(List<T> items) {
    return new Listing<>(items, items.size(), null);
  }

  /** A part as the use case gave it. */
  public static <T> Listing<T> of(Page<T> page, PageRequest request) {
    return of(page, request, Function.identity());
  }

  /** A part, each row in its JSON form. */
  public static <S, T> Listing<T> of(Page<S> page, PageRequest request, Function<S, T> form) {
    long end = (long) request.offset() + page.items().size();
    boolean more = !page.items().isEmpty() && end < page.total();
    return new Listing<>(page.items().stream().map(form).toList(), page.total(), more ? end : null);
  }
}
