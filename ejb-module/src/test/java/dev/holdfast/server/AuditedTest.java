package dev.holdfast.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.policy.PolicyValues;
import dev.holdfast.server.fleet.api.Policies;
import dev.holdfast.server.fleet.api.PolicyTarget;
import dev.holdfast.server.fleet.api.PolicyView;
import dev.holdfast.server.fleet.api.Resyncs;
import dev.holdfast.server.history.api.Audit;
import dev.holdfast.server.history.api.Audit.AuditFilter;
import dev.holdfast.server.history.api.AuditAction;
import dev.holdfast.server.history.internal.AuditBean;
import dev.holdfast.server.identity.api.Devices;
import dev.holdfast.server.identity.api.Directory;
import dev.holdfast.server.identity.api.Users;
import dev.holdfast.server.identity.api.Users.UserChange;
import dev.holdfast.server.operations.api.Alerts;
import dev.holdfast.server.operations.api.Purging;
import dev.holdfast.server.packages.api.Packages;
import dev.holdfast.server.platform.api.Alert;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.platform.api.Settings;
import dev.holdfast.server.platform.api.Sql;
import dev.holdfast.server.tables.api.Tombstones;
import dev.holdfast.server.testing.DirectoryOfRoles;
import dev.holdfast.server.testing.FleetData;
import dev.holdfast.server.testing.StubPackages;
import dev.holdfast.server.testing.TestBeans;
import dev.holdfast.server.testing.TestDatabase;
import dev.holdfast.server.workbasket.api.IssueBatches;
import dev.holdfast.server.workbasket.api.IssueFilter;
import dev.holdfast.server.workbasket.api.Resolution;
import dev.holdfast.server.workbasket.api.Workbaskets;
import jakarta.ejb.Local;
import jakarta.enterprise.event.Event;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No use case changes something unaudited. Every method of a facade that a caller may call is named
 * here: it only reads, or it leaves its record in the history of a case or with a device, or it
 * writes to the audit trail, which is tried.
 */
class AuditedTest {
  private static final Set<String> ONLY_READ =
      Set.of(
          "Alerts.find",
          "Alerts.list",
          "Audit.list",
          "CapturedUnits.buckets",
          "CapturedUnits.ddl",
          "CapturedUnits.find",
          "CapturedUnits.list",
          "CapturedUnits.verifications",
          "Cases.find",
          "Cases.list",
          "Cases.open",
          "Doorbell.attach",
          "Fleet.device",
          "Fleet.devices",
          "Fleet.state",
          "IssueBatches.find",
          "IssueBatches.items",
          "IssueBatches.list",
          "IssueBatches.preview",
          "IssueReports.ageing",
          "IssueReports.ageingCsv",
          "IssueReports.volume",
          "IssueReports.volumeCsv",
          "OfflineTables.ddl",
          "Packages.check",
          "Packages.diff",
          "Packages.list",
          "Policies.effective",
          "Policies.find",
          "Policies.list",
          "Purging.state",
          "Resyncs.devices",
          "Resyncs.find",
          "Resyncs.list",
          "Resyncs.reach",
          "SavedFilters.list",
          "Segments.find",
          "Shipments.buckets",
          "Shipments.of",
          "SyncJournal.exportCsv",
          "SyncJournal.hours",
          "SyncJournal.list",
          "Users.find",
          "Users.list",
          "Workbasket.exportCsv",
          "Workbasket.exportJson",
          "Workbasket.find",
          "Workbasket.groups",
          "Workbasket.list",
          "Workbasket.unresolvedByReason",
          "Workbaskets.find",
          "Workbaskets.list");

  /**
   * In the history of the case, in the issue, in what the server keeps of a device, or one's own.
   */
  private static final Set<String> RECORDED_ELSEWHERE =
      Set.of(
          "ActionIntake.submit",
          "DeviceSync.report",
          "DeviceSync.stream",
          "Judging.judge",
          "Judging.judgeReleased",
          "Parking.park",
          "Sessions.signOut",
          "SavedFilters.change",
          "SavedFilters.remove",
          "SavedFilters.save",
          "Workbasket.assign",
          "Workbasket.claim",
          "Workbasket.comment",
          "Workbasket.release",
          "Workbasket.resolve",
          // Makes capture agree with its source again; nothing that a person has said.
          "OfflineTables.verify");

  private static final Caller ADMIN = FleetData.ADMIN;
  private static final ApplicationPackage LOGIC =
      StubPackages.packages().active().get(0).definition();
  private static final PolicyValues SMALL_BATCHES = PolicyValues.NONE.withBatch(5);
  private static final UserChange ROLES =
      new UserChange(null, null, Set.of("supervisor"), null, null);

  /** A use case that changes something. */
  @FunctionalInterface
  private interface Change {
    void make(AuditedTest test) throws Exception;
  }

  /** A use case and all that it leaves in the trail, in order. */
  private record Audited(List<AuditAction> actions, Change change) {}

  private static final Map<String, Audited> OTHERS =
      Map.of(
          "Users.add",
              new Audited(
                  List.of(AuditAction.USER_ADDED),
                  test ->
                      test.beans
                          .get(Users.class)
                          .add(
                              ADMIN,
                              "new",
                              new UserChange(
                                  "a password of tests", null, Set.of("clerk"), null, null))),
          "Users.change",
              new Audited(
                  List.of(AuditAction.USER_CHANGED),
                  test -> test.beans.get(Users.class).change(ADMIN, "alice", 0, ROLES)),
          "Devices.revoke",
              new Audited(
                  List.of(AuditAction.DEVICE_REVOKED),
                  test -> test.beans.get(Devices.class).revoke(ADMIN, test.device, "lost")),
          "Devices.wipe",
              new Audited(
                  List.of(AuditAction.DEVICE_WIPED),
                  test -> test.beans.get(Devices.class).wipe(ADMIN, test.device, "lost")),
          "Packages.deploy",
              new Audited(
                  List.of(AuditAction.PACKAGE_DEPLOYED, AuditAction.PACKAGE_ACTIVATED),
                  test -> test.beans.get(Packages.class).deploy(ADMIN, version("99.1.0"))),
          "Packages.activate",
              new Audited(
                  List.of(AuditAction.PACKAGE_ACTIVATED),
                  test ->
                      test.beans
                          .get(Packages.class)
                          .activate(ADMIN, LOGIC.application(), LOGIC.version())),
          "Resyncs.order",
              new Audited(
                  List.of(AuditAction.RESYNC_ORDERED),
                  test ->
                      test.beans
                          .get(Resyncs.class)
                          .order(
                              ADMIN,
                              new Resyncs.Target(Resyncs.Target.Kind.ALL, ""),
                              "after a fault")));

  private static final Map<String, Audited> POLICIES =
      Map.of(
          "Policies.add",
              new Audited(
                  List.of(AuditAction.POLICY_ADDED),
                  test -> test.policies().add(ADMIN, PolicyTarget.ALL, SMALL_BATCHES)),
          "Policies.change",
              new Audited(
                  List.of(AuditAction.POLICY_ADDED, AuditAction.POLICY_CHANGED),
                  test -> {
                    PolicyView added = test.policies().add(ADMIN, PolicyTarget.ALL, SMALL_BATCHES);
                    test.policies()
                        .change(
                            ADMIN, PolicyTarget.ALL, added.version(), SMALL_BATCHES.withBatch(3));
                  }),
          "Policies.remove",
              new Audited(
                  List.of(AuditAction.POLICY_ADDED, AuditAction.POLICY_REMOVED),
                  test -> {
                    PolicyView added = test.policies().add(ADMIN, PolicyTarget.ALL, SMALL_BATCHES);
                    test.policies().remove(ADMIN, PolicyTarget.ALL, added.version());
                  }));

  private static final Map<String, Audited> OPERATIONS =
      Map.of(
          "Alerts.close",
              new Audited(
                  List.of(AuditAction.ALERT_CLOSED),
                  test -> test.beans.get(Alerts.class).close(ADMIN, test.alert(), 1, "a bad disk")),
          "Purging.purge",
              new Audited(
                  List.of(AuditAction.PURGE_BEGUN),
                  test -> test.beans.get(Purging.class).purge(ADMIN)));

  private static final Map<String, Audited> ISSUES =
      Map.of(
          "Workbaskets.change",
              new Audited(
                  List.of(AuditAction.WORKBASKET_CHANGED),
                  test ->
                      test.beans
                          .get(Workbaskets.class)
                          .change(ADMIN, "north", 0, Set.of("alice"), Set.of())),
          "IssueBatches.start",
              new Audited(List.of(AuditAction.ISSUE_BATCH_STARTED), AuditedTest::batch),
          "IssueBatches.cancel",
              new Audited(
                  List.of(AuditAction.ISSUE_BATCH_STARTED, AuditAction.ISSUE_BATCH_CANCELLED),
                  test -> test.beans.get(IssueBatches.class).cancel(ADMIN, test.batch().id())));

  private static final Map<String, Audited> AUDITED = audits();

  private static Map<String, Audited> audits() {
    Map<String, Audited> audits = new TreeMap<>(OTHERS);
    audits.putAll(POLICIES);
    audits.putAll(OPERATIONS);
    audits.putAll(ISSUES);
    return audits;
  }

  private final TestDatabase database = TestDatabase.create();
  private final TestBeans beans = beans(database);
  private final UUID device = aUserWithADevice();

  @Test
  void everyUseCaseIsNamedAsReadingRecordedElsewhereOrAudited() {
    Set<String> named = new TreeSet<>(ONLY_READ);
    named.addAll(RECORDED_ELSEWHERE);
    named.addAll(AUDITED.keySet());

    assertThat(useCases())
        .as(
            "a use case that changes something calls Audit.record in its transaction, and is tried"
                + " here")
        .isEqualTo(named);
  }

  @ParameterizedTest
  @MethodSource("audited")
  void everyChangeIsInTheTrail(String useCase) throws Exception {
    Audited audited = Objects.requireNonNull(AUDITED.get(useCase));
    beans.inTransaction(
        () -> {
          Packages packages = beans.get(Packages.class);
          packages.deploy(ADMIN, StubPackages.source());
          return packages.deploy(ADMIN, version("99.0.0"));
        });
    int before = entries().size();

    beans.inTransaction(
        () -> {
          audited.change().make(this);
          return useCase;
        });

    assertThat(entries().subList(before, entries().size()))
        .containsExactlyElementsOf(
            audited.actions().stream()
                .map(action -> new Entry("admin", action.code(), true))
                .toList());
  }

  @Test
  void aChangeThatIsRolledBackIsNotInTheTrailAndNoPasswordEverIs() throws Exception {
    UserChange password = new UserChange("correct horse battery", null, null, null, null);
    beans.inTransaction(() -> beans.get(Users.class).change(ADMIN, "alice", 0, password));
    try {
      beans.inTransaction(
          () -> {
            beans.get(Devices.class).revoke(ADMIN, device, "lost");
            throw new IllegalStateException("fails later");
          });
    } catch (IllegalStateException expected) {
      assertThat(expected).hasMessage("fails later");
    }

    assertThat(
            beans
                .inTransaction(
                    () ->
                        beans
                            .get(Audit.class)
                            .list(
                                ADMIN,
                                new AuditFilter(null, null, null),
                                new PageRequest(0, 10, null, false)))
                .items())
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.action()).isEqualTo("user-changed");
              assertThat(entry.changes()).containsOnlyKeys("password");
              assertThat(entry.toString()).doesNotContain("horse").doesNotContain("$2a$");
            });
  }

  static Set<String> audited() {
    return new TreeSet<>(AUDITED.keySet());
  }

  private Policies policies() {
    return beans.get(Policies.class);
  }

  private IssueBatches.BatchView batch() throws RefusedException {
    beans
        .get(Jdbc.class)
        .update(
            """
            INSERT INTO holdfast.issue (id, workbasket, action_id, reason, messages, status, user_name, sequence,
              received_at, payload, version)
            VALUES (gen_random_uuid(), 'north', gen_random_uuid(), 'stale', '[]', 'open', 'alice', 1, now(), '{}', 1)
            """);
    return beans
        .get(IssueBatches.class)
        .start(ADMIN, IssueFilter.ALL, new IssueBatches.Order(Resolution.DISCARD, "old", null));
  }

  private UUID alert() {
    return database
        .jdbc()
        .with(
            sql -> {
              Alert.raise(sql, Alert.Kind.DRIFT, "app/table", null, null);
              return sql.one(
                      "SELECT id FROM holdfast.raised_alert", row -> Sql.requiredUuid(row, "id"))
                  .orElseThrow();
            });
  }

  private UUID aUserWithADevice() {
    FleetData data = new FleetData(database.jdbc());
    data.user("alice", "inspector");
    return data.device("alice", "tablet");
  }

  /** The application under another version. */
  private static String version(String version) {
    return StubPackages.source().replace("version: " + LOGIC.version(), "version: " + version);
  }

  private record Entry(String user, String action, boolean tellsWhat) {}

  private List<Entry> entries() {
    return database
        .jdbc()
        .list(
            "SELECT user_name, action, changes <> '{}' FROM holdfast.audit_entry ORDER BY position",
            row -> new Entry(row.getString(1), row.getString(2), row.getBoolean(3)));
  }

  /** Every method of a facade that a caller may call. */
  private static Set<String> useCases() {
    return new ClassFileImporter(List.of(new ImportOption.DoNotIncludeTests()))
        .importPackages(ArchitectureTest.SERVER).stream()
            .filter(type -> type.isAnnotatedWith(Local.class))
            .map(JavaClass::getMethods)
            .flatMap(Set::stream)
            .filter(AuditedTest::hasCaller)
            .map(method -> method.getOwner().getSimpleName() + '.' + method.getName())
            .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean hasCaller(JavaMethod method) {
    return method.getRawParameterTypes().stream()
        .anyMatch(type -> type.isEquivalentTo(Caller.class));
  }

  private static TestBeans beans(TestDatabase database) {
    TestBeans beans =
        new TestBeans(
            database,
            List.of(
                named("identity.internal.AppUser"),
                named("fleet.internal.StoredPolicy"),
                named("casework.internal.CaseFile"),
                named("workbasket.internal.Issue"),
                named("workbasket.internal.StoredBasket")),
            List.of(
                AuditBean.class,
                named("identity.internal.UsersBean"),
                named("identity.internal.UserStore"),
                named("identity.internal.UserList"),
                named("identity.internal.UserAudit"),
                named("identity.internal.DevicesBean"),
                named("identity.internal.Passwords"),
                named("packages.internal.PackagesFacade"),
                named("packages.internal.PackageChecks"),
                named("packages.internal.PackageStore"),
                named("packages.internal.CompiledPackages"),
                named("fleet.internal.ResyncsBean"),
                named("fleet.internal.PoliciesBean"),
                named("fleet.internal.PolicyRules"),
                named("fleet.internal.PolicyList"),
                named("fleet.internal.PolicyAudit"),
                named("fleet.internal.PolicyDirectoryBean"),
                named("fleet.internal.Targets"),
                named("operations.internal.AlertsBean"),
                named("operations.internal.PurgingBean"),
                named("operations.internal.PurgeBeginning"),
                named("operations.internal.Purge"),
                named("sync.internal.SyncTracesBean"),
                named("platform.internal.LockTimeout"),
                named("history.internal.HistoryBean"),
                named("casework.internal.JudgingBean"),
                named("casework.internal.DecidingBean"),
                named("workbasket.internal.WorkbasketsBean"),
                named("workbasket.internal.BasketList"),
                named("workbasket.internal.Access"),
                named("workbasket.internal.IssueBatchesBean"),
                named("workbasket.internal.BatchBeginning"),
                named("workbasket.internal.BatchPreview"),
                named("workbasket.internal.BatchRows"),
                named("workbasket.internal.BatchRuns"),
                named("workbasket.internal.BatchItems"),
                named("workbasket.internal.BatchStepsBean"),
                named("workbasket.internal.Settling"),
                named("workbasket.internal.OpenIssues"),
                named("workbasket.internal.Followers"),
                named("workbasket.internal.Resolver"),
                named("workbasket.internal.IssueLists"),
                named("workbasket.internal.IssueEvents")));
    beans.put(Tombstones.class, (before, soFar) -> new Tombstones.Forgotten(0, 0));
    putNothing(beans, named("operations.internal.PurgeThread"));
    putNothing(beans, named("workbasket.internal.BatchThread"));
    putNothing(beans, named("workbasket.api.Outcomes"));
    beans.put(Event.class, heardByNobody());
    beans.put(Settings.class, FleetData.DEFAULTS);
    beans.put(Directory.class, new DirectoryOfRoles(database.jdbc()));
    return beans;
  }

  /** A stand-in that does nothing. */
  private static <T> void putNothing(TestBeans beans, Class<T> type) {
    beans.put(
        type,
        type.cast(
            Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> null)));
  }

  private static Event<?> heardByNobody() {
    return (Event<?>)
        Proxy.newProxyInstance(
            AuditedTest.class.getClassLoader(),
            new Class<?>[] {Event.class},
            (proxy, method, arguments) -> null);
  }

  private static Class<?> named(String name) {
    try {
      return Class.forName(ArchitectureTest.SERVER + '.' + name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
