package dev.holdfast.desktop.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.desktop.Tablet;
import dev.holdfast.desktop.form.FormPresenter;
import dev.holdfast.device.api.PendingAction;
import dev.holdfast.kernel.wire.ActionOutcome;
import dev.holdfast.kernel.wire.Outcome;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What waits to be sent")
class QueuePresenterTest {
  private final Tablet tablet = Tablet.inUse();
  private final QueuePresenter queue = new QueuePresenter(tablet.session(), () -> {});
  private UUID inspection = new UUID(0, 0);

  @BeforeEach
  void begin() {
    inspection = tablet.planned("ANC");
  }

  @AfterEach
  void close() {
    tablet.close();
  }

  private Waiting waiting(String action) {
    queue.reload();
    return queue.state().get().waiting().stream()
        .filter(each -> each.pending().name().equals(action))
        .findFirst()
        .orElseThrow();
  }

  private void work() {
    tablet.holdfast().perform(inspection, "arrive", Map.of());
    tablet.holdfast().perform(inspection, "record", Map.of("condition", "fair", "defects", 2));
  }

  @Test
  @DisplayName("is said by what was done to what, with its values in words")
  void says() {
    work();

    Waiting record = waiting("record");

    assertThat(record.title()).isEqualTo("Record – Anchorage International");
    assertThat(record.kind()).isEqualTo(Waiting.Kind.WAITS);
    assertThat(record.values()).containsExactlyInAnyOrder("Condition: Fair", "Defects: 2");
    assertThat(record.canRetry()).isFalse();
  }

  @Test
  @DisplayName("is taken back with what follows it only after that was shown")
  void followers() {
    work();

    queue.cancel(waiting("arrive"));

    Waiting.Question question = Objects.requireNonNull(queue.state().get().question());
    assertThat(question.followers())
        .extracting(Waiting::title)
        .containsExactly("Record – Anchorage International");
    queue.answer(false);
    assertThat(tablet.holdfast().pending()).hasSize(2);
    queue.cancel(waiting("arrive"));
    queue.answer(true);
    assertThat(tablet.holdfast().pending()).isEmpty();
    assertThat(queue.state().get().notice()).isEqualTo("2 taken back.");
  }

  @Test
  @DisplayName("is taken back at once if nothing follows it")
  void last() {
    work();

    queue.cancel(waiting("record"));

    assertThat(tablet.holdfast().pending())
        .extracting(PendingAction::name)
        .containsExactly("arrive");
  }

  @Test
  @DisplayName("says in plain words why something was parked, and what is to be done")
  void parked() {
    work();
    tablet.peer().complete(inspection);

    tablet.holdfast().sync();

    Waiting arrive = waiting("arrive");
    assertThat(arrive.kind()).isEqualTo(Waiting.Kind.PARKED);
    assertThat(arrive.explanation()).startsWith("Somebody completed the case before");
    assertThat(queue.state().get().answers())
        .extracting(Waiting.Answer::outcome)
        .contains("Waits for a person in the workbasket");
  }

  @Test
  @DisplayName("is changed and done again when a person has returned it")
  void returned() {
    tablet.holdfast().perform(inspection, "arrive", Map.of());
    tablet.holdfast().sync();
    tablet.peer().elsewhere(inspection, "wind", new BigDecimal("5"));
    tablet.holdfast().perform(inspection, "record", Map.of("wind", "12"));
    PendingAction sent = tablet.holdfast().pending().get(0);
    tablet.holdfast().sync();
    tablet
        .peer()
        .resolve(
            new ActionOutcome(
                sent.action(),
                inspection,
                Outcome.RETURNED,
                null,
                List.of("Look again at the lights"),
                new UUID(5, 1),
                0));
    tablet.holdfast().sync();

    Waiting record = waiting("record");
    assertThat(record.kind()).isEqualTo(Waiting.Kind.RETURNED);
    assertThat(record.said()).containsExactly("Look again at the lights");

    FormPresenter form = new FormPresenter(tablet.session(), queue.edit(record), done -> {});
    assertThat(Objects.requireNonNull(form.state().get().fields().get("wind")).state().value())
        .isEqualTo(new BigDecimal("12"));
    form.type("wind", "6");
    form.perform();

    assertThat(waiting("record").kind()).isEqualTo(Waiting.Kind.WAITS);
    assertThat(tablet.holdfast().show(inspection).orElseThrow().fields())
        .containsEntry("wind", new BigDecimal("6"));
  }

  @Test
  @DisplayName("is refused again in a sentence if the case does not allow it any more")
  void refusedAgain() {
    work();
    tablet.peer().complete(inspection);
    tablet.holdfast().sync();

    queue.retry(waiting("arrive"));

    assertThat(queue.state().get().notice()).startsWith("This is not possible on the case");
  }
}
