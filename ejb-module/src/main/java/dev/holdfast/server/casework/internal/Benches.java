package dev.holdfast.server.casework.internal;

import dev.holdfast.kernel.app.User;
import dev.holdfast.kernel.wire.ActionSubmission;
import dev.holdfast.server.casework.api.Submitted;
import dev.holdfast.server.packages.api.Packages;
import dev.holdfast.server.platform.api.Jdbc;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A bench for each application that a user's actions are about. Not thread-safe. */
final class Benches {
  private final Jdbc jdbc;
  private final Packages packages;
  private final User user;
  private final CaseFiles files;
  private final Map<String, Optional<Bench>> byApplication = new HashMap<>();

  Benches(Jdbc jdbc, Packages packages, User user, CaseFiles files) {
    this.jdbc = jdbc;
    this.packages = packages;
    this.user = user;
    this.files = files;
  }

  /** The bench of an application, null if no version of it is in force. */
  @Nullable Bench of(String application) {
    return byApplication
        .computeIfAbsent(
            application,
            name -> packages.active(name).map(logic -> new Bench(jdbc, logic, user, files)))
        .orElse(null);
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
