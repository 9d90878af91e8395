package dev.holdfast.server.hooks.internal;

import dev.holdfast.server.history.internal.AuditBean;
import dev.holdfast.server.platform.api.Settings;
import dev.holdfast.server.platform.internal.DatabaseKeySigner;
import dev.holdfast.server.testing.FleetData;
import dev.holdfast.server.testing.TestBeans;
import dev.holdfast.server.testing.TestDatabase;
import java.util.List;

/** The beans by which webhooks are administered. */
final class HookBeans {
  private HookBeans() {}

  static TestBeans on(TestDatabase database) {
    TestBeans made =
        new TestBeans(
            database,
            List.of(StoredWebhook.class),
            List.of(
                WebhooksBean.class,
                WebhookList.class,
                WebhookAudit.class,
                Receivers.class,
                Secrets.class,
                Messages.class,
                AuditBean.class,
                DatabaseKeySigner.class));
    made.put(Settings.class, FleetData.DEFAULTS);
    return made;
  }
}
