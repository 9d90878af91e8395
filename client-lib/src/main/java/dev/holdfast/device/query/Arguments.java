package dev.holdfast.device.query;

import dev.holdfast.device.api.Select;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Gives a query its arguments. */
record Arguments(Select select) {

  void bind(PreparedStatement statement) throws SQLException {
    int wanted = statement.getParameterMetaData().getParameterCount();
    int given = select.arguments().size();
    if (wanted != given) {
      throw new IllegalArgumentException(
          "The query has %d parameters (?), and %d arguments were given.".formatted(wanted, given));
    }
    for (int i = 0; i < given; i++) {
      statement.setObject(i + 1, value(select.arguments().get(i)));
    }
  }

  /** A value as the views have it: decimals are text with all their digits. */
  private static @Nullable Object value(@Nullable Object argument) {
    if (argument instanceof Boolean truth) {
      return truth ? 1 : 0;
    }
    if (argument instanceof BigDecimal number) {
      return number.toPlainString();
    }
    if (argument == null
        || argument instanceof Number
        || argument instanceof String
        || argument instanceof byte[]) {
      return argument;
    }
    return argument.toString();
  }
}
