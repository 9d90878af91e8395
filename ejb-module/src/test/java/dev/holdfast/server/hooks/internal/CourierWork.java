package dev.holdfast.server.hooks.internal;

import dev.holdfast.server.hooks.api.DeliveryView;
import dev.holdfast.server.hooks.api.WebhookView;
import dev.holdfast.server.platform.api.Ids;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.Setting;
import dev.holdfast.server.platform.api.Settings;
import dev.holdfast.server.platform.internal.DatabaseKeySigner;
import dev.holdfast.server.testing.HandClock;
import dev.holdfast.server.testing.TestDatabase;
import dev.holdfast.server.testing.Unwatched;
import java.util.Map;
import java.util.UUID;

/** A webhook, its receiver on the loopback interface, and who delivers. */
final class CourierWork {
  private static final Settings SETTINGS = settings(HooksSettings.ANSWER_TIMEOUT.standard());

  static Settings settings(String answerTimeout) {
    Map<Setting<?>, String> set =
        Map.of(
            HooksSettings.INSECURE_RECEIVERS, "true", HooksSettings.ANSWER_TIMEOUT, answerTimeout);
    return new Settings() {
      @Override
      public <T> T get(Setting<T> setting) {
        return setting.parse(set.getOrDefault(setting, setting.standard()));
      }
    };
  }

  final Jdbc jdbc = TestDatabase.create().jdbc();
  final HandClock clock = new HandClock();
  final Receiver receiver = new Receiver();
  final Deliveries deliveries = new Deliveries(jdbc);
  final Secrets secrets = new Secrets(new DatabaseKeySigner(jdbc));
  final WebhookList list = new WebhookList(jdbc);
  final Messages messages = new Messages(jdbc, SETTINGS, clock);
  final HookRows rows = new HookRows(jdbc, clock);
  final UUID webhook = rows.webhook(receiver.url());

  UUID message(UUID caseId, String body) {
    return rows.message(webhook, caseId, body);
  }

  Courier courier(Settings settings) {
    Ids ids = UUID::randomUUID;
    Sender sender = new HttpSender(new Receivers(settings), settings);
    return new Courier(deliveries, sender, secrets, settings, clock, ids);
  }

  void run() {
    courier(SETTINGS).run(webhook);
  }

  void turn(CourierThreads threads) {
    new Dispatch(
            new Subscriptions(new Unwatched(false), jdbc),
            deliveries,
            courier(SETTINGS),
            threads,
            SETTINGS,
            clock)
        .turn();
  }

  DeliveryView look(UUID message) {
    return list.deliveries(webhook, null, new PageRequest(0, 100, null, false)).items().stream()
        .filter(delivery -> delivery.id().equals(message))
        .findAny()
        .orElseThrow();
  }

  WebhookView.Traffic traffic() {
    return list.find(webhook).orElseThrow().traffic();
  }
}
