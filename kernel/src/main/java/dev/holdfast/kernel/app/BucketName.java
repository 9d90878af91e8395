package dev.holdfast.kernel.app;

import dev.holdfast.kernel.digest.CanonicalJson;
import dev.holdfast.kernel.digest.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The unit of distribution: one source and one value of its scope, for example {@code
 * airfield-inspection/airport[state=AK]}. The name says the content: the rows for which every term
 * holds.
 *
 * @param application the application that declares the source
 * @param unit table or case type
 * @param terms {@code path=value} joined by commas in the order of the scope's expression,
 *     constants included; a value outside {@code [A-Za-z0-9 _.:@+-]+} is written as a JSON string.
 *     Computed by the same definition in SQL.
 */
public record BucketName(String application, String unit, String terms) {

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9 _.:@+-]+");

  /**
   * A value as it is in {@link #terms}: as it is if every character is harmless, else (and if
   * empty) as a JSON string, escaped as PostgreSQL's {@code to_json} does.
   */
  public static String quote(String value) {
    return PLAIN.matcher(value).matches() ? value : CanonicalJson.string(value);
  }

  /**
   * Adds a term to others.
   *
   * @param terms the terms before it, empty if none
   * @param path path of the term
   * @param value its value in text form
   */
  public static String join(String terms, List<String> path, String value) {
    return terms + (terms.isEmpty() ? "" : ",") + String.join(".", path) + '=' + quote(value);
  }

  /**
   * Reads a name as {@link #toString} writes it.
   *
   * @throws IllegalArgumentException if it is not {@code application/unit[terms]}
   */
  public static BucketName parse(String name) {
    int slash = name.indexOf('/');
    int open = name.indexOf('[', slash + 1);
    if (slash < 1 || open < slash + 2 || !name.endsWith("]")) {
      throw new IllegalArgumentException("not a bucket's name: " + name);
    }
    return new BucketName(
        name.substring(0, slash),
        name.substring(slash + 1, open),
        name.substring(open + 1, name.length() - 1));
  }

  /**
   * What capture calls the bucket within its unit: the first 8 bytes of SHA-256 over {@link #terms}
   * in UTF-8, as a signed big-endian number. Computed by the same definition in SQL.
   */
  public long id() {
    return ByteBuffer.wrap(Sha256.digest().digest(terms.getBytes(StandardCharsets.UTF_8)))
        .getLong();
  }

  @Override
  public String toString() {
    return application + '/' + unit + '[' + terms + ']';
  }
}
