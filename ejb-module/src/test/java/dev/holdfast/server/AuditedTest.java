package dev.holdfast.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.holdfast.server.history.api.Audit;
import dev.holdfast.server.history.api.Audit.AuditFilter;
import dev.holdfast.server.identity.api.Devices;
import dev.holdfast.server.identity.api.Users;
import dev.holdfast.server.identity.api.Users.UserChange;
import dev.holdfast.server.packages.api.Packages;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.testing.FleetData;
import dev.holdfast.server.testing.StubPackages;
import dev.holdfast.server.testing.TestBeans;
import jakarta.ejb.Local;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
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
          "AttachedContents.ofCase",
          "AttachedContents.standings",
          "Alerts.list",
          "Audit.list",
          "CapturedUnits.buckets",
          "CapturedUnits.ddl",
          "CapturedUnits.find",
          "CapturedUnits.list",
          "CapturedUnits.verifications",
          "Cases.find",
          "ContentDownloads.find",
          "ContentStores.backlog",
          "Cases.list",
          "Cases.open",
          "ContentStorage.applications",
          "ContentStorage.devices",
          "ContentStorage.largest",
          "ContentStorage.limits",
          "ContentStorage.stuck",
          "ContentStorage.waiting",
          "ContentUploads.find",
          "Doorbell.attach",
          "Fleet.device",
          "Fleet.devices",
          "Fleet.state",
          "HistoryExports.exportCsv",
          "HistoryExports.exportJson",
          "HistoryExports.exportPdf",
          "IssueBatches.find",
          "IssueBatches.items",
          "IssueBatches.list",
          "IssueBatches.preview",
          "IssueReports.ageing",
          "IssueReports.ageingCsv",
          "IssueReports.volume",
          "IssueReports.volumeCsv",
          "LegalHolds.list",
          "LegalHolds.of",
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
          // A part of the page that shows it, as the fields beside it are.
          "Thumbnails.find",
          "Users.find",
          "Users.list",
          "WaitingIssues.count",
          "Webhooks.deliveries",
          "Webhooks.find",
          "Webhooks.list",
          "Workbasket.exportCsv",
          "Workbasket.exportJson",
          "Workbasket.exportWholeCsv",
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
          "ActionIntake.submitLast",
          "ContentUploads.append",
          "ContentUploads.create",
          "ContentUploads.createLast",
          "ContentUploads.end",
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

  private final AuditedServer server = new AuditedServer();
  private final TestBeans beans = server.beans;

  @Test
  void everyUseCaseIsNamedAsReadingRecordedElsewhereOrAudited() {
    Set<String> named = new TreeSet<>(ONLY_READ);
    named.addAll(RECORDED_ELSEWHERE);
    named.addAll(AuditedChanges.ALL.keySet());

    assertThat(useCases())
        .as(
            "a use case that changes something calls Audit.record in its transaction, and is tried"
                + " here")
        .isEqualTo(named);
  }

  @ParameterizedTest
  @MethodSource("audited")
  void everyChangeIsInTheTrail(String useCase) throws Exception {
    AuditedChanges.Audited audited = Objects.requireNonNull(AuditedChanges.ALL.get(useCase));
    beans.inTransaction(
        () -> {
          Packages packages = beans.get(Packages.class);
          packages.deploy(ADMIN, StubPackages.source());
          return packages.deploy(ADMIN, AuditedServer.version("99.0.0"));
        });
    int before = server.entries().size();

    beans.inTransaction(
        () -> {
          audited.change().make(server);
          return useCase;
        });

    assertThat(server.entries().subList(before, server.entries().size()))
        .containsExactlyElementsOf(
            audited.actions().stream()
                .map(action -> new AuditedServer.Entry("admin", action.code(), true))
                .toList());
  }

  @Test
  void aChangeThatIsRolledBackIsNotInTheTrailAndNoPasswordEverIs() throws Exception {
    UserChange password = new UserChange("correct horse battery", null, null, null, null);
    beans.inTransaction(() -> beans.get(Users.class).change(ADMIN, "alice", 0, password));
    try {
      beans.inTransaction(
          () -> {
            beans.get(Devices.class).revoke(ADMIN, server.device, "lost", true);
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
    return new TreeSet<>(AuditedChanges.ALL.keySet());
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
}
