package dev.holdfast.kernel.reader;

/** An expression can't be a scope. */
final class UnusableScopeException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Place place;
  private final String code;
  private final String reason;

  UnusableScopeException(Place place, String code, String reason) {
    super(reason);
    this.place = place;
    this.code = code;
    this.reason = reason;
  }

  /** Where in the document. */
  Place place() {
    return place;
  }

  /** Code of the finding. */
  String code() {
    return code;
  }

  /** What is wrong and what is possible. */
  String reason() {
    return reason;
  }
}
