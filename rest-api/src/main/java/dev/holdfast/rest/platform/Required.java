package dev.holdfast.rest.platform;

import dev.holdfast.rest.problem.Problems;
import dev.holdfast.server.platform.api.ErrorCode;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Checks that what a request has to say is there: every component of its records that isn't
 * {@code @Nullable}. So the records' own types are the contract, and use cases never meet a null
 * that their signatures exclude.
 */
final class Required {
  private Required() {}

  /** Checks a record and the records in it. */
  static void check(Object read) {
    check(read, "");
  }

  private static void check(@Nullable Object value, String path) {
    if (value instanceof Record) {
      for (RecordComponent component : value.getClass().getRecordComponents()) {
        String inner = path.isEmpty() ? component.getName() : path + "." + component.getName();
        Object part = part(value, component);
        if (part == null && !nullable(component.getAnnotatedType())) {
          throw Problems.thrown(ErrorCode.MALFORMED, inner + " is missing.");
        }
        check(part, inner);
      }
    } else if (value instanceof Collection<?> items) {
      items.forEach(item -> check(item, path + "[]"));
    } else if (value instanceof Map<?, ?> entries) {
      entries.forEach((key, item) -> check(item, path + "." + key));
    }
  }

  private static boolean nullable(AnnotatedType type) {
    return type.isAnnotationPresent(Nullable.class);
  }

  private static @Nullable Object part(Object value, RecordComponent component) {
    try {
      return component.getAccessor().invoke(value);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(component.toString(), e);
    }
  }
}
