package dev.holdfast.admin.cases;

import dev.holdfast.admin.shell.Notices;
import dev.holdfast.admin.shell.Texts;
import dev.holdfast.admin.signin.CurrentUser;
import dev.holdfast.server.archive.api.HoldSubject;
import dev.holdfast.server.archive.api.LegalHolds;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Places and lifts legal holds for pages, and tells what came of it. */
@ApplicationScoped
public class HoldKeeping {
  @Inject private CurrentUser user;
  @Inject private LegalHolds holds;
  @Inject private Notices notices;
  @Inject private Texts texts;

  /**
   * Places one.
   *
   * @param then where to go then
   * @return where to go; null to stay at the page, if it was refused
   */
  @Nullable String place(HoldSubject subject, @Nullable String reason, String then) {
    return done("holds.placed", then, () -> holds.place(user.caller(), subject, reason));
  }

  /** Lifts one; the rest as above. */
  @Nullable String lift(UUID hold, @Nullable String reason, String then) {
    return done("holds.lifted", then, () -> holds.lift(user.caller(), hold, reason));
  }

  private interface Attempt {
    void make() throws RefusedException;
  }

  private @Nullable String done(String text, String then, Attempt attempt) {
    try {
      attempt.make();
      notices.done(texts.of(text));
      return then;
    } catch (RefusedException refused) {
      notices.refused(refused);
      return null;
    }
  }
}
