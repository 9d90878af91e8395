package dev.holdfast.kernel;

import dev.holdfast.kernel.app.PackageException;
import dev.holdfast.kernel.app.User;
import dev.holdfast.kernel.reader.PackageReader;
import dev.holdfast.kernel.rule.CompiledPackage;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A package of two teams, and its people. */
public final class Visits {
  /** A planner. */
  public static final User PIA = new User("pia", Set.of("planner"), Map.of());

  /** A nurse of the northern team. */
  public static final User NORA =
      new User("nora", Set.of("nurse"), Map.of("worklists", List.of("north")));

  /** Another one, who is in both teams. */
  public static final User NILS =
      new User("nils", Set.of("nurse"), Map.of("worklists", List.of("south", "north")));

  private static final String YAML =
      """
      application: visits
      version: 1.0.0
      roles: [planner, nurse]
      worklists: {north: {label: Northern team}, south: {label: Southern team}}
      cases:
        visit:
          fields:
            note: {type: text}
          children: [incident]
          scope: [case.assignee == user.name, case.worklist in user.worklists]
          stages: [planned, begun, done]
          deadlines:
            case: {goal: 2d, deadline: P3D}
            stages: {planned: {goal: 60m, deadline: 4h}, begun: {deadline: 1w}}
          conflict: last-writer-wins
          actions:
            plan: {creates: planned, by: planner, sets: [note, worklist, assignee]}
            move: {from: [planned, begun], by: planner, sets: [worklist, assignee]}
            take: {from: planned, by: [nurse, planner], claims: true, sets: note}
            release: {from: planned, by: nurse, to-worklist: south}
            begin: {from: planned, to: begun, by: nurse, when: case.worklist == 'north'}
            end: {from: begun, to: done, completes: true, by: nurse, sets: note, waits-for: incident}
        incident:
          fields: {what: {type: text}}
          scope: case.assignee == user.name
          stages: [open, closed]
          actions:
            report: {creates: open, by: nurse, sets: [parent, what]}
            note: {from: open, by: nurse, sets: what, when: has(case.parent)}
            close: {from: open, to: closed, completes: true, by: nurse}
      """;

  private Visits() {}

  /** The document. */
  public static String yaml() {
    return YAML;
  }

  /** The package. */
  public static CompiledPackage logic() {
    return logic("", "");
  }

  /** A variant: the document with a part replaced, which has to be there. */
  public static CompiledPackage logic(String part, String replacement) {
    if (!YAML.contains(part)) {
      throw new IllegalArgumentException("not in the package: " + part);
    }
    try {
      return CompiledPackage.of(
          PackageReader.read(part.isEmpty() ? YAML : YAML.replace(part, replacement)));
    } catch (PackageException e) {
      throw new IllegalArgumentException(e.findings().toString(), e);
    }
  }
}
