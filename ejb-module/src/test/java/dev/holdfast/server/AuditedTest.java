package dev.holdfast.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.holdfast.server.fleet.api.Resyncs;
import dev.holdfast.server.history.api.Audit;
import dev.holdfast.server.history.api.Audit.AuditFilter;
import dev.holdfast.server.history.internal.AuditBean;
import dev.holdfast.server.identity.api.Devices;
import dev.holdfast.server.identity.api.Users;
import dev.holdfast.server.identity.api.Users.UserChange;
import dev.holdfast.server.packages.api.Packages;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.Settings;
import dev.holdfast.server.testing.FleetData;
import dev.holdfast.server.testing.StubPackages;
import dev.holdfast.server.testing.TestBeans;
import dev.holdfast.server.testing.TestDatabase;
import jakarta.ejb.Local;
import jakarta.enterprise.event.Event;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
          "Audit.list",
          "Cases.find",
          "Cases.list",
          "Cases.open",
          "Doorbell.attach",
          "Fleet.device",
          "Fleet.devices",
          "OfflineTables.ddl",
          "OfflineTables.list",
          "Overview.activity",
          "Overview.fleet",
          "Overview.recent",
          "Packages.diff",
          "Packages.list",
          "Resyncs.devices",
          "Resyncs.find",
          "Resyncs.list",
          "Resyncs.reach",
          "Segments.find",
          "Users.find",
          "Users.list",
          "Workbasket.exportCsv",
          "Workbasket.find",
          "Workbasket.list",
          "Workbasket.unresolvedByReason");

  /** In the history of the case, in the issue, or in what the server keeps of a device. */
  private static final Set<String> RECORDED_ELSEWHERE =
      Set.of(
          "ActionIntake.submit",
          "DeviceSync.report",
          "DeviceSync.stream",
          "Judging.judge",
          "Judging.judgeReleased",
          "Parking.park",
          "Sessions.signOut",
          "Workbasket.claim",
          "Workbasket.resolve",
          // Makes capture agree with its source again; nothing that a person has said.
          "OfflineTables.verify");

  private static final Caller ADMIN = FleetData.ADMIN;
  private static final UserChange ROLES =
      new UserChange(null, null, Set.of("supervisor"), null, null);

  /** A use case that changes something. */
  @FunctionalInterface
  private interface Change {
    void make(AuditedTest test) throws Exception;
  }

  private static final Map<String, Change> AUDITED =
      Map.of(
          "Users.add",
              test ->
                  test.beans
                      .get(Users.class)
                      .add(
                          ADMIN,
                          "new",
                          new UserChange("a password of tests", null, Set.of("clerk"), null, null)),
          "Users.change", test -> test.beans.get(Users.class).change(ADMIN, "alice", 0, ROLES),
          "Devices.revoke",
              test -> test.beans.get(Devices.class).revoke(ADMIN, test.device, "lost"),
          "Devices.wipe", test -> test.beans.get(Devices.class).wipe(ADMIN, test.device, "lost"),
          "Packages.deploy",
              test -> test.beans.get(Packages.class).deploy(ADMIN, StubPackages.source()),
          "Packages.activate", AuditedTest::activate,
          "Resyncs.order",
              test ->
                  test.beans
                      .get(Resyncs.class)
                      .order(
                          ADMIN, new Resyncs.Target(Resyncs.Target.Kind.ALL, ""), "after a fault"));

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
    long before = entries();

    beans.inTransaction(
        () -> {
          Objects.requireNonNull(AUDITED.get(useCase)).make(this);
          return useCase;
        });

    assertThat(entries()).isGreaterThan(before);
    assertThat(
            database
                .jdbc()
                .list(
                    "SELECT user_name FROM holdfast.audit_entry WHERE changes <> '{}'",
                    row -> row.getString(1)))
        .contains("admin");
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

  private UUID aUserWithADevice() {
    FleetData data = new FleetData(database.jdbc());
    data.user("alice", "inspector");
    return data.device("alice", "tablet");
  }

  private static void activate(AuditedTest test) throws Exception {
    Packages packages = test.beans.get(Packages.class);
    Packages.PackageView first = packages.deploy(ADMIN, StubPackages.source());
    packages.deploy(
        ADMIN, StubPackages.source().replace("version: " + first.version(), "version: 99.0.0"));
    packages.activate(ADMIN, first.application(), first.version());
  }

  private long entries() {
    return database
        .jdbc()
        .one("SELECT count(*) FROM holdfast.audit_entry", row -> row.getLong(1))
        .orElseThrow();
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
            List.of(named("identity.internal.AppUser")),
            List.of(
                AuditBean.class,
                named("identity.internal.UsersBean"),
                named("identity.internal.UserStore"),
                named("identity.internal.UserList"),
                named("identity.internal.UserAudit"),
                named("identity.internal.DevicesBean"),
                named("identity.internal.Passwords"),
                named("packages.internal.PackagesFacade"),
                named("packages.internal.PackageStore"),
                named("packages.internal.CompiledPackages"),
                named("fleet.internal.ResyncsBean"),
                named("fleet.internal.Targets")));
    beans.put(Event.class, heardByNobody());
    beans.put(Settings.class, FleetData.DEFAULTS);
    return beans;
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
