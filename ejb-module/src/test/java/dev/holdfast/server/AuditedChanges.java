package dev.holdfast.server;

import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.policy.PolicyValues;
import dev.holdfast.server.archive.api.HoldSubject;
import dev.holdfast.server.archive.api.LegalHolds;
import dev.holdfast.server.contents.api.AttachedContents;
import dev.holdfast.server.contents.api.ContentStorage;
import dev.holdfast.server.fleet.api.PolicyTarget;
import dev.holdfast.server.fleet.api.PolicyView;
import dev.holdfast.server.fleet.api.Resyncs;
import dev.holdfast.server.fleet.api.SnapshotFiles;
import dev.holdfast.server.fleet.api.SnapshotFiles.SnapshotOrder;
import dev.holdfast.server.history.api.AuditAction;
import dev.holdfast.server.hooks.api.WebhookValues;
import dev.holdfast.server.hooks.api.WebhookView;
import dev.holdfast.server.hooks.api.Webhooks;
import dev.holdfast.server.identity.api.Devices;
import dev.holdfast.server.identity.api.Users;
import dev.holdfast.server.identity.api.Users.UserChange;
import dev.holdfast.server.operations.api.Alerts;
import dev.holdfast.server.operations.api.Purging;
import dev.holdfast.server.packages.api.Packages;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.testing.FleetData;
import dev.holdfast.server.testing.StubPackages;
import dev.holdfast.server.workbasket.api.IssueBatches;
import dev.holdfast.server.workbasket.api.Workbaskets;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The use cases that change something and write to the audit trail: how each is called, and what it
 * leaves there.
 */
final class AuditedChanges {
  private static final Caller ADMIN = FleetData.ADMIN;
  private static final ApplicationPackage LOGIC =
      StubPackages.packages().active().get(0).definition();
  private static final PolicyValues SMALL_BATCHES = PolicyValues.NONE.withBatch(5);
  private static final UserChange ROLES =
      new UserChange(null, null, Set.of("supervisor"), null, null);

  /** A use case that changes something. */
  @FunctionalInterface
  interface Change {
    void make(AuditedServer server) throws Exception;
  }

  /** A use case and all that it leaves in the trail, in order. */
  record Audited(List<AuditAction> actions, Change change) {}

  private static final Map<String, Audited> OTHERS =
      Map.of(
          "Users.add",
              new Audited(
                  List.of(AuditAction.USER_ADDED),
                  server ->
                      server
                          .beans
                          .get(Users.class)
                          .add(
                              ADMIN,
                              "new",
                              new UserChange(
                                  "a password of tests", null, Set.of("clerk"), null, null))),
          "Users.change",
              new Audited(
                  List.of(AuditAction.USER_CHANGED),
                  server -> server.beans.get(Users.class).change(ADMIN, "alice", 0, ROLES)),
          "Devices.revoke",
              new Audited(
                  List.of(AuditAction.DEVICE_REVOKED),
                  server ->
                      server.beans.get(Devices.class).revoke(ADMIN, server.device, "lost", true)),
          "Devices.wipe",
              new Audited(
                  List.of(AuditAction.DEVICE_WIPED),
                  server ->
                      server.beans.get(Devices.class).wipe(ADMIN, server.device, "lost", true)),
          "Packages.deploy",
              new Audited(
                  List.of(AuditAction.PACKAGE_DEPLOYED, AuditAction.PACKAGE_ACTIVATED),
                  server ->
                      server
                          .beans
                          .get(Packages.class)
                          .deploy(ADMIN, AuditedServer.version("99.1.0"))),
          "Packages.activate",
              new Audited(
                  List.of(AuditAction.PACKAGE_ACTIVATED),
                  server ->
                      server
                          .beans
                          .get(Packages.class)
                          .activate(ADMIN, LOGIC.application(), LOGIC.version())),
          "Resyncs.order",
              new Audited(
                  List.of(AuditAction.RESYNC_ORDERED),
                  server ->
                      server
                          .beans
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
                  server -> server.policies().add(ADMIN, PolicyTarget.ALL, SMALL_BATCHES)),
          "Policies.change",
              new Audited(
                  List.of(AuditAction.POLICY_ADDED, AuditAction.POLICY_CHANGED),
                  server -> {
                    PolicyView added =
                        server.policies().add(ADMIN, PolicyTarget.ALL, SMALL_BATCHES);
                    server
                        .policies()
                        .change(
                            ADMIN, PolicyTarget.ALL, added.version(), SMALL_BATCHES.withBatch(3));
                  }),
          "Policies.remove",
              new Audited(
                  List.of(AuditAction.POLICY_ADDED, AuditAction.POLICY_REMOVED),
                  server -> {
                    PolicyView added =
                        server.policies().add(ADMIN, PolicyTarget.ALL, SMALL_BATCHES);
                    server.policies().remove(ADMIN, PolicyTarget.ALL, added.version());
                  }));

  private static final HoldSubject HELD =
      new HoldSubject.WholeType(LOGIC.application(), LOGIC.cases().keySet().iterator().next());

  private static final Map<String, Audited> HOLDS =
      Map.of(
          "LegalHolds.place",
              new Audited(
                  List.of(AuditAction.HOLD_PLACED),
                  server -> server.beans.get(LegalHolds.class).place(ADMIN, HELD, "a lawsuit")),
          "LegalHolds.lift",
              new Audited(
                  List.of(AuditAction.HOLD_PLACED, AuditAction.HOLD_LIFTED),
                  server -> {
                    LegalHolds holds = server.beans.get(LegalHolds.class);
                    holds.lift(ADMIN, holds.place(ADMIN, HELD, "a lawsuit").id(), "it is over");
                  }));

  private static final Map<String, Audited> OPERATIONS =
      Map.of(
          "SnapshotFiles.make",
              new Audited(
                  List.of(AuditAction.SNAPSHOT_MADE),
                  server ->
                      server
                          .beans
                          .get(SnapshotFiles.class)
                          .make(
                              ADMIN,
                              new SnapshotOrder(LOGIC.application(), "alice", null, null),
                              OutputStream.nullOutputStream())),
          "Alerts.close",
              new Audited(
                  List.of(AuditAction.ALERT_CLOSED),
                  server ->
                      server.beans.get(Alerts.class).close(ADMIN, server.alert(), 1, "a bad disk")),
          "Purging.purge",
              new Audited(
                  List.of(AuditAction.PURGE_BEGUN),
                  server -> server.beans.get(Purging.class).purge(ADMIN)));

  private static final Map<String, Audited> CONTENTS =
      Map.of(
          "AttachedContents.open",
              new Audited(
                  List.of(AuditAction.CONTENT_FETCHED),
                  server -> {
                    server.contents();
                    server
                        .beans
                        .get(AttachedContents.class)
                        .open(
                            ADMIN,
                            new AttachedContents.Wish(
                                AuditedServer.CONTENT, "case 1", "a.txt", false));
                  }),
          "ContentStorage.end",
              new Audited(
                  List.of(AuditAction.UPLOAD_ENDED),
                  server ->
                      server
                          .beans
                          .get(ContentStorage.class)
                          .end(ADMIN, server.contents(), "the device is broken")));

  private static final Map<String, Audited> ISSUES =
      Map.of(
          "Workbaskets.change",
              new Audited(
                  List.of(AuditAction.WORKBASKET_CHANGED),
                  server ->
                      server
                          .beans
                          .get(Workbaskets.class)
                          .change(ADMIN, "north", 0, Set.of("alice"), Set.of())),
          "IssueBatches.start",
              new Audited(List.of(AuditAction.ISSUE_BATCH_STARTED), AuditedServer::batch),
          "IssueBatches.cancel",
              new Audited(
                  List.of(AuditAction.ISSUE_BATCH_STARTED, AuditAction.ISSUE_BATCH_CANCELLED),
                  server ->
                      server.beans.get(IssueBatches.class).cancel(ADMIN, server.batch().id())));

  private static final Map<String, Audited> WEBHOOKS =
      Map.of(
          "Webhooks.add",
              new Audited(List.of(AuditAction.WEBHOOK_ADDED), server -> added(server, "erp")),
          "Webhooks.change",
              new Audited(
                  List.of(AuditAction.WEBHOOK_ADDED, AuditAction.WEBHOOK_CHANGED),
                  server -> {
                    WebhookView webhook = added(server, "erp");
                    webhooks(server)
                        .change(ADMIN, webhook.id(), webhook.version(), values("ledger"));
                  }),
          "Webhooks.renewSecret",
              new Audited(
                  List.of(AuditAction.WEBHOOK_ADDED, AuditAction.WEBHOOK_SECRET_RENEWED),
                  server -> {
                    WebhookView webhook = added(server, "erp");
                    webhooks(server).renewSecret(ADMIN, webhook.id(), webhook.version());
                  }),
          "Webhooks.retry",
              new Audited(
                  List.of(AuditAction.WEBHOOK_ADDED, AuditAction.WEBHOOK_RETRIED),
                  server -> webhooks(server).retry(ADMIN, added(server, "erp").id(), null)),
          "Webhooks.remove",
              new Audited(
                  List.of(AuditAction.WEBHOOK_ADDED, AuditAction.WEBHOOK_REMOVED),
                  server -> {
                    WebhookView webhook = added(server, "erp");
                    webhooks(server).remove(ADMIN, webhook.id(), webhook.version());
                  }));

  private static Webhooks webhooks(AuditedServer server) {
    return server.beans.get(Webhooks.class);
  }

  private static WebhookView added(AuditedServer server, String name) throws RefusedException {
    return webhooks(server).add(ADMIN, values(name)).webhook();
  }

  private static WebhookValues values(String name) {
    return new WebhookValues(name, "https://erp.invalid/hooks", true, null, null, null);
  }

  static final Map<String, Audited> ALL = audits();

  private static Map<String, Audited> audits() {
    Map<String, Audited> audits = new TreeMap<>(OTHERS);
    audits.putAll(POLICIES);
    audits.putAll(HOLDS);
    audits.putAll(OPERATIONS);
    audits.putAll(CONTENTS);
    audits.putAll(ISSUES);
    audits.putAll(WEBHOOKS);
    return audits;
  }

  private AuditedChanges() {}
}
