package dev.holdfast.server.platform.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {
  private static final String TAG = "\"a\"";

  @ParameterizedTest
  @CsvSource({
    "bytes=0-, 0, 100",
    "bytes=10-, 10, 100",
    "bytes=10-19, 10, 20",
    "bytes=10-10, 10, 11",
    "bytes=90-500, 90, 100",
    "bytes=-10, 90, 100",
    "bytes=-500, 0, 100",
  })
  void readsOneRange(String header, int from, int to) throws RefusedException {
    assertThat(ByteRange.of(header, null, TAG, 100)).contains(new ByteRange(from, to));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bytes=-",
        "bytes=5-4",
        "bytes=0-1,5-6",
        "lines=1-2",
        "bytes=a-b",
        "bytes 1-2",
        ""
      })
  void ignoresWhatIsNotOneRange(String header) throws RefusedException {
    assertThat(ByteRange.of(header, null, TAG, 100)).isEmpty();
  }

  @Test
  void ofAnotherVersionAllOfItIsNeeded() throws RefusedException {
    assertThat(ByteRange.of("bytes=5-", "\"b\"", TAG, 100)).isEmpty();
    assertThat(ByteRange.of("bytes=5-", TAG, TAG, 100)).contains(new ByteRange(5, 100));
    assertThat(ByteRange.of(null, TAG, TAG, 100)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=100-", "bytes=100-200", "bytes=-0"})
  void refusesARangeBehindTheEnd(String header) {
    assertThatThrownBy(() -> ByteRange.of(header, null, TAG, 100))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.RANGE_NOT_SATISFIABLE));
  }

  @Test
  void saysWhichPartItIs() {
    assertThat(new ByteRange(10, 20).contentRange(100)).isEqualTo("bytes 10-19/100");
  }
}
