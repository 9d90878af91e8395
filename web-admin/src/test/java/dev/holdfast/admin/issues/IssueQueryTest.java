package dev.holdfast.admin.issues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.workbasket.api.FilterParameters;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A query of the workbasket")
class IssueQueryTest {

  @Test
  @DisplayName("asks for what nobody has resolved unless it says otherwise")
  void unresolved() throws RefusedException {
    assertThat(query(Map.of()).filter().status()).isEqualTo("unresolved");
    assertThat(query(Map.of("status", "all")).filter().status()).isEqualTo("all");
    assertThat(query(Map.of("status", "any")).filter().status()).isNull();
    assertThat(query(Map.of("status", "all")).ofChains().filter().status()).isNull();
    assertThat(query(Map.of("status", "open")).ofChains().filter().status()).isEqualTo("open");
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
  @CsvSource({
    "from,tomorrow",
    "until,2026-13-01",
    "case,7",
    "device,x",
    "from,+1000000000-01-01T00:00:00Z",
    "until,-0001-01-01T00:00:00Z",
    "until,9999-12-31",
    "until,+999999999-12-31"
  })
  @DisplayName("that can't be read says what is wrong")
  void unreadable(String parameter, String value) {
    var query = query(Map.of(parameter, value));

    assertThatThrownBy(query::filter)
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining(value);
  }

  @Test
  @DisplayName("knows a part of the cause that is not there from one that may be any")
  void none() throws RefusedException {
    assertThat(query(Map.of("field", "-")).filter().cause().field()).isEmpty();
    assertThat(query(Map.of()).filter().cause().field()).isNull();
    assertThat(query(Map.of()).with("application", null).getAddress()).isEqualTo("?application=-");
    assertThat(query(Map.of("user", "a")).with("user", null).isNarrowed()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "status=all",
    "status=any",
    "status=open&from=2026-11-20&until=2026-11-21",
    "until=2026-11-20T10:00:00Z",
    "application=-&type=a%26b&assignee=mia&text=%3D1"
  })
  @DisplayName("comes back whole from the filter that the facade keeps")
  void kept(String address) throws RefusedException {
    Map<String, String> parameters = new HashMap<>();
    for (var part : address.split("&")) {
      var pair = part.split("=", 2);
      parameters.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
    }
    var query = query(parameters);

    var kept = IssueQuery.ofFilter(FilterParameters.of(query.filter()));

    assertThat(kept.getSaid()).isEqualTo(query.getSaid());
    assertThat(kept.filter()).isEqualTo(query.filter());
  }

  @ParameterizedTest
  @ValueSource(strings = {"-", " ", " padded ", "\\", "\\-", "--"})
  @DisplayName("takes a part of the cause as it is, whatever it looks like")
  void exact(String part) throws RefusedException {
    var query = query(Map.of()).with("field", part);
    var read = query(Map.of("field", Objects.requireNonNull(query.get("field"))));

    assertThat(read.filter().cause().field()).isEqualTo(part);
    assertThat(IssueQuery.ofFilter(FilterParameters.of(read.filter())).get("field"))
        .isEqualTo(query.get("field"));
  }

  @Test
  @DisplayName(
      "of a filter that no calendar can take is refused when it is used, not when it is shown")
  void beyond() {
    var kept = IssueQuery.ofFilter(Map.of("from", "+1000000000-01-01T00:00:00Z"));

    assertThat(kept.getAddress()).contains("from=");
    assertThatThrownBy(kept::filter).isInstanceOf(RefusedException.class);
  }

  private static IssueQuery query(Map<String, String> parameters) {
    return IssueQuery.of(parameters::get);
  }
}
