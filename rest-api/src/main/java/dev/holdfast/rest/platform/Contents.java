package dev.holdfast.rest.platform;

import dev.holdfast.rest.problem.Problems;
import dev.holdfast.server.platform.api.ErrorCode;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Checks what a request says: every component of its records that isn't {@code @Nullable} is there,
 * so the records' own types are the contract, and use cases never meet a null that their signatures
 * exclude; and no text has U+0000, which PostgreSQL can't store. Raw JSON inside, such as an
 * action, is left to who reads it.
 */
final class Contents {
  private Contents() {}

  /** Checks a record and the records in it. */
  static void check(Object read) {
    check(read, "");
  }

  private static void check(@Nullable Object value, String path) {
    if (value instanceof String text) {
      storable(text, path);
    } else if (value instanceof Record) {
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
      entries.forEach(
          (key, item) -> {
            check(key, path);
            check(item, path + "." + key);
          });
    }
  }

  private static void storable(String text, String path) {
    if (text.indexOf(0) >= 0) {
      throw Problems.thrown(
          ErrorCode.MALFORMED, path + " has the character U+0000, which can't be stored.");
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
