package dev.holdfast.kernel.reader;

import dev.holdfast.kernel.app.BuiltIn;
import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.Family;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads which cases are children of which, for one case type.
 *
 * @param findings gets what is wrong
 * @param all the names of the children of all types, by type
 * @param type the case type
 */
record FamilyReader(Findings findings, Map<String, List<String>> all, String type) {

  /**
   * What all case types say of their children; what is wrong with it is found when each is read.
   */
  static Map<String, List<String>> children(Block root) {
    Findings unheard = new Findings();
    Map<String, List<String>> children = new LinkedHashMap<>();
    for (Yaml.Entry entry : root.named("cases")) {
      Block block = Block.of(entry.value(), "", Keys.CASE_TYPE, unheard);
      children.put(entry.key().text(), block.texts("children").stream().map(Text::value).toList());
    }
    return children;
  }

  /** The family of the type's cases. */
  Family read(Block caseType) {
    List<Text> children = caseType.texts("children");
    children.forEach(
        child -> findings.unlessKnown(child, all.keySet(), "unknown-case-type", "case type"));
    return new Family(children.stream().map(Text::value).toList(), parents());
  }

  private List<String> parents() {
    return all.entrySet().stream()
        .filter(other -> other.getValue().contains(type))
        .map(Map.Entry::getKey)
        .toList();
  }

  /**
   * The types of children that an action waits for.
   *
   * @param sets the fields that it sets
   */
  List<String> waitsFor(Block action, List<String> sets) {
    List<Text> types = action.texts("waits-for");
    List<String> children = all.getOrDefault(type, List.of());
    for (Text child : types) {
      if (!children.contains(child.value())) {
        findings.add(
            child,
            "unknown-case-type",
            "A case has no children of type '"
                + child.value()
                + "'; name it in 'children' of the case type."
                + Suggestion.of(child.value(), children));
      }
    }
    action.applicable(
        "waits-for", !action.has("creates"), "is for actions on cases that can have children");
    if (!action.has("creates") && sets.contains(BuiltIn.PARENT) && !parents().isEmpty()) {
      findings.add(
          action.placeOf("sets"),
          action.pathOf("sets"),
          "contradiction",
          "A case has its parent from its creation on; only a creating action sets 'parent'.");
    }
    return types.stream().map(Text::value).toList();
  }

  /** A case whose type has parents can be opened under one. */
  void checkOpening(Block caseType, Collection<CaseType.Action> actions) {
    boolean possible =
        actions.stream().anyMatch(a -> a.creates() != null && a.sets().contains(BuiltIn.PARENT));
    if (!parents().isEmpty() && !possible) {
      findings.add(
          caseType.placeOf("actions"),
          caseType.pathOf("actions"),
          "required-not-set",
          "Its cases can be children of "
              + String.join(" and ", parents())
              + ", but no action that creates one sets 'parent'.");
    }
  }
}
