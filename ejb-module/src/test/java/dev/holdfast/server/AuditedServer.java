package dev.holdfast.server;

import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.server.archive.api.Expiry;
import dev.holdfast.server.fleet.api.Policies;
import dev.holdfast.server.history.internal.AuditBean;
import dev.holdfast.server.identity.api.Directory;
import dev.holdfast.server.platform.api.Alert;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.platform.api.Settings;
import dev.holdfast.server.platform.api.Sql;
import dev.holdfast.server.sync.api.SnapshotMaker;
import dev.holdfast.server.tables.api.Tombstones;
import dev.holdfast.server.testing.DirectoryOfRoles;
import dev.holdfast.server.testing.FleetData;
import dev.holdfast.server.testing.StubPackages;
import dev.holdfast.server.testing.TestBeans;
import dev.holdfast.server.testing.TestDatabase;
import dev.holdfast.server.workbasket.api.IssueBatches;
import dev.holdfast.server.workbasket.api.IssueFilter;
import dev.holdfast.server.workbasket.api.Resolution;
import jakarta.enterprise.event.Event;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.UUID;

/** A server whose use cases can be called as by an administrator, and its audit trail. */
final class AuditedServer {
  private static final Caller ADMIN = FleetData.ADMIN;
  private static final ApplicationPackage LOGIC =
      StubPackages.packages().active().get(0).definition();

  static final String CONTENT = "c".repeat(64);

  private final TestDatabase database = TestDatabase.create();
  final TestBeans beans = beans(database);
  final UUID device = aUserWithADevice();

  /** An entry of the trail. */
  record Entry(String user, String action, boolean tellsWhat) {}

  List<Entry> entries() {
    return database
        .jdbc()
        .list(
            "SELECT user_name, action, changes <> '{}' FROM holdfast.audit_entry ORDER BY position",
            row -> new Entry(row.getString(1), row.getString(2), row.getBoolean(3)));
  }

  Policies policies() {
    return beans.get(Policies.class);
  }

  IssueBatches.BatchView batch() throws RefusedException {
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

  /** A content of three bytes, and an upload of which nothing came. */
  UUID contents() {
    UUID unfinished = UUID.randomUUID();
    UUID complete = UUID.randomUUID();
    Jdbc jdbc = beans.get(Jdbc.class);
    for (UUID upload : List.of(unfinished, complete)) {
      jdbc.update(
          """
          INSERT INTO holdfast.content_upload (id, content_id, bytes, received, type, application, case_type, field,
            user_name, device_id, created_at, grown_at, expires_at, complete, holds)
          VALUES (?, ?, 3, ?, 'text/plain', 'a', 'b', 'c', 'alice', ?, now(), now(), now(), ?, true)
          """,
          upload,
          CONTENT,
          upload.equals(complete) ? 3L : 0L,
          device,
          upload.equals(complete));
    }
    jdbc.update("INSERT INTO holdfast.content_piece VALUES (?, 0, 'abc')", complete);
    jdbc.update(
        "INSERT INTO holdfast.content (id, bytes, type, upload_id, completed_at, cleared_at)"
            + " VALUES (?, 3, 'text/plain', ?, now(), now())",
        CONTENT,
        complete);
    return unfinished;
  }

  UUID alert() {
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

  /** The application under another version. */
  static String version(String version) {
    return StubPackages.source().replace("version: " + LOGIC.version(), "version: " + version);
  }

  private UUID aUserWithADevice() {
    FleetData data = new FleetData(database.jdbc());
    data.user("alice", "inspector");
    return data.device("alice", "tablet");
  }

  private static TestBeans beans(TestDatabase database) {
    TestBeans beans =
        new TestBeans(
            database,
            List.of(
                named("identity.internal.AppUser"),
                named("fleet.internal.StoredPolicy"),
                named("hooks.internal.StoredWebhook"),
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
                named("fleet.internal.SnapshotFilesBean"),
                named("fleet.internal.SnapshotAudit"),
                named("operations.internal.AlertsBean"),
                named("operations.internal.PurgingBean"),
                named("operations.internal.PurgeBeginning"),
                named("operations.internal.Purge"),
                named("sync.internal.SyncTracesBean"),
                named("platform.internal.LockTimeout"),
                named("history.internal.HistoryBean"),
                named("casework.internal.JudgingBean"),
                named("casework.internal.DecidingBean"),
                named("casework.internal.Observers"),
                named("contents.internal.UseRows"),
                named("contents.internal.Gate"),
                named("contents.internal.Entitlement"),
                named("contents.internal.ContentRows"),
                named("contents.internal.PieceRows"),
                named("contents.internal.DownloadsBean"),
                named("contents.internal.ContentBytes"),
                named("contents.internal.StoreReads"),
                named("contents.internal.StoreAlerts"),
                named("contents.internal.Stores"),
                named("contents.internal.AttachedBean"),
                named("contents.internal.ContentAudit"),
                named("contents.internal.ThumbnailsBean"),
                named("contents.internal.ThumbnailRows"),
                named("contents.internal.Drawing"),
                named("contents.internal.UnfinishedRows"),
                named("contents.internal.StorageBean"),
                named("contents.internal.StorageRows"),
                named("contents.internal.WaitRows"),
                named("casework.internal.CaseSightBean"),
                named("hooks.internal.WebhooksBean"),
                named("hooks.internal.WebhookList"),
                named("hooks.internal.WebhookAudit"),
                named("hooks.internal.Receivers"),
                named("hooks.internal.Secrets"),
                named("hooks.internal.Messages"),
                named("platform.internal.DatabaseKeySigner"),
                named("casework.internal.CasesBean"),
                named("archive.internal.LegalHoldsBean"),
                named("archive.internal.HoldRows"),
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
    beans.put(Expiry.class, soFar -> 0);
    beans.put(
        SnapshotMaker.class,
        (application, scope, out) -> new SnapshotMaker.Made(new UUID(1, 1), 2, 3, 4));
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
            AuditedServer.class.getClassLoader(),
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
