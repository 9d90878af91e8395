package dev.holdfast.admin.purge;

import dev.holdfast.admin.shell.Navigation;
import dev.holdfast.admin.shell.Notices;
import dev.holdfast.admin.shell.Texts;
import dev.holdfast.admin.signin.CurrentUser;
import dev.holdfast.server.operations.api.Purging;
import dev.holdfast.server.operations.api.Purging.PurgeState;
import dev.holdfast.server.operations.api.Purging.Status;
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

  /** Begins a purge. */
  public String purge() {
    try {
      purging.purge(user.caller());
      notices.done(texts.of("purge.begun"));
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

  /** Whether one is at work. */
  public boolean isRunning() throws RefusedException {
    return is(Status.RUNNING);
  }

  /** Whether the last one has to be looked at. */
  public boolean isBroken() throws RefusedException {
    return is(Status.FAILED) || is(Status.INTERRUPTED);
  }

  private boolean is(Status status) throws RefusedException {
    var last = getState().last();
    return last != null && last.status() == status;
  }

  /** Whether one may begin: none is running, and the minimum time has passed. */
  public boolean isDue() throws RefusedException {
    var next = getState().nextAt();
    return !isRunning() && (next == null || !clock.instant().isBefore(next));
  }
}
