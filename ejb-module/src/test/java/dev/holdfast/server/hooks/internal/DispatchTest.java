package dev.holdfast.server.hooks.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.server.hooks.api.DeliveryView;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.Sql;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who gets a turn, and what is forgotten. */
class DispatchTest {
  private final CourierWork work = new CourierWork();

  @AfterEach
  void end() {
    work.receiver.close();
  }

  @Test
  void inTurnsThatADeadReceiverTakesFromNobody() {
    UUID dead = work.rows.webhook("http://127.0.0.1:1/");
    work.rows.message(dead, UUID.randomUUID(), "nobody");
    work.message(UUID.randomUUID(), "somebody");
    work.jdbc.update(
        "UPDATE holdfast.webhook SET failures = 3, rests_until = ? WHERE id = ?",
        work.clock.instant().plus(Duration.ofMinutes(5)),
        dead);

    work.turn(Runnable::run);

    assertThat(work.receiver.bodies()).containsExactly("somebody");
    assertThat(work.list.find(dead).orElseThrow().traffic().waiting()).isEqualTo(1);
  }

  @Test
  void inTurnsThatBusyWebhooksTakeFromNobodyEither() {
    List<UUID> all =
        Stream.of("a", "b", "c")
            .map(name -> work.rows.webhook(work.receiver.url() + '/' + name))
            .toList();

    for (int turn = 0; turn < 2 * all.size(); turn++) {
      all.forEach(each -> work.rows.message(each, UUID.randomUUID(), each.toString()));
      work.turn(new OneThread());
      work.clock.forward(Duration.ofSeconds(1));
    }

    assertThat(work.list.all())
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
    work.message(UUID.randomUUID(), "done");
    work.run();
    work.receiver.answers(message -> 500);
    UUID waiting = work.message(UUID.randomUUID(), "not done");
    work.run();
    work.clock.forward(Duration.ofDays(8));
    work.jdbc.update(
        "UPDATE holdfast.webhook_delivery SET give_up_at = ?",
        work.clock.instant().plusSeconds(60));

    work.turn(Runnable::run);

    assertThat(
            work.list.deliveries(work.webhook, null, new PageRequest(0, 100, null, false)).items())
        .extracting(DeliveryView::id)
        .containsExactly(waiting);
  }

  @Test
  void whoseWebhookIsRemovedAreForgottenAndNoOthers() {
    UUID removed = work.rows.webhook("http://127.0.0.1:1/");
    work.rows.message(removed, UUID.randomUUID(), "nobody");
    UUID done = work.message(UUID.randomUUID(), "somebody");
    work.jdbc.update("DELETE FROM holdfast.webhook WHERE id = ?", removed);

    work.turn(Runnable::run);

    assertThat(
            work.jdbc.list(
                "SELECT id FROM holdfast.webhook_delivery", row -> Sql.requiredUuid(row, "id")))
        .containsExactly(done);
  }
}
