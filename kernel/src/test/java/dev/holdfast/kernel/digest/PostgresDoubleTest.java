package dev.holdfast.kernel.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.stream.Stream;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The expected texts are what PostgreSQL 15 and 18 give. */
class PostgresDoubleTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.0, -0",
    "1, 1",
    "-1.5, -1.5",
    "0.1, 0.1",
    "0.0001, 0.0001",
    "0.00001, 1e-05",
    "0.00012345, 0.00012345",
    "123456789012345, 123456789012345",
    "999999999999999, 999999999999999",
    "1e15, 1e+15",
    "1234567890123456, 1.234567890123456e+15",
    "1e22, 1e+22",
    "1e23, 9.999999999999999e+22",
    "9007199254740993, 9.007199254740992e+15",
    "4.9e-324, 5e-324",
    "1.7976931348623157e308, 1.7976931348623157e+308",
    "2.2250738585072014e-308, 2.2250738585072014e-308",
    "2e-44, 2e-44",
    "61.1743611, 61.1743611",
    "-149.998, -149.998",
    "NaN, NaN",
    "Infinity, Infinity",
    "-Infinity, -Infinity"
  })
  void writesADoubleAsPostgresqlDoes(double value, String text) {
    assertThat(PostgresDouble.toText(value)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.0, -0",
    "0.1, 0.1",
    "99999, 99999",
    "999999, 999999",
    "1000000, 1e+06",
    "1234567, 1.234567e+06",
    "0.0001, 0.0001",
    "0.00001, 1e-05",
    "3.4028235e38, 3.4028235e+38",
    "1.4e-45, 1e-45",
    "16777216, 1.6777216e+07",
    "NaN, NaN"
  })
  void writesARealAsPostgresqlDoes(float value, String text) {
    assertThat(PostgresDouble.realToText(value)).isEqualTo(text);
  }

  @Property(tries = 5000)
  void readsBackAsTheSameNumber(@ForAll long bits) {
    double value = Double.longBitsToDouble(bits);
    float real = Float.intBitsToFloat((int) bits);

    assertThat(Double.valueOf(PostgresDouble.toText(value))).isEqualTo(Double.valueOf(value));
    assertThat(Float.valueOf(PostgresDouble.realToText(real))).isEqualTo(Float.valueOf(real));
  }

  /** Since Java 19 Java also takes a text half way to a neighbour; PostgreSQL doesn't. */
  @Property(tries = 5000)
  void isNeverLongerThanAnotherTextOfTheNumber(@ForAll long bits) {
    double value = Double.longBitsToDouble(bits);
    Assume.that(Double.isFinite(value) && !isHalfWay(Double.toString(value), value));

    assertThat(digits(PostgresDouble.toText(value)))
        .isLessThanOrEqualTo(digits(Double.toString(value)));
  }

  private static boolean isHalfWay(String text, double value) {
    BigDecimal decimal = new BigDecimal(text);
    return Stream.of(Math.nextDown(value), Math.nextUp(value))
        .filter(Double::isFinite)
        .map(neighbour -> new BigDecimal(neighbour).add(new BigDecimal(value)))
        .anyMatch(twice -> twice.compareTo(decimal.add(decimal)) == 0);
  }

  private static int digits(String text) {
    int exponent = Math.max(text.indexOf('e'), text.indexOf('E'));
    String number = exponent < 0 ? text : text.substring(0, exponent);
    return number.replaceAll("[-.]", "").replaceAll("^0+|0+$", "").length();
  }
}
