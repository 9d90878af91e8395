package dev.holdfast.server.hooks.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.server.hooks.api.WebhookView;
import dev.holdfast.server.hooks.internal.Receiver.Received;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How messages come to a receiver on the loopback interface. */
class CourierTest {
  private static final Duration LONGEST_FIRST_PAUSE = Duration.ofSeconds(6);

  private final CourierWork work = new CourierWork();

  @AfterEach
  void end() {
    work.receiver.close();
  }

  @Test
  void onceSignedAndThenWithoutWhatTheySaid() {
    UUID id = work.message(UUID.randomUUID(), "{\"what\":\"München\"}");

    work.run();
    work.run();

    Received came = work.receiver.received().get(0);
    assertThat(work.receiver.received()).hasSize(1);
    assertThat(came.body()).isEqualTo("{\"what\":\"München\"}");
    assertThat(came.id()).isEqualTo(id.toString());
    assertThat(came.headers()).containsEntry("webhook-timestamp", seconds());
    assertThat(came.headers())
        .containsEntry(
            "webhook-signature", signature(came, key(work.secrets.text(work.webhook, 1))));
    assertThat(came.header("content-type")).startsWith("application/cloudevents+json");
    assertThat(work.look(id).state()).isEqualTo("delivered");
    assertThat(work.look(id).answer()).isEqualTo(204);
    assertThat(work.traffic().deliveredAt()).isEqualTo(work.clock.instant());
    assertThat(work.jdbc.one("SELECT 1 FROM holdfast.webhook_delivery WHERE body IS NULL", r -> 1))
        .isPresent();
  }

  private String seconds() {
    return String.valueOf(work.clock.instant().getEpochSecond());
  }

  private static byte[] key(String secret) {
    assertThat(secret).startsWith("whsec_");
    return Base64.getDecoder().decode(secret.substring("whsec_".length()));
  }

  private String signature(Received came, byte[] key) {
    return Signature.of(came.id(), work.clock.instant(), came.body(), List.of(key));
  }

  @Test
  void forADayWithTheSignatureOfTheFormerSecretToo() {
    work.jdbc.update(
        "UPDATE holdfast.webhook SET secret_number = 2, former_until = ?",
        work.clock.instant().plus(Duration.ofDays(1)));
    work.message(UUID.randomUUID(), "first");
    work.run();
    work.clock.forward(Duration.ofDays(1));
    work.message(UUID.randomUUID(), "second");
    work.run();

    Received second = work.receiver.received().get(1);
    assertThat(work.receiver.received().get(0).header("webhook-signature").split(" ", -1))
        .hasSize(2);
    assertThat(second.headers())
        .containsEntry(
            "webhook-signature", signature(second, key(work.secrets.text(work.webhook, 2))));
  }

  @Test
  void againAfterAFailureUnderTheSameIdAndNotBeforeThePause() {
    work.receiver.answers(message -> 500);
    UUID id = work.message(UUID.randomUUID(), "first");
    work.message(UUID.randomUUID(), "of another case");

    work.run();
    work.run();
    assertThat(work.receiver.bodies()).containsExactly("first");
    assertThat(work.look(id).state()).isEqualTo("waiting");
    assertThat(work.look(id).error()).contains("500");
    assertThat(work.traffic().failures()).isEqualTo(1);
    assertThat(work.traffic().restsUntil()).isAfter(work.clock.instant());

    work.receiver.answers(message -> 200);
    work.clock.forward(LONGEST_FIRST_PAUSE);
    work.run();
    assertThat(work.receiver.bodies()).containsExactly("first", "of another case", "first");
    assertThat(work.receiver.received().get(2).id()).isEqualTo(id.toString());
    assertThat(work.look(id).attempts()).isEqualTo(2);
    assertThat(work.traffic())
        .isEqualTo(new WebhookView.Traffic(0, 0, 0, null, null, work.clock.instant()));
  }

  @Test
  void inOrderForEachCaseAndARefusedOneHoldsUpItsCaseOnly() {
    UUID one = UUID.randomUUID();
    work.receiver.answers(message -> message.body().equals("1a") ? 422 : 200);
    work.message(one, "1a");
    work.message(one, "1b");
    work.message(UUID.randomUUID(), "2a");

    work.run();
    assertThat(work.receiver.bodies()).containsExactly("1a", "2a");
    assertThat(work.traffic().failures()).isZero();

    work.receiver.answers(message -> 200);
    work.clock.forward(LONGEST_FIRST_PAUSE);
    work.run();
    assertThat(work.receiver.bodies()).containsExactly("1a", "2a", "1a", "1b");
  }

  @Test
  void untilTheyAreGivenUpWhichIsSeenAndSentAgainWhenSomebodySaysSo() {
    work.receiver.answers(message -> 503);
    UUID id = work.message(UUID.randomUUID(), "late");
    work.run();
    work.clock.forward(Duration.ofDays(3));
    work.run();

    assertThat(work.receiver.bodies()).containsExactly("late");
    assertThat(work.look(id).state()).isEqualTo("failed");
    assertThat(work.look(id).error()).contains("503");
    assertThat(work.traffic().failed()).isEqualTo(1);

    work.receiver.answers(message -> 200);
    assertThat(work.messages.retry(work.webhook, id)).isEqualTo(1);
    work.run();
    assertThat(work.receiver.bodies()).containsExactly("late", "late");
    assertThat(work.look(id).state()).isEqualTo("delivered");
    assertThat(work.messages.retry(work.webhook, id)).isZero();
  }

  @Test
  void toNoPlaceThatTheReceiverRedirectsTo() {
    work.receiver.answers(message -> 302);
    UUID id = work.message(UUID.randomUUID(), "there");

    work.run();

    assertThat(work.receiver.bodies()).containsExactly("there");
    assertThat(work.look(id).error()).contains("redirects");
  }

  @Test
  void withoutWaitingForAReceiverThatDoesNotAnswerOrIsGone() {
    CountDownLatch never = new CountDownLatch(1);
    work.receiver.answers(message -> after(never));
    UUID id = work.message(UUID.randomUUID(), "dead");

    work.courier(CourierWork.settings("PT0.3S")).run(work.webhook);
    never.countDown();
    assertThat(work.look(id).error()).isEqualTo("No answer in time.");

    work.receiver.close();
    work.clock.forward(LONGEST_FIRST_PAUSE);
    work.run();
    assertThat(work.look(id).error()).contains("ConnectException");
    assertThat(work.look(id).answer()).isNull();
    assertThat(work.traffic().failures()).isEqualTo(2);
  }

  @Test
  void laterIfTheAddressIsNoneAndThatIsSeen() {
    work.jdbc.update("UPDATE holdfast.webhook SET url = 'http://127.0.0.1:70000/'");
    UUID id = work.message(UUID.randomUUID(), "nowhere");

    work.run();
    work.run();

    assertThat(work.look(id).attempts()).isEqualTo(1);
    assertThat(work.look(id).error()).contains("70000");
    assertThat(work.traffic().restsUntil()).isAfter(work.clock.instant());
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
    work.receiver.answers(
        message -> {
          arrived.countDown();
          return after(goOn);
        });
    work.message(UUID.randomUUID(), "one");
    CompletableFuture<Void> first = CompletableFuture.runAsync(work::run);
    arrived.await();

    work.run();
    assertThat(work.receiver.bodies()).containsExactly("one");
    goOn.countDown();
    first.join();

    UUID dead = UUID.randomUUID();
    assertThat(
            work.deliveries.claim(work.webhook, dead, work.clock.instant(), Duration.ofSeconds(30)))
        .isTrue();
    work.message(UUID.randomUUID(), "two");
    work.run();
    assertThat(work.receiver.bodies()).containsExactly("one");
    work.clock.forward(Duration.ofSeconds(30));
    work.run();
    assertThat(work.receiver.bodies()).containsExactly("one", "two");
    assertThat(
            work.deliveries.next(work.webhook, dead, work.clock.instant(), Duration.ofSeconds(30)))
        .isEmpty();
  }
}
