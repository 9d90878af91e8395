package dev.holdfast.kernel.reader;

import dev.holdfast.kernel.app.ValueType;
import java.util.Locale;

/** Types as messages call them. */
final class Words {
  private Words() {}

  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** The type that stands for all whose values are compared as the same kind of text. */
  static ValueType scopeClass(ValueType type) {
    return type == ValueType.CHOICE || type == ValueType.REFERENCE ? ValueType.TEXT : type;
  }
}
