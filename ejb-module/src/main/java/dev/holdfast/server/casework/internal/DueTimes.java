package dev.holdfast.server.casework.internal;

import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.Deadlines;
import dev.holdfast.kernel.rule.CompiledPackage;
import dev.holdfast.server.platform.api.Sql;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is due, in SQL: the same as {@link dev.holdfast.kernel.casework.Due}, for many cases at
 * once. Computed from the packages in force when it is asked, not stored, so that another version
 * of a package is true of all cases at once.
 *
 * @param lines one for each stage in which something is due
 */
record DueTimes(List<Line> lines) {
  /** Relation of all cases with {@code goal_at} and {@code due_at}; {@link #with} fills it. */
  static final String CASES =
      """
      (SELECT f.*,
        LEAST(coalesce(f.stage_since, f.changed_at) + d.stage_goal * interval '1 second',
              coalesce(f.opened_at, f.created_at) + d.case_goal * interval '1 second') AS goal_at,
        LEAST(coalesce(f.stage_since, f.changed_at) + d.stage_deadline * interval '1 second',
              coalesce(f.opened_at, f.created_at) + d.case_deadline * interval '1 second') AS due_at
      FROM holdfast.case_file f LEFT JOIN unnest(CAST(? AS text[]), CAST(? AS text[]), CAST(? AS text[]),
          CAST(? AS bigint[]), CAST(? AS bigint[]), CAST(? AS bigint[]), CAST(? AS bigint[]))
        AS d (application, type, stage, stage_goal, stage_deadline, case_goal, case_deadline)
        ON NOT f.completed AND d.application = f.application AND d.type = f.type AND d.stage = f.stage) c\
      """;

  private static final List<Function<Line, @Nullable Object>> COLUMNS =
      List.of(
          Line::application,
          Line::type,
          Line::stage,
          line -> seconds(line.ofStage().goal()),
          line -> seconds(line.ofStage().deadline()),
          line -> seconds(line.ofCase().goal()),
          line -> seconds(line.ofCase().deadline()));

  /**
   * What is due in a stage.
   *
   * @param ofStage after a case came into it
   * @param ofCase after the case was created
   */
  private record Line(
      String application,
      String type,
      String stage,
      Deadlines.Times ofStage,
      Deadlines.Times ofCase) {}

  /** The deadlines of these packages. */
  static DueTimes of(Collection<CompiledPackage> packages) {
    List<Line> lines = new ArrayList<>();
    for (CompiledPackage logic : packages) {
      for (CaseType type : logic.definition().cases().values()) {
        if (type.coordination().hasDeadlines()) {
          Deadlines deadlines = type.coordination().deadlines();
          for (String stage : type.stages()) {
            lines.add(
                new Line(
                    logic.definition().application(),
                    type.name(),
                    stage,
                    deadlines.of(stage),
                    deadlines.whole()));
          }
        }
      }
    }
    return new DueTimes(lines);
  }

  /** Parameters of a statement that begins with {@link #CASES}. */
  @Nullable Object[] with(@Nullable Object... others) {
    @Nullable Object[] parameters = new Object[COLUMNS.size() + others.length];
    for (int i = 0; i < COLUMNS.size(); i++) {
      parameters[i] = Sql.column(lines, COLUMNS.get(i));
    }
    System.arraycopy(others, 0, parameters, COLUMNS.size(), others.length);
    return parameters;
  }

  private static @Nullable Long seconds(@Nullable Duration length) {
    return length == null ? null : length.toSeconds();
  }
}
