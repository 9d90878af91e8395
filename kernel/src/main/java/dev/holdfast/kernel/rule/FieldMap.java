package dev.holdfast.kernel.rule;

import java.util.AbstractMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Fields as CEL sees them: lists without value are empty, though {@code has} says that they are not
 * there.
 */
final class FieldMap extends AbstractMap<String, Object> {
  private final Map<String, Object> values;
  private final Set<String> lists;

  /**
   * Makes the view.
   *
   * @param values what is there
   * @param lists the fields whose values are lists
   */
  FieldMap(Map<String, Object> values, Set<String> lists) {
    this.values = values;
    this.lists = lists;
  }

  @Override
  @SuppressWarnings("SuspiciousMethodCalls") // as every map
  public @Nullable Object get(@Nullable Object key) {
    Object value = values.get(key);
    return value == null && lists.contains(key) ? List.of() : value;
  }

  @Override
  @SuppressWarnings("SuspiciousMethodCalls") // as every map
  public boolean containsKey(@Nullable Object key) {
    return values.containsKey(key);
  }

  @Override
  public Set<Entry<String, Object>> entrySet() {
    return values.entrySet();
  }
}
