package dev.holdfast.kernel.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DigestsTest {

  /** {@code select ('x' || encode(substr(sha256(...), 1, 8), 'hex'))::bit(64)::bigint}. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"'[\"k\"]' | '' | -7390738806456433566"})
  void hashesARowAsPostgresqlDoes(String key, String row, long hash) {
    assertThat(RowHash.of(key, row)).isEqualTo(hash);
  }

  @Property
  void theSumOfABucketDoesNotDependOnTheOrder(@ForAll List<Long> hashes, @ForAll long seed) {
    List<Long> shuffled = new ArrayList<>(hashes);
    Collections.shuffle(shuffled, new Random(seed));

    assertThat(sum(shuffled)).isEqualTo(sum(hashes));
  }

  @Property
  void takingARowAwayUndoesAddingIt(@ForAll List<Long> hashes, @ForAll long hash) {
    assertThat(sum(hashes).plus(hash).minus(hash)).isEqualTo(sum(hashes));
  }

  @Property
  void aRangeIsOneHalfOfThatWithABitLess(
      @ForAll String key, @ForAll @IntRange(min = 1, max = KeyRanges.MOST_BITS) int bits) {
    assertThat(KeyRanges.of(key, 0)).isZero();
    assertThat(KeyRanges.of(key, bits) >> 1).isEqualTo(KeyRanges.of(key, bits - 1));
  }

  @Test
  void aRangeHasAboutAsManyRowsHoweverLargeTheBucketIs() {
    assertThat(KeyRanges.bits(0, 12)).isZero();
    assertThat(KeyRanges.bits(64, 12)).isZero();
    assertThat(KeyRanges.bits(65, 12)).isEqualTo(1);
    assertThat(KeyRanges.bits(5_000, 12)).isEqualTo(7);
    assertThat(KeyRanges.bits(5_000_000, 12)).isEqualTo(12);
  }

  @Test
  void writesStringsAsPostgresqlDoes() {
    assertThat(CanonicalJson.string("a\"b\\c/\b\f\n\r\t\u0001\u001f\u007fÅ\u2028\ud83d\ude80"))
        .isEqualTo("\"a\\\"b\\\\c/\\b\\f\\n\\r\\t\\u0001\\u001f\u007fÅ\u2028\ud83d\ude80\"");
  }

  @Test
  void writesAValueInOneWayOnly() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("b", List.of(1L, true, "x"));
    map.put("a", null);

    assertThat(CanonicalJson.of(map)).isEqualTo("{\"a\":null,\"b\":[1,true,\"x\"]}");
    assertThatThrownBy(() -> CanonicalJson.of(1.5)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void everyEntryOfAHistoryCoversAllBeforeIt() {
    String first = HistoryHash.of(HistoryHash.START, Map.of("action", "plan"));
    String second = HistoryHash.of(first, Map.of("action", "arrive"));

    assertThat(first)
        .isEqualTo(Sha256.hex("0".repeat(64) + "\n{\"action\":\"plan\"}"))
        .matches("[0-9a-f]{64}");
    assertThat(HistoryHash.of(HistoryHash.START, Map.of("action", "arrive"))).isNotEqualTo(second);
  }

  private static BucketSum sum(List<Long> hashes) {
    BucketSum sum = BucketSum.EMPTY;
    for (long hash : hashes) {
      sum = sum.plus(hash);
    }
    return sum;
  }
}
