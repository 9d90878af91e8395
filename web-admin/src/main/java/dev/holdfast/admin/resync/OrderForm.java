package dev.holdfast.admin.resync;

import dev.holdfast.admin.shell.Navigation;
import dev.holdfast.admin.shell.Notices;
import dev.holdfast.admin.shell.Texts;
import dev.holdfast.admin.signin.CurrentUser;
import dev.holdfast.server.fleet.api.Resyncs;
import dev.holdfast.server.fleet.api.Resyncs.Target;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The form that orders a full synchronization, with a preview of whom it concerns. */
@Named
@ViewScoped
public class OrderForm implements Serializable {
  private static final long serialVersionUID = 1L;

  @Inject private CurrentUser user;
  @Inject private Resyncs resyncs;
  @Inject private TargetChoices choices;
  @Inject private Notices notices;
  @Inject private Texts texts;

  private Target.Kind kind = Target.Kind.DEVICE;
  private @Nullable String value;
  private @Nullable String reason;
  private @Nullable Long reach;
  private String search = "";
  private transient TargetChoices.@Nullable Found found;

  /** Another kind of target was chosen: what was chosen of the former kind is void. */
  public void kindChanged() {
    value = null;
    search = "";
    found = null;
    preview();
  }

  /** Counts the devices that the order would concern. */
  public void preview() {
    reach = null;
    if (isComplete()) {
      try {
        reach = resyncs.reach(user.caller(), target());
      } catch (RefusedException refused) {
        notices.refused(refused);
      }
    }
  }

  /** Gives the order. */
  public @Nullable String order() {
    try {
      var given = resyncs.order(user.caller(), target(), reason == null ? "" : reason);
      notices.done(texts.of("resync.ordered", given.devices()));
      return Navigation.to("/resync/order", "id", given.id().toString());
    } catch (RefusedException refused) {
      notices.refused(refused);
      return null;
    }
  }

  private Target target() {
    return new Target(kind, kind == Target.Kind.ALL || value == null ? "" : value);
  }

  /** Whether the target is named. */
  public boolean isComplete() {
    return kind == Target.Kind.ALL || value != null;
  }

  /** Whom the order is for, in words. */
  public String getWhom() throws RefusedException {
    return choices.name(user.caller(), target());
  }

  /** What may be named: of users and devices what the search finds, and what is chosen. */
  public List<TargetChoices.Choice> getChoices() throws RefusedException {
    if (!isSearched()) {
      return choices.of(kind);
    }
    List<TargetChoices.Choice> offered = new ArrayList<>(found().choices());
    if (value != null && offered.stream().noneMatch(choice -> choice.value().equals(value))) {
      offered.add(0, choices.chosen(user.caller(), target()));
    }
    return offered;
  }

  private TargetChoices.Found found() throws RefusedException {
    var present = found;
    if (present == null) {
      present = choices.matching(user.caller(), kind, search);
      found = present;
    }
    return present;
  }

  /** The search was changed: what it found before is void. */
  public void searched() {
    found = null;
  }

  /** Whether the target is searched for, because there may be many. */
  public boolean isSearched() {
    return kind == Target.Kind.USER || kind == Target.Kind.DEVICE;
  }

  /** How many more the search has found than are offered. */
  public long getMore() throws RefusedException {
    return found().total() - found().choices().size();
  }

  /** Part of a name. */
  public String getSearch() {
    return search;
  }

  /** Part of a name. */
  public void setSearch(@Nullable String search) {
    this.search = search == null ? "" : search.strip();
  }

  /** Kinds of targets. */
  public Target.Kind[] getKinds() {
    return Target.Kind.values();
  }

  /** Devices concerned, null while the target is not named. */
  public @Nullable Long getReach() {
    return reach;
  }

  /** What the target names. */
  public Target.Kind getKind() {
    return kind;
  }

  /** What the target names. */
  public void setKind(Target.Kind kind) {
    this.kind = kind;
  }

  /** The target's name or id, null while there is none. */
  public @Nullable String getValue() {
    return value;
  }

  /** The target's name or id, null while there is none. */
  public void setValue(@Nullable String value) {
    this.value = value;
  }

  /** Why. */
  public @Nullable String getReason() {
    return reason;
  }

  /** Why. */
  public void setReason(@Nullable String reason) {
    this.reason = reason;
  }
}
