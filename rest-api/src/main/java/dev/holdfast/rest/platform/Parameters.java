package dev.holdfast.rest.platform;

import dev.holdfast.kernel.wire.Instants;
import dev.holdfast.rest.problem.Problems;
import dev.holdfast.server.platform.api.ErrorCode;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Ids, times, numbers and texts in paths and queries; what isn't one is {@code MALFORMED}, not a
 * missing page.
 */
@Provider
public class Parameters implements ParamConverterProvider {
  @Override
  @SuppressWarnings("unchecked")
  public @Nullable <T> ParamConverter<T> getConverter(
      Class<T> type, Type generic, Annotation[] annotations) {
    if (type == UUID.class) {
      return (ParamConverter<T>) new Converter<>(UUID::fromString, "a UUID");
    }
    if (type == Instant.class) {
      return (ParamConverter<T>)
          new Converter<>(Instants::parse, "a time such as 2026-01-31T12:00:00Z");
    }
    if (type == int.class || type == Integer.class) {
      return (ParamConverter<T>) new Converter<>(Integer::valueOf, "a whole number");
    }
    if (type == String.class) {
      return (ParamConverter<T>) new Converter<>(Parameters::storable, "text that can be stored");
    }
    return null;
  }

  /** PostgreSQL knows no U+0000. */
  private static String storable(String text) {
    if (text.indexOf(0) >= 0) {
      throw new IllegalArgumentException("U+0000");
    }
    return text;
  }

  private record Converter<T>(Function<String, T> parser, String expected)
      implements ParamConverter<T> {
    @Override
    public @Nullable T fromString(@Nullable String text) {
      if (text == null || text.isEmpty()) {
        return null;
      }
      try {
        return parser.apply(text);
      } catch (IllegalArgumentException | DateTimeException e) {
        throw Problems.thrown(ErrorCode.MALFORMED, text + " is not " + expected + ".");
      }
    }

    @Override
    public String toString(T value) {
      return String.valueOf(value);
    }
  }
}
