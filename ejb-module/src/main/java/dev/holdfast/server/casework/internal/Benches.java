package dev.holdfast.server.casework.internal;

import dev.holdfast.kernel.app.User;
import dev.holdfast.kernel.wire.ActionSubmission;
import dev.holdfast.server.casework.api.Submitted;
import dev.holdfast.server.platform.api.Jdbc;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A bench for each application that a user's actions are about.
 *
 * @param byApplication those of applications of which a version is in force
 * @param files the cases
 */
record Benches(Map<String, Bench> byApplication, CaseFiles files) {

  /** Benches by the versions in force, which were read, and held, before the cases. */
  static Benches of(Jdbc jdbc, InForce inForce, User user, CaseFiles files) {
    Map<String, Bench> benches = new HashMap<>();
    inForce
        .logic()
        .forEach(
            (application, logic) ->
                benches.put(
                    application, new Bench(jdbc, logic, inForce.upcast(logic), user, files)));
    return new Benches(benches, files);
  }

  /** The bench of an application, null if no version of it is in force. */
  @Nullable Bench of(String application) {
    return byApplication.get(application);
  }

  /** Reads at once what judging these actions on these cases will ask for. */
  void prepare(List<Submitted> submitted) {
    List<ActionSubmission> actions =
        submitted.stream()
            .filter(each -> each instanceof Submitted.ToJudge)
            .map(Submitted::action)
            .filter(Objects::nonNull)
            .toList();
    actions.stream()
        .map(ActionSubmission::application)
        .distinct()
        .forEach(application -> prepare(application, actions));
  }

  private void prepare(String application, List<ActionSubmission> actions) {
    Bench bench = of(application);
    if (bench != null) {
      bench.prepare(
          actions.stream().filter(a -> a.application().equals(application)).toList(), files.all());
    }
  }
}
