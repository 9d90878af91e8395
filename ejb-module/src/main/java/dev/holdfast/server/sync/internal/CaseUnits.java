package dev.holdfast.server.sync.internal;

import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.app.BucketName;
import dev.holdfast.kernel.app.BuiltIn;
import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.Definitions;
import dev.holdfast.kernel.app.ReceiveStrategy;
import dev.holdfast.server.tables.api.CaptureUnit;
import dev.holdfast.server.tables.api.CaptureUnit.Alternative;
import dev.holdfast.server.tables.api.CaptureUnit.Condition;
import dev.holdfast.server.tables.api.CaptureUnit.Term;
import dev.holdfast.server.tables.api.Expression;
import dev.holdfast.server.tables.api.ScopePaths;
import dev.holdfast.server.tables.api.UnitSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Every case type is a unit over the cases, and outcomes that people decide on are one. */
@ApplicationScoped
public class CaseUnits implements UnitSource {
  private static final String OWN = "holdfast";
  private static final String PARENT = "parent_id";
  private static final String OUTCOME = "outcome";
  private static final String DEVICE = "device";

  private static final List<String> ROW =
      List.of(
          "id", "stage", "completed", "version", "assignee", "fields", "created_at", "changed_at");

  private static final List<String> COORDINATION =
      List.of("worklist", "opened_at", "stage_since", PARENT);

  private static final CaptureUnit OUTCOMES =
      new CaptureUnit(
          OWN,
          OUTCOME,
          "",
          "holdfast.action_outcome",
          List.of(new Condition("reason", null)),
          List.of("action_id"),
          List.of(
              "action_id",
              "case_id",
              OUTCOME,
              "reason",
              "messages",
              "issue_id",
              "version",
              "decided_at"),
          List.of(
              new Alternative(
                  List.of(
                      new Term(
                          List.of(DEVICE), List.of(), new Expression.Column("device_id"), null)))),
          ReceiveStrategy.CHANGES,
          "outcome-1");

  /** The bucket of a device's outcomes. */
  static BucketName outcomesOf(UUID device) {
    return new BucketName(OWN, OUTCOME, BucketName.join("", List.of(DEVICE), device.toString()));
  }

  @Override
  public List<CaptureUnit> of(ApplicationPackage definition) {
    return definition.cases().values().stream().map(type -> unit(definition, type)).toList();
  }

  @Override
  public List<CaptureUnit> always() {
    return List.of(OUTCOMES);
  }

  private static CaptureUnit unit(ApplicationPackage definition, CaseType type) {
    String name = type.name();
    return new CaptureUnit(
        definition.application(),
        name,
        "cases." + name,
        CaptureUnit.CASES,
        List.of(
            new Condition("application", definition.application()), new Condition("type", name)),
        List.of("id"),
        row(type),
        ScopePaths.of(definition, name, (unit, step) -> value(definition, unit, step)),
        ReceiveStrategy.CHANGES,
        Definitions.digest(definition, name));
  }

  /** Only where a package uses it there is more of a case, behind what there always was. */
  private static List<String> row(CaseType type) {
    return type.coordination().isUsed()
        ? Stream.of(ROW, COORDINATION).flatMap(List::stream).toList()
        : ROW;
  }

  /** A field of a case, or a column of a table that the case refers to. */
  private static Expression value(ApplicationPackage definition, String unit, String name) {
    CaseType type = definition.cases().get(unit);
    if (type == null) {
      return new Expression.Column(name);
    }
    return type.coordination().hasBuiltIn(name)
        ? new Expression.Column(name.equals(BuiltIn.PARENT) ? PARENT : name)
        : new Expression.Field("fields", name);
  }
}
