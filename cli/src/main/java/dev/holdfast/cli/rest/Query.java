package dev.holdfast.cli.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import org.jspecify.annotations.Nullable;

/** A path with query parameters, encoded. */
public final class Query {
  private final StringBuilder text;

  private Query(String path) {
    this.text = new StringBuilder(path);
  }

  /** Begins with this path; it may have parameters already. */
  public static Query of(String path) {
    return new Query(path);
  }

  /** One segment of a path, encoded. */
  public static String segment(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }

  /** Adds a parameter unless it has no value. */
  public Query with(String name, @Nullable String value) {
    if (value != null) {
      text.append(text.indexOf("?") < 0 ? '?' : '&')
          .append(name)
          .append('=')
          .append(URLEncoder.encode(value, UTF_8));
    }
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
