package dev.holdfast.server.testing;

import dev.holdfast.server.contents.api.CaseSight;
import dev.holdfast.server.packages.api.Packages;
import dev.holdfast.server.platform.api.Settings;
import java.util.ArrayList;
import java.util.List;

/** The beans of casework, workbasket, history and identity, with the test application in force. */
public final class CaseBeans {
  private static final String PACKAGE = "dev.holdfast.server.";
  private static final List<String> BEANS =
      List.of(
          "platform.internal.LockTimeout",
          "casework.internal.JudgingBean",
          "casework.internal.DecidingBean",
          "casework.internal.Observers",
          "casework.internal.CasesBean",
          "casework.internal.CaseSightBean",
          "contents.internal.UseRows",
          "contents.internal.Gate",
          "contents.internal.Entitlement",
          "contents.internal.ContentRows",
          "contents.internal.PieceRows",
          "contents.internal.WaitRows",
          "sync.internal.intake.Sieve",
          "history.internal.HistoryBean",
          "workbasket.internal.ParkingBean",
          "workbasket.internal.ChainsBean",
          "workbasket.internal.WorkbasketBean",
          "workbasket.internal.IssueLists",
          "workbasket.internal.Resolver",
          "workbasket.internal.Followers",
          "workbasket.internal.EarlierIssues",
          "workbasket.internal.IssueGroups",
          "workbasket.internal.Access",
          "workbasket.internal.IssueDetails",
          "workbasket.internal.IssueEvents",
          "workbasket.internal.IssueExport",
          "workbasket.internal.OpenIssues",
          "workbasket.internal.Settling",
          "workbasket.internal.WorkbasketsBean",
          "workbasket.internal.BasketList",
          "workbasket.internal.IssueBatchesBean",
          "workbasket.internal.BatchPreview",
          "workbasket.internal.BatchBeginning",
          "workbasket.internal.BatchRows",
          "workbasket.internal.BatchRuns",
          "workbasket.internal.BatchItems",
          "workbasket.internal.BatchStepsBean",
          "history.internal.AuditBean",
          "identity.internal.DirectoryBean",
          "identity.internal.Presence");

  private CaseBeans() {}

  /** Beans on a database, which gets the demo's tables. */
  public static TestBeans on(TestDatabase database, List<Class<?>> more) {
    database
        .jdbc()
        .with(
            sql -> {
              sql.run(
                  """
                  CREATE SCHEMA demo;
                  CREATE TABLE demo.region (id integer PRIMARY KEY, name text);
                  INSERT INTO demo.region VALUES (1, 'north'), (2, 'south');
                  CREATE TABLE demo.airport (iata varchar(3) PRIMARY KEY, name text, state text,
                    runways integer, region integer);
                  INSERT INTO demo.airport VALUES ('ANC', 'Anchorage', 'AK', 3, 1), ('FAI', 'Fairbanks', 'AK', 2, 1),
                    ('DFW', 'Dallas', 'TX', 7, 2);
                  """);
              return sql;
            });
    return again(database, more);
  }

  /** Beans on a database that has the demo's tables. */
  public static TestBeans again(TestDatabase database, List<Class<?>> more) {
    List<Class<?>> beans = new ArrayList<>(more);
    BEANS.forEach(name -> beans.add(named(name)));
    TestBeans wired =
        new TestBeans(
            database,
            List.of(
                named("casework.internal.CaseFile"),
                named("workbasket.internal.Issue"),
                named("workbasket.internal.StoredBasket")),
            beans);
    wired.put(Settings.class, FleetData.DEFAULTS);
    wired.put(Packages.class, StubPackages.packages());
    wired.put(
        CaseSight.class, (user, cases) -> wired.joining(() -> sight(wired).seesAny(user, cases)));
    return wired;
  }

  private static CaseSight sight(TestBeans wired) {
    return (CaseSight) wired.get(named("casework.internal.CaseSightBean"));
  }

  private static Class<?> named(String name) {
    try {
      return Class.forName(PACKAGE + name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
