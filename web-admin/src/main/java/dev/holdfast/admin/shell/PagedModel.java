package dev.holdfast.admin.shell;

import dev.holdfast.server.platform.api.Page;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.primefaces.model.FilterMeta;
import org.primefaces.model.LazyDataModel;
import org.primefaces.model.SortMeta;
import org.primefaces.model.SortOrder;

/**
 * A table's rows, one page at a time from a facade. A column's {@code field} is the facade's sort
 * key. Belongs to one view; not thread-safe.
 *
 * @param <T> the row
 */
public final class PagedModel<T> extends LazyDataModel<T> {
  private static final long serialVersionUID = 1L;

  /**
   * A list that pages in SQL.
   *
   * @param <T> the row
   */
  @FunctionalInterface
  public interface Source<T> extends Serializable {
    /** One page of the list. */
    Page<T> page(PageRequest request) throws RefusedException;
  }

  /**
   * The key of a row.
   *
   * @param <T> the row
   */
  @FunctionalInterface
  public interface Key<T> extends Serializable {
    /** A text that no other row of the list has. */
    String of(T row);
  }

  private final Source<T> source;
  private final Key<T> key;

  /**
   * Creates the model.
   *
   * @param source where pages come from
   * @param key what tells rows apart
   */
  public PagedModel(Source<T> source, Key<T> key) {
    this.source = source;
    this.key = key;
  }

  /**
   * Zero by the contract of {@link LazyDataModel}: {@link #load} learns the total with the page.
   */
  @Override
  public int count(Map<String, FilterMeta> filterBy) {
    return 0;
  }

  @Override
  public List<T> load(
      int first, int pageSize, Map<String, SortMeta> sortBy, Map<String, FilterMeta> filterBy) {
    var sort = sortBy.values().stream().filter(SortMeta::isActive).findFirst();
    var field = sort.map(SortMeta::getField).orElse(null);
    var descending = sort.map(meta -> meta.getOrder() == SortOrder.DESCENDING).orElse(false);
    try {
      var page = source.page(new PageRequest(first, pageSize, field, descending));
      setRowCount(Math.toIntExact(page.total()));
      int shown = recalculateFirst(first, pageSize, getRowCount());
      return shown == first
          ? page.items()
          : source.page(new PageRequest(shown, pageSize, field, descending)).items();
    } catch (RefusedException refused) {
      throw new RefusedPageException(refused);
    }
  }

  @Override
  public String getRowKey(T row) {
    return key.of(row);
  }
}
