package dev.holdfast.kernel.casework;

import dev.holdfast.kernel.app.Location;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells whether values are the same, whatever they are made of. */
final class Sameness {
  private Sameness() {}

  static boolean same(@Nullable Object one, @Nullable Object other) {
    if (one instanceof BigDecimal a && other instanceof BigDecimal b) {
      return a.compareTo(b) == 0;
    }
    if (one instanceof Location a && other instanceof Location b) {
      return same(a.latitude(), b.latitude())
          && same(a.longitude(), b.longitude())
          && same(a.accuracy(), b.accuracy());
    }
    if (one instanceof List<?> a && other instanceof List<?> b) {
      return lists(a, b);
    }
    if (one instanceof Map<?, ?> a && other instanceof Map<?, ?> b) {
      return maps(a, b);
    }
    return Objects.equals(ObjectValues.whole(given(one)), ObjectValues.whole(given(other)));
  }

  private static boolean lists(List<?> one, List<?> other) {
    if (one.size() != other.size()) {
      return false;
    }
    if (one.stream().allMatch(String.class::isInstance)) {
      return new HashSet<Object>(one).equals(new HashSet<Object>(other));
    }
    for (int i = 0; i < one.size(); i++) {
      if (!same(one.get(i), other.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean maps(Map<?, ?> one, Map<?, ?> other) {
    Set<Object> keys = new HashSet<>(one.keySet());
    keys.addAll(other.keySet());
    return keys.stream().allMatch(key -> same(one.get(key), other.get(key)));
  }

  private static @Nullable Object given(@Nullable Object value) {
    return value instanceof List<?> list && list.isEmpty() ? null : value;
  }
}
