package dev.holdfast.admin.alerts;

import dev.holdfast.admin.shell.Ids;
import dev.holdfast.admin.shell.Navigation;
import dev.holdfast.admin.shell.Notices;
import dev.holdfast.admin.shell.Texts;
import dev.holdfast.admin.signin.CurrentUser;
import dev.holdfast.server.operations.api.Alerts;
import dev.holdfast.server.operations.api.Alerts.AlertView;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** One alert: what it means, what to do, and closing it. */
@Named
@ViewScoped
public class AlertPage implements Serializable {
  private static final long serialVersionUID = 1L;

  @Inject private CurrentUser user;
  @Inject private Alerts alerts;
  @Inject private Notices notices;
  @Inject private Texts texts;

  private @Nullable String id;
  private String reason = "";
  private long seenVersion;
  private boolean changed;
  private transient @Nullable AlertView alert;

  /** Finds the alert as it stands now. */
  public void load() throws RefusedException {
    find();
    Navigation.found(alert);
  }

  private void find() throws RefusedException {
    var wanted = Ids.of(id);
    alert = wanted == null ? null : alerts.find(user.caller(), wanted).orElse(null);
    seenVersion = alert == null ? 0 : alert.version();
  }

  /** Closes it as the person has seen it. */
  public @Nullable String close() throws RefusedException {
    try {
      var wanted = Ids.of(id);
      if (wanted != null) {
        alerts.close(user.caller(), wanted, seenVersion, reason);
        notices.done(texts.of("alert.closed"));
      }
      return Navigation.to("/alerts/alert", "id", String.valueOf(id));
    } catch (RefusedException refused) {
      notices.refused(refused);
      return refused.code() == ErrorCode.STALE ? showPresent() : null;
    }
  }

  /** Shows how it stands now beside the input, which stays; the next try is made on that. */
  private @Nullable String showPresent() throws RefusedException {
    find();
    changed = alert != null && isOpen();
    return changed ? null : Navigation.to("/alerts/alert", "id", String.valueOf(id));
  }

  /** Whether it came up again after the person had seen it, and how it stands now is shown. */
  public boolean isChanged() {
    return changed;
  }

  /** The alert. */
  public AlertView getAlert() {
    if (alert == null) {
      throw new IllegalStateException("No alert was loaded for this page");
    }
    return alert;
  }

  /** Whether nobody has closed it. */
  public boolean isOpen() {
    return getAlert().closedAt() == null;
  }

  /** The application that its subject belongs to. */
  public String getApplication() {
    var subject = getAlert().subject();
    return subject.substring(0, Math.max(0, subject.indexOf('/')));
  }

  /** The table or case type that its subject is, or is a bucket of. */
  public String getUnit() {
    var subject = getAlert().subject();
    int bucket = subject.indexOf('[');
    return subject.substring(subject.indexOf('/') + 1, bucket < 0 ? subject.length() : bucket);
  }

  /** The alert's id. */
  public @Nullable String getId() {
    return id;
  }

  /** The alert's id. */
  public void setId(@Nullable String id) {
    this.id = id;
  }

  /** What was found. */
  public String getReason() {
    return reason;
  }

  /** What was found. */
  public void setReason(String reason) {
    this.reason = reason;
  }
}
