package dev.holdfast.kernel.app;

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

  @Override
  public String toString() {
    return application + '/' + unit + '[' + terms + ']';
  }
}
