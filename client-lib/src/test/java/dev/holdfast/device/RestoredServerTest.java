package dev.holdfast.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.device.api.ActionStatus;
import dev.holdfast.device.api.SyncFailedException;
import dev.holdfast.device.api.SyncResult;
import dev.holdfast.device.api.UnreachableException;
import dev.holdfast.kernel.app.User;
import dev.holdfast.kernel.wire.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Servers that lost something: only what differs comes again, and what they lost is offered again.
 */
class RestoredServerTest {
  private final ComparedDevice compared = new ComparedDevice();
  private final Device device = compared.device();

  @AfterEach
  void close() {
    device.close();
  }

  @Test
  void aRestoredServerThatLostNothingSendsNothing() {
    device.peer().backup().run();
    long before = device.peer().rowsSent();

    SyncResult result = device.holdfast().sync();

    assertThat(device.peer().rowsSent()).isEqualTo(before);
    assertThat(result.healed()).isEmpty();
    assertThat(result.kind()).isEqualTo(SyncResult.Kind.DELTA);
    assertThat(device.holdfast().verify().match()).isTrue();
    assertThat(device.holdfast().sync().kind()).isEqualTo(SyncResult.Kind.NONE);
  }

  @Test
  void aRestoredServerSendsWhatItKnowsOtherwise() {
    Runnable restore = device.peer().backup();
    device.peer().airport("AK", "A7", "Lost");
    device.peer().airport("AK", "A8", null);
    device.peer().airport("AK", "no", "Lost");
    device.holdfast().sync();
    restore.run();
    long before = device.peer().rowsSent();

    SyncResult result = device.holdfast().sync();

    assertThat(device.peer().rowsSent() - before)
        .isEqualTo(compared.rowsInRangesOf("A7", "A8", "no"));
    assertThat(result.healed()).as("nothing was damaged").isEmpty();
    assertThat(device.holdfast().query("SELECT name FROM airport WHERE iata = 'A7'"))
        .containsExactly(Map.of("name", "Name 7"));
    assertThat(device.holdfast().verify().match()).isTrue();
  }

  @Test
  void whatIsOfferedAgainAndCanNotBeSentIsNamedAndListed() {
    UUID id = device.peer().planned("AK", "A2", "alice");
    device.holdfast().sync();
    Runnable restore = device.peer().backup();
    device.holdfast().perform(id, "arrive", Map.of());
    UUID large =
        device.holdfast().perform(id, "record", Map.of("findings", "x".repeat(3900))).action();
    device.holdfast().sync();
    device.holdfast().sync();
    restore.run();
    device.peer().faults().refuseLargerThan(3000);

    assertThatThrownBy(device.holdfast()::sync)
        .isInstanceOf(SyncFailedException.class)
        .hasMessageContaining(large.toString());

    assertThat(device.holdfast().pending())
        .singleElement()
        .satisfies(
            action -> {
              assertThat(action.action()).isEqualTo(large);
              assertThat(action.status()).isEqualTo(ActionStatus.OFFERED);
            });
  }

  @Test
  void whatTheRestoredServerLostOfTheDevicesActionsIsOfferedAgain() {
    UUID id = device.peer().planned("AK", "A2", "alice");
    device.holdfast().sync();
    Runnable restore = device.peer().backup();
    device.holdfast().perform(id, "arrive", Map.of());
    device.holdfast().sync();
    device.holdfast().sync();
    assertThat(device.holdfast().pending()).isEmpty();
    restore.run();
    assertThat(device.peer().judged()).isEmpty();

    device.holdfast().sync();

    assertThat(device.peer().judged()).hasSize(1);
    device.holdfast().sync();
    assertThat(device.holdfast().show(id).orElseThrow().stage()).isNotEqualTo("planned");
    assertThat(device.holdfast().pending()).isEmpty();
  }

  @Test
  void aLostCaseThatIsMadeAgainIsShownBeforeItsRowComes(@TempDir Path directory) {
    User planner = new User("alice", Set.of("supervisor"), Map.of("states", List.of("AK")));
    try (Device own = new Device(directory, 11, planner)) {
      own.peer().airport("AK", "A3", "Name 3");
      own.holdfast().sync();
      Runnable restore = own.peer().backup();
      UUID id = own.holdfast().create("inspection", Map.of("site", "A3")).caseId();
      own.holdfast().sync();
      own.holdfast().sync();
      assertThat(own.holdfast().pending()).isEmpty();
      restore.run();

      own.holdfast().sync();

      assertThat(own.peer().judged()).hasSize(1);
      assertThat(own.holdfast().show(id)).as("made again; its row is to come").isPresent();
      own.holdfast().sync();
      assertThat(own.holdfast().show(id)).as("its row has come").isPresent();
      assertThat(own.holdfast().pending()).isEmpty();
    }
  }

  @Test
  void whatWasParkedThereIsJudgedAnew() {
    UUID id = device.peer().planned("AK", "A2", "alice");
    device.holdfast().sync();
    Runnable restore = device.peer().backup();
    device.peer().complete(id);
    device.holdfast().perform(id, "arrive", Map.of());
    assertThat(device.holdfast().sync().up().parked()).isEqualTo(1);
    restore.run();

    device.holdfast().sync();
    device.holdfast().sync();

    assertThat(device.peer().judged()).hasSize(1);
    assertThat(device.holdfast().pending()).isEmpty();
    assertThat(device.holdfast().show(id).orElseThrow().stage()).isEqualTo("on-site");
  }

  @Test
  void whatItHadTakenIsOfferedAgainAlsoIfItsEffectNeverCame() {
    UUID id = device.peer().planned("AK", "A2", "alice");
    device.holdfast().sync();
    Runnable restore = device.peer().backup();
    device.holdfast().perform(id, "arrive", Map.of());
    device.peer().faults().cutStreamAndGoAt(1);
    assertThatThrownBy(device.holdfast()::sync).isInstanceOf(UnreachableException.class);
    assertThat(device.peer().judged()).hasSize(1);
    device.peer().reachable(true);
    restore.run();

    device.holdfast().sync();
    device.holdfast().sync();

    assertThat(device.peer().judged()).hasSize(1);
    assertThat(device.holdfast().pending()).isEmpty();
    assertThat(device.holdfast().show(id).orElseThrow().stage()).isEqualTo("on-site");
  }

  @Test
  void whatIsOfferedAgainIsNotPerformedOnWhatOthersDidSince() {
    UUID id = device.peer().planned("AK", "A2", "alice");
    device.holdfast().sync();
    device.holdfast().perform(id, "arrive", Map.of());
    device.holdfast().perform(id, "record", Map.of("condition", "good"));
    device.holdfast().sync();
    device.holdfast().sync();
    device.peer().elsewhere(id, "condition", "poor");
    device.holdfast().sync();
    device.peer().backup().run();
    device.peer().faults().loseAnswer();

    assertThatThrownBy(device.holdfast()::sync).isInstanceOf(UnreachableException.class);

    assertThat(condition(id)).as("the answer is lost").isEqualTo("poor");
    SyncResult result = device.holdfast().sync();
    assertThat(result.up()).as("nothing that was not known").isEqualTo(SyncResult.Up.NOTHING);
    assertThat(condition(id)).isEqualTo("poor");
    assertThat(device.holdfast().pending()).isEmpty();
  }

  /** A case at a version that the server loses and makes again of something else. */
  private UUID performedOnALostVersion() {
    UUID id = device.peer().planned("AK", "A2", "alice");
    device.holdfast().sync();
    device.holdfast().perform(id, "arrive", Map.of());
    device.holdfast().sync();
    Runnable restore = device.peer().backup();
    device.peer().elsewhere(id, "condition", "good");
    device.holdfast().sync();
    device.holdfast().perform(id, "record", Map.of("condition", "fair"));
    restore.run();
    device.peer().elsewhere(id, "condition", "poor");
    return id;
  }

  private Outcome lastOutcome() {
    return device.peer().judged().get(device.peer().judged().size() - 1).outcome();
  }

  @Test
  void anActionOnALostVersionIsNotTakenForOneOnAnotherOfTheSameNumber() {
    UUID id = performedOnALostVersion();

    device.holdfast().sync();

    assertThat(lastOutcome()).isEqualTo(Outcome.MERGED);
    device.holdfast().sync();
    assertThat(condition(id)).isEqualTo("fair");
    assertThat(device.holdfast().pending()).isEmpty();
  }

  @Test
  void anActionThatWaitsFromBeforeThereWereMarksIsSentAsItIs() {
    performedOnALostVersion();
    device.tamper(
        "airport", "UPDATE hf_action SET submission = json_remove(submission, '$.baseMark')");

    device.holdfast().sync();

    assertThat(lastOutcome()).isEqualTo(Outcome.APPLIED);
    assertThat(device.holdfast().pending()).isEmpty();
  }

  private @Nullable Object condition(UUID id) {
    return device.holdfast().show(id).orElseThrow().fields().get("condition");
  }

  @Test
  void whatTheRestoredServerDidNotLoseHasItsFirstOutcome() {
    UUID id = device.peer().planned("AK", "A2", "alice");
    device.holdfast().sync();
    device.holdfast().perform(id, "arrive", Map.of());
    device.holdfast().sync();
    device.holdfast().sync();
    long version = device.holdfast().show(id).orElseThrow().version();
    device.peer().backup().run();

    device.holdfast().sync();
    device.holdfast().sync();

    assertThat(device.peer().judged()).hasSize(1);
    assertThat(device.holdfast().show(id).orElseThrow().version()).isEqualTo(version);
    assertThat(device.holdfast().pending()).isEmpty();
  }
}
