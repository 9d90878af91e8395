package dev.holdfast.kernel.app;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rules on a field, texts in CEL; null where there is none.
 *
 * @param required whether it has to have a value, {@code true} or {@code false} or a rule
 * @param visible when it is there to be filled in; without it always
 * @param computed its value, which nobody sets
 * @param byDefault the value that a creating action gives it that does not set it
 * @param check what has to hold for its value
 * @param message what the user is told when {@code check} does not hold
 */
public record FieldRules(
    @Nullable String required,
    @Nullable String visible,
    @Nullable String computed,
    @Nullable Default byDefault,
    @Nullable String check,
    @Nullable String message) {

  /** No rule. */
  public static final FieldRules NONE = new FieldRules(null, null, null, null, null, null);

  private static final String ALWAYS = "true";
  private static final String NEVER = "false";

  /** What a rule is for. */
  public enum Kind {
    REQUIRED,
    VISIBLE,
    COMPUTED,
    DEFAULT,
    CHECK
  }

  /** The value that a field begins with. */
  public sealed interface Default {}

  /**
   * Always the same value.
   *
   * @param json it, in JSON form
   */
  public record Literal(Object json) implements Default {}

  /**
   * A value that depends on who creates the case and how.
   *
   * @param expression CEL over {@code user}, {@code input} and {@code now}
   */
  public record DefaultRule(String expression) implements Default {}

  /** Whether a case may never be without a value. */
  public boolean always() {
    return ALWAYS.equals(required);
  }

  /** The rule of a kind, if there is one that has to be evaluated. */
  public Optional<String> expression(Kind kind) {
    return Optional.ofNullable(
        switch (kind) {
          case REQUIRED -> ALWAYS.equals(required) || NEVER.equals(required) ? null : required;
          case VISIBLE -> visible;
          case COMPUTED -> computed;
          case DEFAULT -> byDefault instanceof DefaultRule rule ? rule.expression() : null;
          case CHECK -> check;
        });
  }
}
