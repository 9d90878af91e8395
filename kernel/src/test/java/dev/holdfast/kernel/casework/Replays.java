package dev.holdfast.kernel.casework;

import dev.holdfast.kernel.app.User;
import dev.holdfast.kernel.wire.ActionSubmission;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Replays of one case. */
final class Replays {
  private Replays() {}

  static Replay of(
      Judge judge,
      @Nullable CaseState server,
      @Nullable String mark,
      List<ActionSubmission> pending,
      User user) {
    Replay replay = new Replay(judge, server, mark, pending, user);
    pending.stream().map(Understanding::of).forEach(replay::perform);
    return replay;
  }
}
