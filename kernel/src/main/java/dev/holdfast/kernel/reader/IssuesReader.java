package dev.holdfast.kernel.reader;

import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.IssueRouting;
import dev.holdfast.kernel.app.IssueRouting.Route;
import dev.holdfast.kernel.wire.ParkReason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code issues} of a case type. */
final class IssuesReader {
  private static final List<String> REASONS =
      Arrays.stream(ParkReason.values()).map(ParkReason::code).toList();

  private final Findings findings;
  private final Names names;
  private final Vocabulary vocabulary;

  IssuesReader(Findings findings, Names names, Vocabulary vocabulary) {
    this.findings = findings;
    this.names = names;
    this.vocabulary = vocabulary;
  }

  /**
   * Reads them.
   *
   * @param byDefault the workbasket unless the type names one
   */
  IssueRouting read(
      Block caseType, String byDefault, Map<String, CaseType.Field> fields, Set<String> actions) {
    if (!caseType.has("issues")) {
      return IssueRouting.to(byDefault);
    }
    Yaml issues = new Yaml.Mapping(caseType.named("issues"), caseType.placeOf("issues"));
    Block block = Block.of(issues, caseType.pathOf("issues"), Keys.ISSUES, findings);
    String workbasket = workbasket(block, "Name the workbasket that gets the issues.");
    RouteCondition conditions = new RouteCondition(findings, vocabulary.attributes(), fields);
    List<Route> routes = new ArrayList<>();
    for (Yaml item : block.items("route")) {
      String path = block.pathOf("route") + '.' + (routes.size() + 1);
      routes.add(route(Block.of(item, path, Keys.ROUTE, findings), actions, conditions));
    }
    return new IssueRouting(workbasket == null ? byDefault : workbasket, List.copyOf(routes));
  }

  private Route route(Block block, Set<String> known, RouteCondition conditions) {
    String workbasket = workbasket(block, "Name the workbasket that gets them.");
    if (!block.has("reasons") && !block.has("actions") && !block.has("when")) {
      findings.add(
          block.place(),
          block.path(),
          "missing-key",
          "It takes every issue. Say which ones by 'reasons', 'actions' or 'when'; all others go to"
              + " the workbasket of 'issues'.");
    }
    List<String> reasons = known(block, "reasons", REASONS, "unknown-reason", "reason");
    List<String> actions = known(block, "actions", known, "unknown-action", "action");
    Text when = block.text("when");
    return new Route(
        workbasket == null ? "" : workbasket,
        reasons,
        actions,
        when == null ? null : conditions.read(when));
  }

  private @Nullable String workbasket(Block block, String remedy) {
    Text workbasket = block.required("workbasket", remedy);
    if (workbasket != null) {
      names.name(workbasket, "workbasket");
    }
    return workbasket == null ? null : workbasket.value();
  }

  private List<String> known(
      Block block, String key, Collection<String> known, String code, String what) {
    List<Text> texts = block.has(key) ? block.requiredTexts(key, "Name at least one.") : List.of();
    texts.forEach(text -> findings.unlessKnown(text, known, code, what));
    return texts.stream().map(Text::value).toList();
  }
}
