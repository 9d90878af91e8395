package dev.holdfast.kernel.casework;

import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.Evolution.FieldsChange;
import dev.holdfast.kernel.app.Evolution.TypeChange;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * How what a case type has in one version is called in another one.
 *
 * @param fields its fields
 * @param actions what an action is called there: one name, or as many as it may stand for; none if
 *     there is nothing like it
 * @param stages the same of stages
 * @param defaults what a case is given there that lacks it, in JSON form
 * @param dropped what says nothing there, because every case is given it here, in JSON form
 * @param differ whether anything is called otherwise at all
 */
record TypeWords(
    FieldWords fields,
    Function<String, List<String>> actions,
    Function<String, List<String>> stages,
    Map<String, Object> defaults,
    Map<String, Object> dropped,
    boolean differ) {

  /** The words of a later version. */
  static TypeWords later(List<TypeChange> changes) {
    LaterFieldWords fields = fieldsOf(changes);
    return new TypeWords(
        fields,
        action -> laterAction(changes, action),
        stage -> List.of(laterStage(changes, stage)),
        fields.defaults(),
        Map.of(),
        !changes.isEmpty());
  }

  /**
   * The words of an earlier version.
   *
   * @param changes what changed since
   * @param earlier the type in the earlier version
   */
  static TypeWords earlier(List<TypeChange> changes, CaseType earlier) {
    LaterFieldWords fields = fieldsOf(changes);
    return new TypeWords(
        new EarlierFieldWords(fields, earlier.coordination().with(earlier.fields())),
        action ->
            earlier.actions().keySet().stream()
                .filter(name -> laterAction(changes, name).contains(action))
                .toList(),
        stage ->
            earlier.stages().stream()
                .filter(name -> laterStage(changes, name).equals(stage))
                .toList(),
        Map.of(),
        fields.defaults(),
        !changes.isEmpty());
  }

  private static LaterFieldWords fieldsOf(List<TypeChange> changes) {
    List<FieldsChange> fields = changes.stream().map(TypeChange::fields).toList();
    return new LaterFieldWords(fields);
  }

  private static List<String> laterAction(List<TypeChange> changes, String action) {
    String name = action;
    for (TypeChange change : changes) {
      if (change.retiredActions().contains(name)) {
        return List.of();
      }
      name = change.actions().getOrDefault(name, name);
    }
    return List.of(name);
  }

  private static String laterStage(List<TypeChange> changes, String stage) {
    String name = stage;
    for (TypeChange change : changes) {
      name = change.stages().getOrDefault(name, name);
    }
    return name;
  }
}
