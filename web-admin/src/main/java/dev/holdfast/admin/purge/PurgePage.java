package dev.holdfast.admin.purge;

import dev.holdfast.admin.shell.Navigation;
import dev.holdfast.admin.shell.Notices;
import dev.holdfast.admin.shell.Texts;
import dev.holdfast.admin.signin.CurrentUser;
import dev.holdfast.server.operations.api.Purging;
import dev.holdfast.server.operations.api.Purging.PurgeState;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** What is kept for how long, the last purge, and purging now. */
@Named
@RequestScoped
public class PurgePage {
  @Inject private CurrentUser user;
  @Inject private Purging purging;
  @Inject private Notices notices;
  @Inject private Texts texts;
  @Inject private Clock clock;

  private @Nullable PurgeState state;

  /** Asks how purging stands. */
  public void load() throws RefusedException {
    state = purging.state(user.caller());
  }

  /** Purges. */
  public String purge() {
    try {
      var purged = purging.purge(user.caller());
      notices.done(texts.of("purge.done", purged.tombstones(), purged.sums(), purged.syncs()));
    } catch (RefusedException refused) {
      notices.refused(refused);
    }
    return Navigation.to("/purge/purge");
  }

  /** How purging stands. */
  public PurgeState getState() throws RefusedException {
    if (state == null) {
      load();
    }
    return java.util.Objects.requireNonNull(state);
  }

  /** Whether the minimum time since the last purge has passed. */
  public boolean isDue() throws RefusedException {
    var next = getState().nextAt();
    return next == null || !clock.instant().isBefore(next);
  }
}
