package dev.holdfast.admin.issues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.server.platform.api.RefusedException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A query of the workbasket")
class IssueQueryTest {

  @Test
  @DisplayName("asks for what nobody has resolved unless it says otherwise")
  void unresolved() throws RefusedException {
    assertThat(query(Map.of()).filter().status()).isEqualTo("unresolved");
    assertThat(query(Map.of("status", "all")).filter().status()).isNull();
    assertThat(query(Map.of()).isNarrowed()).isFalse();
  }

  @Test
  @DisplayName("takes its last day whole")
  void wholeDays() throws RefusedException {
    var filter = query(Map.of("from", "2026-11-20", "until", "2026-11-20")).filter();

    assertThat(filter.from()).isNotNull();
    assertThat(filter.until()).isNotNull();
    assertThat(Duration.between(filter.from(), filter.until())).isEqualTo(Duration.ofDays(1));
  }

  @ParameterizedTest
  @CsvSource({"from,tomorrow", "until,2026-13-01", "case,7", "device,x"})
  @DisplayName("that can't be read says what is wrong")
  void unreadable(String parameter, String value) {
    var query = query(Map.of(parameter, value));

    assertThatThrownBy(query::filter)
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining(value);
  }

  private static IssueQuery query(Map<String, String> parameters) {
    return IssueQuery.of(parameters::get);
  }
}
