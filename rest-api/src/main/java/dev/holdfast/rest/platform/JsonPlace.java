package dev.holdfast.rest.platform;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says where JSON can't be read and what was expected there, without a word of Java. */
final class JsonPlace {
  private JsonPlace() {}

  static String describe(JsonProcessingException failure) {
    // What the parser refused inside a list or a record arrives wrapped.
    JsonProcessingException reason =
        failure.getCause() instanceof JsonProcessingException parser ? parser : failure;
    return place(reason.getLocation()) + path(failure) + what(reason);
  }

  private static String place(@Nullable JsonLocation at) {
    return at == null
        ? "JSON: "
        : "JSON, line " + at.getLineNr() + ", column " + at.getColumnNr() + ": ";
  }

  private static String path(JsonProcessingException failure) {
    if (!(failure instanceof JsonMappingException mapping) || mapping.getPath().isEmpty()) {
      return "";
    }
    return mapping.getPath().stream()
            .map(
                step ->
                    step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
            .collect(Collectors.joining("."))
        + ": ";
  }

  private static String what(JsonProcessingException failure) {
    if (failure instanceof MismatchedInputException mismatch) {
      return "expected " + expected(mismatch.getTargetType()) + ".";
    }
    // A mapping failure's own message names classes; a parser's doesn't.
    return failure instanceof JsonMappingException
        ? "not readable."
        : failure.getOriginalMessage() + ".";
  }

  private static String expected(@Nullable Class<?> type) {
    if (type == null) {
      return "something else";
    }
    if (type == UUID.class) {
      return "a UUID";
    }
    if (type == Instant.class) {
      return "a time such as 2026-01-31T12:00:00Z";
    }
    if (type == String.class || type.isEnum()) {
      return "a text";
    }
    if (type == Boolean.class || type == boolean.class) {
      return "true or false";
    }
    if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
      return "a number";
    }
    return Collection.class.isAssignableFrom(type) ? "a list" : "an object";
  }
}
