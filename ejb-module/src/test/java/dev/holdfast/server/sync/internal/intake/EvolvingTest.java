package dev.holdfast.server.sync.internal.intake;

import static dev.holdfast.server.sync.internal.intake.IssueWork.ADMIN;

import dev.holdfast.kernel.app.Finding;
import dev.holdfast.kernel.wire.ActionOutcome;
import dev.holdfast.kernel.wire.ActionSubmission;
import dev.holdfast.server.casework.api.ActionNews;
import dev.holdfast.server.casework.internal.EvolvingBeans;
import dev.holdfast.server.casework.internal.Observers;
import dev.holdfast.server.packages.api.Packages;
import dev.holdfast.server.testing.EventDesk;
import dev.holdfast.server.testing.FieldWork;
import dev.holdfast.server.testing.TestBeans;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;

/** A case of alice's under a package of which there are three versions, and the first in force. */
abstract class EvolvingTest {
  static final String FIRST =
      """
      application: inspection-test
      version: 1.0.0
      roles: [inspector]
      cases:
        visit:
          fields:
            condition: {type: choice, of: [good, fair, poor]}
            remarks: {type: text}
            weather: {type: text}
          scope: case.assignee == user.name
          stages: [open, begun, closed]
          conflict: park-if-stale
          actions:
            create: {creates: open, by: inspector, sets: [assignee, condition, remarks, weather]}
            note: {from: open, by: inspector, sets: [condition, remarks, weather]}
            ping: {from: open, by: inspector}
            close: {from: open, to: closed, completes: true, by: inspector}
            begin: {from: open, to: begun, by: inspector}
            end: {from: begun, to: closed, completes: true, by: inspector}
      """;
  static final String SECOND =
      """
      application: inspection-test
      version: 2.0.0
      roles: [inspector]
      cases:
        visit:
          fields:
            condition: {type: choice, of: [good, bad, closed]}
            findings: {type: text}
            urgency: {type: choice, of: [low, high], required: true}
          scope: case.assignee == user.name
          stages: [waiting, begun, closed]
          conflict: park-if-stale
          actions:
            create: {creates: waiting, by: inspector, sets: [assignee, condition, findings, urgency]}
            record: {from: waiting, by: inspector, sets: [condition, findings, urgency]}
            close: {from: waiting, to: closed, completes: true, by: inspector}
            begin: {from: waiting, to: begun, by: inspector}
            end: {from: begun, to: closed, completes: true, by: inspector}
      evolution:
        since:
          2.0.0:
            visit:
              renamed: {fields: {remarks: findings}, actions: {note: record}, stages: {open: waiting}}
              values: {condition: {fair: good}}
              defaults: {urgency: low}
              retired: {fields: weather, actions: ping}
      """;

  /** Says what the second one left open. */
  static final String THIRD =
      SECOND
          .replace("version: 2.0.0", "version: 2.1.0")
          .replace(
              "values: {condition: {fair: good}}", "values: {condition: {fair: good, poor: bad}}");

  final IssueWork work = new IssueWork(new IntakeHarness(EvolvingBeans::on));
  final IntakeHarness server = work.server;
  final FieldWork alice = work.alice;
  final UUID id = UUID.randomUUID();
  final CaseLook look = new CaseLook(server, id);

  @BeforeEach
  void deployTheFirst() {
    deploy(FIRST);
  }

  List<Finding> deploy(String source) {
    return work.inTransaction(
        () -> server.beans().get(Packages.class).deploy(ADMIN, source).warnings());
  }

  void activate(String version) {
    work.inTransaction(
        () -> server.beans().get(Packages.class).activate(ADMIN, "inspection-test", version));
  }

  ActionSubmission created(Map<String, ?> fields) {
    Map<String, Object> all = new HashMap<>(fields);
    all.put("assignee", "alice");
    return alice.act("visit", id, "create", 0, all);
  }

  ActionOutcome submit(ActionSubmission action) throws Exception {
    return server.submitOne(alice, action);
  }

  ActionOutcome submit(String version, String name, long base, Map<String, ?> fields)
      throws Exception {
    return submit(FieldWork.madeWith(version, alice.act("visit", id, name, base, fields)));
  }

  void observing(EventDesk desk) {
    TestBeans beans = server.beans();
    beans.put(
        Observers.class,
        new Observers(desk.events(), desk.container(), beans.get(ActionNews.class)));
    beans.rewire();
  }
}
