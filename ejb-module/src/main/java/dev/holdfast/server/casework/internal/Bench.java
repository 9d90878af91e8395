package dev.holdfast.server.casework.internal;

import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.IssueRouting.Parked;
import dev.holdfast.kernel.app.User;
import dev.holdfast.kernel.casework.CaseState;
import dev.holdfast.kernel.casework.Judge;
import dev.holdfast.kernel.casework.Judgement;
import dev.holdfast.kernel.casework.Situation;
import dev.holdfast.kernel.casework.Understanding;
import dev.holdfast.kernel.casework.Upcast;
import dev.holdfast.kernel.rule.CompiledPackage;
import dev.holdfast.kernel.wire.ActionSubmission;
import dev.holdfast.kernel.wire.ParkReason;
import dev.holdfast.server.platform.api.Jdbc;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Judges the actions of one user in one application by the version in force. */
final class Bench {
  private final ApplicationPackage definition;
  private final TableRows rows;
  private final UserScope scope;
  private final Judge judge;
  private final Upcast upcast;
  private final User user;

  /**
   * Makes a bench.
   *
   * @param logic the version in force
   * @param upcast understands what other versions made
   */
  Bench(Jdbc jdbc, CompiledPackage logic, Upcast upcast, User user, CaseFiles files) {
    this.definition = logic.definition();
    this.upcast = upcast;
    this.rows = new TableRows(jdbc, definition);
    this.scope = new UserScope(definition, rows, files, user);
    this.judge = new Judge(logic, scope, new Relatives(files, definition, scope::carries));
    this.user = user;
  }

  String version() {
    return definition.version();
  }

  /** An action in the words of the version in force. */
  Understanding understand(ActionSubmission action) {
    return upcast.understand(action);
  }

  /** Where an action waits that is parked; in the application's own name without its type. */
  String workbasket(ActionSubmission made, ParkReason reason) {
    ActionSubmission action = understand(made).action();
    CaseType caseType = definition.cases().get(action.type());
    return caseType == null
        ? definition.application()
        : caseType
            .issues()
            .workbasketOf(new Parked(reason.code(), action.name(), user, action.fields()));
  }

  /**
   * Reads at once what judging these actions on these cases will ask for; the parents of theirs are
   * among the cases.
   */
  void prepare(Collection<ActionSubmission> actions, Map<UUID, CaseFile> files) {
    Map<String, Set<String>> keys = new HashMap<>();
    for (ActionSubmission action : actions) {
      CaseType type = definition.cases().get(action.type());
      if (type != null) {
        references(type.fields(), understand(action).action().fields(), keys);
      }
    }
    for (CaseFile file : files.values()) {
      CaseType type = definition.cases().get(file.type());
      if (type != null && file.isOf(definition.application(), type.name())) {
        references(type.fields(), file.state(type).fields(), keys);
      }
    }
    rows.prefetch(keys);
  }

  /**
   * Judges an action.
   *
   * @param understood the action in the words of the version in force
   * @param file its case, null if there is none
   * @param current whether nobody else has changed the case since the action's base
   */
  Judgement judge(Understanding understood, @Nullable CaseFile file, boolean current) {
    return judge.judge(situation(understood.action(), file, current), understood, user);
  }

  /** Whether the user's devices carry a case; one of a type that is gone they don't. */
  boolean carries(CaseFile file) {
    CaseType type = definition.cases().get(file.type());
    return type != null && scope.carries(type, file.state(type));
  }

  private Situation situation(ActionSubmission action, @Nullable CaseFile file, boolean current) {
    if (file == null) {
      return new Situation(null, true, true);
    }
    CaseType type = definition.cases().get(file.type());
    if (type == null || !file.isOf(definition.application(), action.type())) {
      // It says nothing about a case that it doesn't know: to the user there is none.
      return new Situation(stranger(file), false, false);
    }
    CaseState state = file.state(type);
    return new Situation(state, scope.carries(type, state), current);
  }

  private static CaseState stranger(CaseFile file) {
    return new CaseState(file.id(), file.type(), "", false, file.version(), null, Map.of());
  }

  private static void references(
      Map<String, CaseType.Field> fields, Map<?, ?> values, Map<String, Set<String>> keys) {
    for (CaseType.Field field : fields.values()) {
      Object value = values.get(field.name());
      String table = field.table();
      if (table != null && value instanceof String key) {
        keys.computeIfAbsent(table, any -> new HashSet<>()).add(key);
      } else if (value instanceof List<?> records) {
        for (Object record : records) {
          if (record instanceof Map<?, ?> parts) {
            references(field.form().fields(), parts, keys);
          }
        }
      }
    }
  }
}
