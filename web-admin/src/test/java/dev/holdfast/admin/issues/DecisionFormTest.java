package dev.holdfast.admin.issues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.workbasket.api.Resolution;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The form of a decision")
class DecisionFormTest {

  @ParameterizedTest
  @EnumSource(names = {"APPLY", "EDIT", "NEW_CASE", "REOPEN"})
  @DisplayName("says which version of the case was seen where the decision depends on it")
  void seen(Resolution how) throws RefusedException {
    assertThat(decide(how)).isEqualTo(7);
  }

  @ParameterizedTest
  @EnumSource(names = {"RETURN", "DISCARD"})
  @DisplayName("holds whatever became of the case where it does not")
  void whatever(Resolution how) throws RefusedException {
    assertThat(decide(how)).isNull();
  }

  private static @org.jspecify.annotations.Nullable Long decide(Resolution how)
      throws RefusedException {
    var form = new DecisionForm(List.of(), 7);
    form.setHow(how);
    return form.decision().caseVersion();
  }
}
