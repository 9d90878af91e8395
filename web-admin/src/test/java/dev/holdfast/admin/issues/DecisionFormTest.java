package dev.holdfast.admin.issues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.workbasket.api.Resolution;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
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

  @Test
  @DisplayName("takes what waits behind the issue with it by default, where that is possible")
  void followers() throws RefusedException {
    var behind = UUID.randomUUID();
    var form = new DecisionForm(List.of(), 7, List.of(behind));
    form.setHow(Resolution.DISCARD);
    assertThat(form.decision().followers()).containsExactly(behind);
    form.setHow(Resolution.REOPEN);
    assertThat(form.decision().followers()).isNull();
    assertThat(form.isReleasing()).isTrue();
    form.setHow(Resolution.RETURN);
    form.setWithFollowers(false);
    assertThat(form.decision().followers()).isNull();
    assertThat(form.isTaking()).isTrue();
  }

  @Test
  @DisplayName("says that nothing waited behind the issue where nothing did, box or not")
  void nothingSeen() throws RefusedException {
    var form = new DecisionForm(List.of(), 7, List.of());
    form.setHow(Resolution.DISCARD);
    assertThat(form.decision().followers()).isEmpty();
    form.setWithFollowers(false);
    assertThat(form.decision().followers()).isEmpty();
    form.setHow(Resolution.APPLY);
    assertThat(form.decision().followers()).isNull();
  }

  private static @org.jspecify.annotations.Nullable Long decide(Resolution how)
      throws RefusedException {
    var form = new DecisionForm(List.of(), 7, List.of());
    form.setHow(how);
    return form.decision().caseVersion();
  }
}
