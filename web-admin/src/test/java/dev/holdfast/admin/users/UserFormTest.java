package dev.holdfast.admin.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.server.identity.api.UserView;
import dev.holdfast.server.platform.api.RefusedException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The form of a user")
class UserFormTest {

  @Test
  @DisplayName("gives back the user that it was filled with")
  void roundTrip() throws RefusedException {
    var roles = Set.of("inspector", "supervisor");
    var attributes = Map.of("states", List.of("AK", "WA"), "district", List.of("north"));

    var change = UserForm.of(new UserView("sue", "Sue", roles, attributes, true, 1)).change();

    assertThat(change.roles()).isEqualTo(roles);
    assertThat(change.attributes()).isEqualTo(attributes);
    assertThat(change.password()).isNull();
  }

  @Test
  @DisplayName("refuses a line of attributes that is none, and shows it")
  void unreadable() {
    var form = new UserForm();
    form.setAttributes("states: AK");

    assertThatThrownBy(form::change)
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("states: AK");
  }
}
