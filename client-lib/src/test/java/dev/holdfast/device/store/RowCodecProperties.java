package dev.holdfast.device.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.device.api.SyncFailedException;
import dev.holdfast.kernel.digest.CanonicalJson;
import dev.holdfast.kernel.digest.PostgresDouble;
import dev.holdfast.kernel.wire.ColumnType;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A row's bytes come back from its columns, whatever is in them. */
class RowCodecProperties {
  private static final List<ColumnType> TYPES = List.of(ColumnType.values());

  @Provide
  Arbitrary<String> rows() {
    Arbitrary<String> integers = Arbitraries.longs().map(String::valueOf);
    Arbitrary<String> doubles =
        Arbitraries.longs()
            .map(bits -> number(PostgresDouble.toText(Double.longBitsToDouble(bits))));
    Arbitrary<String> reals =
        Arbitraries.integers()
            .map(bits -> number(PostgresDouble.realToText(Float.intBitsToFloat(bits))));
    Arbitrary<String> booleans = Arbitraries.of("true", "false");
    Arbitrary<String> bytes =
        Arbitraries.bytes()
            .array(byte[].class)
            .map(value -> CanonicalJson.string("\\x" + HexFormat.of().formatHex(value)));
    Arbitrary<String> texts =
        Arbitraries.strings()
            .filter(
                text ->
                    text.indexOf('\u0000') < 0
                        && text.chars().noneMatch(c -> Character.isSurrogate((char) c)))
            .map(CanonicalJson::string);
    return net.jqwik.api.Combinators.combine(
            integers.injectNull(0.1),
            doubles.injectNull(0.1),
            reals.injectNull(0.1),
            booleans.injectNull(0.1),
            bytes.injectNull(0.1),
            texts.injectNull(0.1))
        .as((i, d, r, b, x, t) -> Arrays.asList(i, d, r, b, x, t))
        .map(
            values ->
                values.stream().map(String::valueOf).collect(Collectors.joining(", ", "[", "]")));
  }

  private static String number(String text) {
    return Character.isLetter(text.charAt(text.length() - 1)) ? '"' + text + '"' : text;
  }

  @Property(tries = 1000)
  void everyRowComesBackByteForByte(@ForAll("rows") String row) throws SQLException {
    assertThat(roundTrip(row)).isEqualTo(row);
  }

  @Example
  void specialNumbersComeBack() throws SQLException {
    for (String number :
        List.of(
            "-0", "0", "1e+20", "5e-324", "1.7976931348623157e+308", "\"NaN\"", "\"-Infinity\"")) {
      String row = "[1, %s, 1e+06, true, \"\\\\x\", \"\"]".formatted(number);
      assertThat(roundTrip(row)).isEqualTo(row);
    }
  }

  @Example
  void rowsThatDoNotFitAreRefused() {
    for (String row :
        List.of(
            "[]",
            "[1,1,1,true,\"\\\\x\",\"\",null]",
            "[\"1\",1,1,true,\"\\\\x\",\"\"]",
            "[1,1,1,true,\"\\\\x0\",\"\"]",
            "[1,1,1,true,\"\",\"\"]",
            "[1,1,1,true,\"\\\\x\",5]")) {
      assertThatThrownBy(() -> roundTrip(row)).as(row).isInstanceOf(SyncFailedException.class);
    }
  }

  private static String roundTrip(String row) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:")) {
      Sql.run(connection, "CREATE TABLE t (c0 INTEGER, c1, c2, c3 INTEGER, c4 BLOB, c5 TEXT)");
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO t VALUES (?, ?, ?, ?, ?, ?)")) {
        RowCodec.bind(insert, 1, TYPES, row);
        insert.executeUpdate();
      }
      try (PreparedStatement select = connection.prepareStatement("SELECT * FROM t");
          ResultSet rows = select.executeQuery()) {
        rows.next();
        return RowCodec.row(rows, 1, TYPES);
      }
    }
  }
}
