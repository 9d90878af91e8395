package dev.holdfast.server.workbasket.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.testing.CaseBeans;
import dev.holdfast.server.testing.HeldConnections;
import dev.holdfast.server.testing.StatementCounter;
import dev.holdfast.server.testing.TestBeans;
import dev.holdfast.server.testing.TestDatabase;
import dev.holdfast.server.workbasket.api.IssueFilter;
import dev.holdfast.server.workbasket.internal.IssueData.Draft;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whole submissions as CSV and JSON; what JSON says of them is asked by tests of the intake. */
// The CSV asks no case, so nobody is there to ask.
@SuppressWarnings("NullAway")
class IssueExportTest {

  @Test
  void aPartCostsAsManyStatementsAsAnother() throws Exception {
    TestDatabase database = TestDatabase.create();
    IssueData issues = new IssueData(database.jdbc());
    for (int i = 0; i < IssueExport.PART / 2; i++) {
      issues.add(Draft.PLAIN);
    }
    StatementCounter statements = new StatementCounter();
    Jdbc counted = database.counted(statements).jdbc();

    new IssueExport(
            counted,
            new IssueLists(counted, new NoDevices()),
            new IssueEvents(counted, Clock.systemUTC()),
            null)
        .csv(IssueFilter.ALL, Reach.ALL, new ByteArrayOutputStream());

    assertThat(statements.take()).isLessThanOrEqualTo(4);
  }

  @Test
  void aPartAsJsonCostsNoMoreStatementsThanOneIssue() throws Exception {
    TestDatabase database = TestDatabase.create();
    IssueData issues = new IssueData(database.jdbc());
    StatementCounter statements = new StatementCounter();
    TestBeans beans = CaseBeans.on(database.counted(statements), List.of());
    issues.add(Draft.PLAIN);
    int one = statements(beans, statements);
    for (int i = 0; i < IssueExport.PART / 2; i++) {
      issues.add(Draft.PLAIN);
    }

    assertThat(statements(beans, statements)).isEqualTo(one).isPositive();
  }

  private static int statements(TestBeans beans, StatementCounter statements) {
    IssueExport export = beans.get(IssueExport.class);
    statements.take();
    return beans.inTransaction(
        () -> {
          export.json(IssueFilter.ALL, Reach.ALL, new ByteArrayOutputStream());
          return statements.take();
        });
  }

  @Test
  void eachSubmissionIsALineWithFormulasDefusedAndNoConnectionIsHeldMeanwhile() throws Exception {
    Jdbc jdbc = TestDatabase.create().jdbc();
    IssueData issues = new IssueData(jdbc);
    for (int i = 0; i < 2 * IssueExport.PART; i++) {
      issues.add(Draft.PLAIN);
    }
    UUID hostile =
        issues.add(
            Draft.PLAIN.at("2026-11-02T12:00:00Z").saying("=1+1", "=cmd|' /C calc'!A0,\"x\"\n"));
    jdbc.update(
        "UPDATE holdfast.issue SET resolution_reason = '+1', user_name = '@a' WHERE id = ?",
        hostile);
    HeldConnections connections = new HeldConnections();
    ByteArrayOutputStream out = connections.output();
    Jdbc counting = connections.counting(jdbc);

    new IssueExport(
            counting,
            new IssueLists(counting, new NoDevices()),
            new IssueEvents(counting, Clock.systemUTC()),
            null)
        .csv(IssueFilter.ALL, Reach.ALL, out);

    List<String> lines = List.of(out.toString(StandardCharsets.UTF_8).split("\r\n"));
    assertThat(lines).hasSize(2 * IssueExport.PART + 2);
    assertThat(lines.get(0))
        .startsWith("id,received")
        .endsWith("resolution-reason,behind,submission");
    assertThat(lines.get(1))
        .startsWith(hostile + ",")
        .contains(",'@a,", ",'=1+1,")
        .endsWith(",'+1,,\"'=cmd|' /C calc'!A0,\"\"x\"\"\n\"");
    assertThat(lines.get(2)).endsWith(",,,{}");
  }
}
