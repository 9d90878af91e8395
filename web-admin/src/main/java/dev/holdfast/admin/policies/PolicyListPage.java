package dev.holdfast.admin.policies;

import dev.holdfast.admin.resync.TargetChoices;
import dev.holdfast.admin.shell.Notices;
import dev.holdfast.admin.shell.PagedModel;
import dev.holdfast.admin.signin.CurrentUser;
import dev.holdfast.kernel.policy.SyncPolicy;
import dev.holdfast.server.fleet.api.Policies;
import dev.holdfast.server.fleet.api.PolicyView;
import dev.holdfast.server.fleet.api.Resyncs.Target;
import dev.holdfast.server.platform.api.Page;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The policies, and what holds for a chosen user, who is in the page's address. */
@Named
@ViewScoped
public class PolicyListPage implements Serializable {
  private static final long serialVersionUID = 1L;

  @Inject private CurrentUser user;
  @Inject private Policies policies;
  @Inject private TargetChoices choices;
  @Inject private Notices notices;

  private @Nullable String chosen;
  private transient @Nullable SyncPolicy effective;
  private final PagedModel<PolicyView> rows = new PagedModel<>(this::page, PolicyView::target);

  private Page<PolicyView> page(PageRequest request) throws RefusedException {
    return policies.list(user.caller(), request);
  }

  /** Finds what holds for the chosen user. */
  public void load() {
    if (chosen != null && !chosen.isBlank()) {
      try {
        effective = policies.effective(user.caller(), chosen.strip());
      } catch (RefusedException refused) {
        notices.refused(refused);
      }
    }
  }

  /** The rows. */
  public PagedModel<PolicyView> getRows() {
    return rows;
  }

  /** Some users whose names contain what was typed, to choose from; their names can be typed. */
  public List<TargetChoices.Choice> getUsers() throws RefusedException {
    return choices
        .matching(user.caller(), Target.Kind.USER, chosen == null ? "" : chosen.strip())
        .choices();
  }

  /** What holds for the chosen user, null if none is chosen. */
  public @Nullable SyncPolicy getEffective() {
    return effective;
  }

  /** The user that is looked at, null for none. */
  public @Nullable String getChosen() {
    return chosen;
  }

  /** The user that is looked at, null for none. */
  public void setChosen(@Nullable String chosen) {
    this.chosen = chosen;
  }
}
