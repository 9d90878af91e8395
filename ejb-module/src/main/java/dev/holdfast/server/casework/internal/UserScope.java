package dev.holdfast.server.casework.internal;

import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.OfflineTable;
import dev.holdfast.kernel.app.Scope;
import dev.holdfast.kernel.app.User;
import dev.holdfast.kernel.casework.CaseState;
import dev.holdfast.kernel.casework.Values;
import dev.holdfast.kernel.rule.RowLookup;
import dev.holdfast.server.casework.internal.TableRows.Row;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What of an application is in a user's scope now, by the scopes' definition on the present rows.
 * As a lookup it finds just the rows that the user's devices carry, so that a rule sees on the
 * server what it saw on the device.
 */
final class UserScope implements RowLookup {
  private final ApplicationPackage definition;
  private final TableRows rows;
  private final CaseFiles files;
  private final User user;

  UserScope(ApplicationPackage definition, TableRows rows, CaseFiles files, User user) {
    this.definition = definition;
    this.rows = rows;
    this.files = files;
    this.user = user;
  }

  @Override
  @SuppressWarnings("NullAway") // javac doesn't read annotations inside types from the kernel's jar
  public Optional<Map<String, @Nullable Object>> find(String name, String key) {
    OfflineTable table = definition.tables().get(name);
    return table == null
        ? Optional.empty()
        : rows.find(name, key).filter(row -> carries(table, row)).map(Row::values);
  }

  /** Whether the user's devices carry a case. */
  boolean carries(CaseType type, CaseState state) {
    return holds(type.scope(), path -> ofCase(type, state, path));
  }

  private boolean carries(OfflineTable table, Row row) {
    return holds(table.scope(), path -> ofRow(table, row, path));
  }

  private boolean holds(Scope scope, Function<List<String>, Optional<String>> valueAt) {
    return scope.anyOf().stream()
        .anyMatch(
            alternative ->
                alternative.allOf().stream()
                    .allMatch(
                        term ->
                            valueAt
                                .apply(term.path())
                                .filter(allowed(term.operand())::contains)
                                .isPresent()));
  }

  private List<String> allowed(Scope.Operand operand) {
    if (operand instanceof Scope.Constant constant) {
      return List.of(constant.text());
    }
    String attribute = ((Scope.UserValue) operand).attribute();
    return attribute.equals(Scope.USER_NAME)
        ? List.of(user.name())
        : user.attributes().getOrDefault(attribute, List.of());
  }

  private Optional<String> ofCase(CaseType type, CaseState state, List<String> path) {
    String name = path.get(0);
    if (path.size() > 1 && definition.leadsToParent(type.name(), name)) {
      return ofParent(state.context().parent(), path.subList(1, path.size()));
    }
    Object value = state.value(type, name);
    Optional<String> text = Optional.ofNullable(value).map(v -> Values.toJson(v).toString());
    return path.size() == 1 ? text : follow(type.name(), path, text);
  }

  /** The parent as it is now: whoever judges a case has locked and read it. */
  private Optional<String> ofParent(@Nullable UUID id, List<String> path) {
    CaseFile file = id == null ? null : files.get(id);
    CaseType type = file == null ? null : definition.cases().get(file.type());
    return file == null || type == null || !file.isOf(definition.application(), type.name())
        ? Optional.empty()
        : ofCase(type, file.state(type), path);
  }

  private Optional<String> ofRow(OfflineTable table, Row row, List<String> path) {
    Optional<String> text = Optional.ofNullable(row.texts().get(path.get(0)));
    return path.size() == 1 ? text : follow(table.name(), path, text);
  }

  private Optional<String> follow(String unit, List<String> path, Optional<String> key) {
    OfflineTable target = definition.target(unit, path.get(0));
    return key.flatMap(k -> rows.find(target.name(), k))
        .flatMap(row -> ofRow(target, row, path.subList(1, path.size())));
  }
}
