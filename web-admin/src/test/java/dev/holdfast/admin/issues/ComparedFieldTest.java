package dev.holdfast.admin.issues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.kernel.app.CaseWords;
import dev.holdfast.kernel.app.Labels;
import dev.holdfast.server.workbasket.api.IssueDetail.FieldComparison;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A compared field")
class ComparedFieldTest {
  private static final CaseWords WORDS = new CaseWords("job", null, Labels.NONE.in(List.of()));

  @ParameterizedTest
  @CsvSource({
    "a,a,a,none",
    "a,b,a,mine",
    "a,a,b,theirs",
    "a,b,b,both-same",
    "a,b,c,both",
    ",b,,mine",
    "a,,a,mine",
    "a,,b,both"
  })
  @DisplayName("says who changed it")
  void change(
      @Nullable String base, @Nullable String mine, @Nullable String theirs, String expected) {
    assertThat(
            ComparedField.of(new FieldComparison("f", base, mine, theirs), WORDS, Map.of())
                .change())
        .isEqualTo(expected);
  }
}
