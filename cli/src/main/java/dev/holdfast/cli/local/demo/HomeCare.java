package dev.holdfast.cli.local.demo;

import dev.holdfast.kernel.policy.PolicyValues;
import dev.holdfast.kernel.wire.ActionSubmission;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Visits of two teams of nurses at the homes of invented people. */
final class HomeCare implements DemoApplication {
  private static final List<String> NORTH = List.of("alder", "birch", "cedar", "dale");
  private static final List<String> EVERYWHERE =
      List.of("alder", "birch", "cedar", "dale", "elm", "ferry", "grove", "heath");
  private static final List<String> TEAMS = List.of("north-team", "south-team");

  /** What was done goes up a few times a minute, and not each for itself. */
  private static final PolicyValues GENTLE =
      PolicyValues.NONE.withSendPause(Duration.ofSeconds(15)).withBatch(50);

  @Override
  public String name() {
    return "home-care";
  }

  @Override
  public String schema() {
    return "homecare";
  }

  @Override
  public void createTables(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(Resources.text("home-care.sql"));
    }
  }

  @Override
  public Map<String, PolicyValues> policies() {
    return Map.of("application:" + name(), GENTLE);
  }

  @Override
  public List<DemoUser> users() {
    return List.of(
        new DemoUser(
            "nora", "Nora (nurse, north)", "nurse", attributes(NORTH, List.of("north-team"))),
        new DemoUser("nils", "Nils (nurse, both teams)", "nurse", attributes(EVERYWHERE, TEAMS)),
        new DemoUser(
            planner(), "Cora (coordinator)", "coordinator", attributes(EVERYWHERE, TEAMS)));
  }

  private static Map<String, List<String>> attributes(List<String> areas, List<String> teams) {
    return Map.of("areas", areas, "worklists", teams);
  }

  @Override
  public String planner() {
    return "cora";
  }

  @Override
  public List<ActionSubmission> plan(Clock clock) {
    List<ActionSubmission> actions = new ArrayList<>();
    String today = LocalDate.now(clock).toString();
    List<String> lines = Resources.text("visits.csv").lines().skip(1).toList();
    for (String line : lines) {
      List<String> cells = List.of(line.split(",", -1));
      String patient = cells.get(0);
      Map<String, Object> fields =
          Map.of(
              "patient", patient,
              "worklist", cells.get(1),
              "planned_for", today,
              "planned_at", cells.get(2),
              "tasks", List.of(cells.get(3).split(" ", -1)));
      actions.add(DemoCases.planned(this, "visit", actions.size() + 1, patient, fields, clock));
    }
    return actions;
  }
}
