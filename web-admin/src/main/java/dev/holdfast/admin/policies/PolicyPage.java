package dev.holdfast.admin.policies;

import dev.holdfast.admin.resync.TargetChoices;
import dev.holdfast.admin.shell.Navigation;
import dev.holdfast.admin.shell.Notices;
import dev.holdfast.admin.shell.Texts;
import dev.holdfast.admin.signin.CurrentUser;
import dev.holdfast.kernel.policy.PolicyValues;
import dev.holdfast.server.fleet.api.Policies;
import dev.holdfast.server.fleet.api.PolicyTarget;
import dev.holdfast.server.fleet.api.PolicyView;
import dev.holdfast.server.fleet.api.Resyncs.Target;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Adds a policy, changes or removes one; only what the person has seen is changed. */
@Named
@ViewScoped
public class PolicyPage implements Serializable {
  private static final long serialVersionUID = 1L;

  @Inject private CurrentUser user;
  @Inject private Policies policies;
  @Inject private PolicyTexts words;
  @Inject private TargetChoices choices;
  @Inject private Notices notices;
  @Inject private Texts texts;

  private @Nullable String target;
  private boolean existing;
  private long seenVersion;
  private PolicyForm form = new PolicyForm();
  private @Nullable PolicyValues present;

  /** Finds the policy, or begins a new one if the address names none. */
  public void load() throws RefusedException {
    if (target != null) {
      var found = policies.find(user.caller(), PolicyTarget.of(target)).orElse(null);
      if (found != null) {
        form = PolicyForm.of(found.values());
        existing = true;
        seenVersion = found.version();
      }
      Navigation.found(found);
    }
  }

  /** Adds or changes. */
  public @Nullable String save() throws RefusedException {
    return attempt(
        "policies.saved",
        whom ->
            existing
                ? policies.change(user.caller(), whom, seenVersion, form.values())
                : policies.add(user.caller(), whom, form.values()));
  }

  /** Removes. */
  public @Nullable String remove() throws RefusedException {
    return attempt(
        "policies.removed",
        whom -> {
          policies.remove(user.caller(), whom, seenVersion);
          return whom;
        });
  }

  private interface Attempt {
    Object make(PolicyTarget whom) throws RefusedException;
  }

  private @Nullable String attempt(String done, Attempt attempt) throws RefusedException {
    try {
      attempt.make(PolicyTarget.of(target()));
      notices.done(texts.format(done, List.of(words.whom(target()))));
      return Navigation.to("/policies/list");
    } catch (RefusedException refused) {
      notices.refused(refused);
      if (refused.code() == ErrorCode.STALE) {
        showPresent();
      }
      return null;
    }
  }

  /** Shows what is stored now beside the input, which stays; the next try is made on that. */
  private void showPresent() throws RefusedException {
    PolicyView stored = policies.find(user.caller(), PolicyTarget.of(target())).orElse(null);
    if (stored != null) {
      present = stored.values();
      seenVersion = stored.version();
    }
  }

  /** Whom a new policy can be for. */
  public List<TargetChoices.Choice> getTargets() {
    List<TargetChoices.Choice> targets = new ArrayList<>();
    targets.add(choice(PolicyTarget.ALL));
    for (var each : choices.of(Target.Kind.APPLICATION)) {
      targets.add(choice(new PolicyTarget(PolicyTarget.Kind.APPLICATION, each.value())));
    }
    for (var each : choices.of(Target.Kind.ROLE)) {
      targets.add(choice(new PolicyTarget(PolicyTarget.Kind.ROLE, each.value())));
    }
    return targets;
  }

  private TargetChoices.Choice choice(PolicyTarget whom) {
    return new TargetChoices.Choice(whom.text(), words.whom(whom.text()));
  }

  private String target() {
    return target == null ? "" : target;
  }

  /** Whether the policy exists already. */
  public boolean isExisting() {
    return existing;
  }

  /** The values being edited. */
  public PolicyForm getForm() {
    return form;
  }

  /** What is stored now if it changed since the person saw it, else null. */
  public @Nullable PolicyValues getPresent() {
    return present;
  }

  /** Whom the policy is for, null while that is not chosen. */
  public @Nullable String getTarget() {
    return target;
  }

  /** Whom the policy is for, null while that is not chosen. */
  public void setTarget(@Nullable String target) {
    this.target = target;
  }
}
