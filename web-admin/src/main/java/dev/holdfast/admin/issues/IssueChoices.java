package dev.holdfast.admin.issues;

import dev.holdfast.admin.cases.CaseTypes;
import dev.holdfast.admin.cases.Choice;
import dev.holdfast.admin.signin.CurrentUser;
import dev.holdfast.kernel.wire.ParkReason;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.workbasket.api.Workbaskets;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be chosen in a filter of issues. */
@Named
@RequestScoped
public class IssueChoices {
  @Inject private CurrentUser user;
  @Inject private Workbaskets workbaskets;
  @Inject private CaseTypes types;

  private @Nullable List<String> names;

  /** The workbaskets within the user's reach. */
  public List<String> getWorkbaskets() throws RefusedException {
    if (names == null) {
      names = workbaskets.list(user.caller()).stream().map(Workbaskets.BasketView::name).toList();
    }
    return names;
  }

  /** What the status may be. */
  public List<String> getStatuses() {
    return List.of("unresolved", "open", "claimed", "resolved", "any", "waiting", "all");
  }

  /** What the reason may be. */
  public List<String> getReasons() {
    return Arrays.stream(ParkReason.values()).map(ParkReason::code).toList();
  }

  /** Applications to choose from; others were there once. */
  public List<Choice> getApplications() {
    return types.applications();
  }

  /** Case types to choose from; others were there once. */
  public List<Choice> getTypes() {
    return types.types();
  }

  /** Actions to choose from; others were there once. */
  public List<Choice> getActions() {
    return types.actions();
  }
}
