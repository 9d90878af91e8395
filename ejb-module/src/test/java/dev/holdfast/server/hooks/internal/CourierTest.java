package dev.holdfast.server.hooks.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.server.hooks.api.DeliveryView;
import dev.holdfast.server.hooks.api.WebhookView;
import dev.holdfast.server.hooks.internal.Receiver.Received;
import dev.holdfast.server.platform.api.Ids;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.Setting;
import dev.holdfast.server.platform.api.Settings;
import dev.holdfast.server.platform.api.Sql;
import dev.holdfast.server.platform.internal.DatabaseKeySigner;
import dev.holdfast.server.testing.HandClock;
import dev.holdfast.server.testing.TestDatabase;
import dev.holdfast.server.testing.Unwatched;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How messages come to a receiver on the loopback interface. */
class CourierTest {
  private static final Duration LONGEST_FIRST_PAUSE = Duration.ofSeconds(6);
  private static final Settings SETTINGS = settings(HooksSettings.ANSWER_TIMEOUT.standard());

  private static Settings settings(String answerTimeout) {
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

  private final Jdbc jdbc = TestDatabase.create().jdbc();
  private final HandClock clock = new HandClock();
  private final Receiver receiver = new Receiver();
  private final Deliveries deliveries = new Deliveries(jdbc);
  private final Secrets secrets = new Secrets(new DatabaseKeySigner(jdbc));
  private final WebhookList list = new WebhookList(jdbc);
  private final Messages messages = new Messages(jdbc, SETTINGS, clock);
  private final HookRows rows = new HookRows(jdbc, clock);
  private final UUID webhook = rows.webhook(receiver.url());

  @AfterEach
  void end() {
    receiver.close();
  }

  private UUID message(UUID caseId, String body) {
    return rows.message(webhook, caseId, body);
  }

  private Courier courier(Settings settings) {
    Ids ids = UUID::randomUUID;
    Sender sender = new HttpSender(new Receivers(settings), settings);
    return new Courier(deliveries, sender, secrets, settings, clock, ids);
  }

  private void run() {
    courier(SETTINGS).run(webhook);
  }

  private void turn(CourierThreads threads) {
    new Dispatch(
            new Subscriptions(new Unwatched(false), jdbc),
            deliveries,
            courier(SETTINGS),
            threads,
            SETTINGS,
            clock)
        .turn();
  }

  private DeliveryView look(UUID message) {
    return list.deliveries(webhook, null, new PageRequest(0, 100, null, false)).items().stream()
        .filter(delivery -> delivery.id().equals(message))
        .findAny()
        .orElseThrow();
  }

  private WebhookView.Traffic traffic() {
    return list.find(webhook).orElseThrow().traffic();
  }

  @Test
  void onceSignedAndThenWithoutWhatTheySaid() {
    UUID id = message(UUID.randomUUID(), "{\"what\":\"München\"}");

    run();
    run();

    Received came = receiver.received().get(0);
    assertThat(receiver.received()).hasSize(1);
    assertThat(came.body()).isEqualTo("{\"what\":\"München\"}");
    assertThat(came.id()).isEqualTo(id.toString());
    assertThat(came.headers()).containsEntry("webhook-timestamp", seconds());
    assertThat(came.headers())
        .containsEntry("webhook-signature", signature(came, key(secrets.text(webhook, 1))));
    assertThat(came.header("content-type")).startsWith("application/cloudevents+json");
    assertThat(look(id).state()).isEqualTo("delivered");
    assertThat(look(id).answer()).isEqualTo(204);
    assertThat(traffic().deliveredAt()).isEqualTo(clock.instant());
    assertThat(jdbc.one("SELECT 1 FROM holdfast.webhook_delivery WHERE body IS NULL", r -> 1))
        .isPresent();
  }

  private String seconds() {
    return String.valueOf(clock.instant().getEpochSecond());
  }

  private static byte[] key(String secret) {
    assertThat(secret).startsWith("whsec_");
    return Base64.getDecoder().decode(secret.substring("whsec_".length()));
  }

  private String signature(Received came, byte[] key) {
    return Signature.of(came.id(), clock.instant(), came.body(), List.of(key));
  }

  @Test
  void forADayWithTheSignatureOfTheFormerSecretToo() {
    jdbc.update(
        "UPDATE holdfast.webhook SET secret_number = 2, former_until = ?",
        clock.instant().plus(Duration.ofDays(1)));
    message(UUID.randomUUID(), "first");
    run();
    clock.forward(Duration.ofDays(1));
    message(UUID.randomUUID(), "second");
    run();

    Received second = receiver.received().get(1);
    assertThat(receiver.received().get(0).header("webhook-signature").split(" ", -1)).hasSize(2);
    assertThat(second.headers())
        .containsEntry("webhook-signature", signature(second, key(secrets.text(webhook, 2))));
  }

  @Test
  void againAfterAFailureUnderTheSameIdAndNotBeforeThePause() {
    receiver.answers(message -> 500);
    UUID id = message(UUID.randomUUID(), "first");
    message(UUID.randomUUID(), "of another case");

    run();
    run();
    assertThat(receiver.bodies()).containsExactly("first");
    assertThat(look(id).state()).isEqualTo("waiting");
    assertThat(look(id).error()).contains("500");
    assertThat(traffic().failures()).isEqualTo(1);
    assertThat(traffic().restsUntil()).isAfter(clock.instant());

    receiver.answers(message -> 200);
    clock.forward(LONGEST_FIRST_PAUSE);
    run();
    assertThat(receiver.bodies()).containsExactly("first", "of another case", "first");
    assertThat(receiver.received().get(2).id()).isEqualTo(id.toString());
    assertThat(look(id).attempts()).isEqualTo(2);
    assertThat(traffic()).isEqualTo(new WebhookView.Traffic(0, 0, 0, null, null, clock.instant()));
  }

  @Test
  void inOrderForEachCaseAndARefusedOneHoldsUpItsCaseOnly() {
    UUID one = UUID.randomUUID();
    receiver.answers(message -> message.body().equals("1a") ? 422 : 200);
    message(one, "1a");
    message(one, "1b");
    message(UUID.randomUUID(), "2a");

    run();
    assertThat(receiver.bodies()).containsExactly("1a", "2a");
    assertThat(traffic().failures()).isZero();

    receiver.answers(message -> 200);
    clock.forward(LONGEST_FIRST_PAUSE);
    run();
    assertThat(receiver.bodies()).containsExactly("1a", "2a", "1a", "1b");
  }

  @Test
  void untilTheyAreGivenUpWhichIsSeenAndSentAgainWhenSomebodySaysSo() {
    receiver.answers(message -> 503);
    UUID id = message(UUID.randomUUID(), "late");
    run();
    clock.forward(Duration.ofDays(3));
    run();

    assertThat(receiver.bodies()).containsExactly("late");
    assertThat(look(id).state()).isEqualTo("failed");
    assertThat(look(id).error()).contains("503");
    assertThat(traffic().failed()).isEqualTo(1);

    receiver.answers(message -> 200);
    assertThat(messages.retry(webhook, id)).isEqualTo(1);
    run();
    assertThat(receiver.bodies()).containsExactly("late", "late");
    assertThat(look(id).state()).isEqualTo("delivered");
    assertThat(messages.retry(webhook, id)).isZero();
  }

  @Test
  void toNoPlaceThatTheReceiverRedirectsTo() {
    receiver.answers(message -> 302);
    UUID id = message(UUID.randomUUID(), "there");

    run();

    assertThat(receiver.bodies()).containsExactly("there");
    assertThat(look(id).error()).contains("redirects");
  }

  @Test
  void withoutWaitingForAReceiverThatDoesNotAnswerOrIsGone() {
    CountDownLatch never = new CountDownLatch(1);
    receiver.answers(message -> after(never));
    UUID id = message(UUID.randomUUID(), "dead");

    courier(settings("PT0.3S")).run(webhook);
    never.countDown();
    assertThat(look(id).error()).isEqualTo("No answer in time.");

    receiver.close();
    clock.forward(LONGEST_FIRST_PAUSE);
    run();
    assertThat(look(id).error()).contains("ConnectException");
    assertThat(look(id).answer()).isNull();
    assertThat(traffic().failures()).isEqualTo(2);
  }

  @Test
  void laterIfTheAddressIsNoneAndThatIsSeen() {
    jdbc.update("UPDATE holdfast.webhook SET url = 'http://127.0.0.1:70000/'");
    UUID id = message(UUID.randomUUID(), "nowhere");

    run();
    run();

    assertThat(look(id).attempts()).isEqualTo(1);
    assertThat(look(id).error()).contains("70000");
    assertThat(traffic().restsUntil()).isAfter(clock.instant());
  }

  private static int after(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return 200;
  }

  @Test
  void byOneNodeAtATimeAndByAnotherWhenThatDied() throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    receiver.answers(
        message -> {
          arrived.countDown();
          return after(goOn);
        });
    message(UUID.randomUUID(), "one");
    CompletableFuture<Void> first = CompletableFuture.runAsync(this::run);
    arrived.await();

    run();
    assertThat(receiver.bodies()).containsExactly("one");
    goOn.countDown();
    first.join();

    UUID dead = UUID.randomUUID();
    assertThat(deliveries.claim(webhook, dead, clock.instant(), Duration.ofSeconds(30))).isTrue();
    message(UUID.randomUUID(), "two");
    run();
    assertThat(receiver.bodies()).containsExactly("one");
    clock.forward(Duration.ofSeconds(30));
    run();
    assertThat(receiver.bodies()).containsExactly("one", "two");
    assertThat(deliveries.next(webhook, dead, clock.instant(), Duration.ofSeconds(30))).isEmpty();
  }

  @Test
  void inTurnsThatADeadReceiverTakesFromNobody() {
    UUID dead = rows.webhook("http://127.0.0.1:1/");
    rows.message(dead, UUID.randomUUID(), "nobody");
    message(UUID.randomUUID(), "somebody");
    jdbc.update(
        "UPDATE holdfast.webhook SET failures = 3, rests_until = ? WHERE id = ?",
        clock.instant().plus(Duration.ofMinutes(5)),
        dead);

    turn(Runnable::run);

    assertThat(receiver.bodies()).containsExactly("somebody");
    assertThat(list.find(dead).orElseThrow().traffic().waiting()).isEqualTo(1);
  }

  @Test
  void inTurnsThatBusyWebhooksTakeFromNobodyEither() {
    List<UUID> all =
        Stream.of("a", "b", "c").map(name -> rows.webhook(receiver.url() + '/' + name)).toList();

    for (int turn = 0; turn < 2 * all.size(); turn++) {
      all.forEach(each -> rows.message(each, UUID.randomUUID(), each.toString()));
      turn(new OneThread());
      clock.forward(Duration.ofSeconds(1));
    }

    assertThat(list.all())
        .filteredOn(view -> all.contains(view.id()))
        .allSatisfy(view -> assertThat(view.traffic().waiting()).isLessThan(all.size()));
  }

  /** Has time for one courier. */
  private static final class OneThread implements CourierThreads {
    private boolean busy;

    @Override
    public void run(Runnable courier) {
      if (busy) {
        throw new RejectedExecutionException("all threads are at work");
      }
      busy = true;
      courier.run();
    }
  }

  @Test
  void thatAreOldAreForgottenButNotWhatWaits() {
    message(UUID.randomUUID(), "done");
    run();
    receiver.answers(message -> 500);
    UUID waiting = message(UUID.randomUUID(), "not done");
    run();
    clock.forward(Duration.ofDays(8));
    jdbc.update(
        "UPDATE holdfast.webhook_delivery SET give_up_at = ?", clock.instant().plusSeconds(60));

    turn(Runnable::run);

    assertThat(list.deliveries(webhook, null, new PageRequest(0, 100, null, false)).items())
        .extracting(DeliveryView::id)
        .containsExactly(waiting);
  }

  @Test
  void whoseWebhookIsRemovedAreForgottenAndNoOthers() {
    UUID removed = rows.webhook("http://127.0.0.1:1/");
    rows.message(removed, UUID.randomUUID(), "nobody");
    UUID done = message(UUID.randomUUID(), "somebody");
    jdbc.update("DELETE FROM holdfast.webhook WHERE id = ?", removed);

    turn(Runnable::run);

    assertThat(
            jdbc.list(
                "SELECT id FROM holdfast.webhook_delivery", row -> Sql.requiredUuid(row, "id")))
        .containsExactly(done);
  }
}
