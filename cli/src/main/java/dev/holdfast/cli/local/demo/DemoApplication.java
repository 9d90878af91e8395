package dev.holdfast.cli.local.demo;

import dev.holdfast.kernel.policy.PolicyValues;
import dev.holdfast.kernel.wire.ActionSubmission;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** One of the demo's applications: its tables, its people and the work that awaits them. */
interface DemoApplication {

  /** All of them, in the order in which they are made. */
  List<DemoApplication> ALL = List.of(new Airfields(), new HomeCare());

  /** What its package calls it; the document is the resource of that name. */
  String name();

  /** The schema of its tables, which nothing else is in. */
  String schema();

  /** Makes and fills its tables, and the schema. */
  void createTables(Connection connection) throws SQLException, IOException;

  /** When its devices sync by themselves, by whom it is said for. */
  Map<String, PolicyValues> policies();

  /** Who works with it. */
  List<DemoUser> users();

  /** Which of them plans the work. */
  String planner();

  /** The cases that the planner plans, as creating actions. */
  List<ActionSubmission> plan(Clock clock);
}
