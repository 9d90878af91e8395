package dev.holdfast.admin.issues;

import dev.holdfast.admin.shell.Notices;
import dev.holdfast.admin.signin.CurrentUser;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.workbasket.api.Workbasket;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What somebody says of an issue. */
@Named
@ViewScoped
public class CommentForm implements Serializable {
  private static final long serialVersionUID = 1L;

  @Inject private CurrentUser user;
  @Inject private Workbasket workbasket;
  @Inject private Notices notices;

  private @Nullable String comment;

  /** Says it, for good; returns whether it was taken. */
  boolean say(UUID issue) {
    try {
      workbasket.comment(user.caller(), issue, comment == null ? "" : comment);
      comment = null;
      return true;
    } catch (RefusedException refused) {
      notices.refused(refused);
      return false;
    }
  }

  /** What is said. */
  public @Nullable String getComment() {
    return comment;
  }

  /** What is said. */
  public void setComment(@Nullable String comment) {
    this.comment = comment;
  }
}
