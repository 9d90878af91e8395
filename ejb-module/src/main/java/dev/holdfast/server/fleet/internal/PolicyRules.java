package dev.holdfast.server.fleet.internal;

import dev.holdfast.kernel.policy.PolicyValues;
import dev.holdfast.server.fleet.api.PolicyTarget;
import dev.holdfast.server.fleet.api.Resyncs.Target;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** What a policy may say, and for whom. */
@ApplicationScoped
public class PolicyRules {
  @Inject private Targets targets;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected PolicyRules() {}

  /**
   * Checks that a target names something.
   *
   * @throws RefusedException {@code NOT_FOUND} if it does not
   */
  void requireTarget(PolicyTarget target) throws RefusedException {
    switch (target.kind()) {
      case EVERYONE -> {
        // There always is somebody.
      }
      case APPLICATION -> targets.of(new Target(Target.Kind.APPLICATION, target.name()));
      case ROLE -> targets.of(new Target(Target.Kind.ROLE, target.name()));
    }
  }

  /**
   * Checks the values.
   *
   * @throws RefusedException {@code INVALID} with all that is wrong
   */
  static void requireValid(PolicyValues values) throws RefusedException {
    List<String> problems = values.problems();
    if (values.saysNothing()) {
      problems = List.of("A policy sets at least one value; remove it to set none.");
    }
    if (!problems.isEmpty()) {
      throw new RefusedException(ErrorCode.INVALID, String.join(" ", problems));
    }
  }
}
