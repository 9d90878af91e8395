package dev.holdfast.cli.local.demo;

import dev.holdfast.kernel.policy.PolicyValues;
import dev.holdfast.kernel.wire.ActionSubmission;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.postgresql.PGConnection;

/** Inspections of the airfields of six states. */
final class Airfields implements DemoApplication {

  @Override
  public String name() {
    return "airfield-inspection";
  }

  @Override
  public String schema() {
    return "demo";
  }

  @Override
  public void createTables(Connection connection) throws SQLException, IOException {
    try (Statement statement = connection.createStatement();
        InputStream csv = Resources.open("airports.csv")) {
      statement.execute(
          """
          CREATE SCHEMA IF NOT EXISTS demo;
          CREATE TABLE demo.airport (
            iata text PRIMARY KEY,
            name text NOT NULL,
            city text,
            state text,
            country text NOT NULL,
            latitude double precision NOT NULL,
            longitude double precision NOT NULL);
          COMMENT ON TABLE demo.airport IS 'Airports of the United States, from Data.gov'
          """);
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn("COPY demo.airport FROM STDIN WITH (FORMAT csv, HEADER true)", csv);
    }
  }

  @Override
  public Map<String, PolicyValues> policies() {
    return Map.of();
  }

  @Override
  public List<DemoUser> users() {
    return List.of(
        new DemoUser("alice", "Alice (inspector)", "inspector", states("AK", "WA", "OR")),
        new DemoUser("bob", "Bob (inspector)", "inspector", states("TX", "OK", "NM")),
        new DemoUser(
            planner(),
            "Sue (supervisor)",
            "supervisor",
            states("AK", "WA", "OR", "TX", "OK", "NM")));
  }

  private static Map<String, List<String>> states(String... states) {
    return Map.of("states", List.of(states));
  }

  @Override
  public String planner() {
    return "sue";
  }

  @Override
  public List<ActionSubmission> plan(Clock clock) {
    List<ActionSubmission> actions = new ArrayList<>();
    List<String> lines = Resources.text("inspections.csv").lines().skip(1).toList();
    for (String line : lines) {
      List<String> cells = List.of(line.split(",", -1));
      String site = cells.get(0);
      Map<String, Object> fields = new HashMap<>();
      fields.put("site", site);
      fields.put("due", LocalDate.now(clock).plusDays(Long.parseLong(cells.get(2))).toString());
      if (!cells.get(1).isEmpty()) {
        fields.put("assignee", cells.get(1));
      }
      actions.add(DemoCases.planned(this, "inspection", actions.size() + 1, site, fields, clock));
    }
    return actions;
  }
}
