package dev.holdfast.it.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.it.peer.client.Case;
import dev.holdfast.it.peer.client.Messages.Action;
import dev.holdfast.it.peer.client.Messages.Outcome;
import dev.holdfast.it.peer.client.Outbox.Status;
import dev.holdfast.it.peer.client.Peer;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What a foreign client did that was parked")
class DecisionsTest extends PeerTest {
  private final TestUser worker = worker("north");

  private Action act(Peer on, Action begun, Map<String, Object> fields) throws IOException {
    return on.perform(application, "check", begun.caseId(), "write", fields);
  }

  /** A device's action that came after another device's. */
  private Action parked(Peer peer) throws IOException {
    peer.sync();
    Map<String, Object> fields = Map.of("note", "new", "assignee", worker.name());
    Action begin = peer.create(application, "check", "begin", fields);
    peer.sync();
    Peer other = enrol(worker);
    other.sync();
    act(other, begin, Map.of("note", "theirs"));
    other.sync();
    Action mine = act(peer, begin, Map.of("note", "mine"));
    peer.sync();
    assertThat(peer.outbox().status(mine.id())).hasValue(Status.PARKED);
    return mine;
  }

  private static void decide(Peer peer, Action parked, String how, String reason) {
    String path = "/admin/issues/" + peer.outbox().outcome(parked.id()).orElseThrow().issue();
    String seen = admin().get(path).ok().header("ETag");
    admin().postIf(seen, path + "/resolution", Map.of("how", how, "reason", reason)).ok();
  }

  private String note(Peer peer, Action action) throws IOException {
    Case held = peer.store().find(application, "check", action.caseId()).orElseThrow();
    return held.fields().path("note").asText();
  }

  @Test
  @DisplayName("is applied when a person says so, and leaves the device with the next sync")
  void isApplied() throws IOException {
    Peer peer = enrol(worker);
    Action mine = parked(peer);
    decide(peer, mine, "apply", "mine is right");

    peer.sync();

    Outcome outcome = peer.outbox().outcome(mine.id()).orElseThrow();
    assertThat(outcome.outcome()).isEqualTo("applied");
    assertThat(outcome.reason()).as("why it was parked").isEqualTo("stale");
    assertThat(outcome.version()).isEqualTo(3);
    assertThat(peer.outbox().entries()).isEmpty();
    assertThat(note(peer, mine)).isEqualTo("mine");
  }

  @Test
  @DisplayName("is returned with what the person says, and done anew on the case as it is now")
  void isReturned() throws IOException {
    Peer peer = enrol(worker);
    Action mine = parked(peer);
    decide(peer, mine, "return", "Look at theirs first");

    peer.sync();

    Outcome outcome = peer.outbox().outcome(mine.id()).orElseThrow();
    assertThat(outcome.outcome()).isEqualTo("returned");
    assertThat(outcome.messages()).containsExactly("Returned by admin: Look at theirs first");
    assertThat(peer.outbox().status(mine.id())).hasValue(Status.RETURNED);

    Action again = peer.retry(mine.id(), Map.of("note", "theirs, and mine"));
    peer.sync();

    assertThat(again.id()).isNotEqualTo(mine.id());
    assertThat(peer.outbox().outcome(again.id()).orElseThrow().outcome()).isEqualTo("applied");
    assertThat(note(peer, mine)).isEqualTo("theirs, and mine");
    assertThat(peer.outbox().entries()).isEmpty();
  }

  @Test
  @DisplayName("is discarded when a person says so, which the device hears, and may let go of")
  void isDiscarded() throws IOException {
    Peer peer = enrol(worker);
    Action mine = parked(peer);
    decide(peer, mine, "discard", "Theirs is right");

    peer.sync();

    assertThat(peer.outbox().status(mine.id())).hasValue(Status.DISCARDED);
    assertThat(peer.outbox().outcome(mine.id()).orElseThrow().messages())
        .containsExactly("Discarded by admin: Theirs is right");
    peer.outbox().cancel(mine.id());
    assertThat(note(peer, mine)).isEqualTo("theirs");
  }

  @Test
  @DisplayName("may be done anew while it waits; the issue stays the person's")
  void isRetried() throws IOException {
    Peer peer = enrol(worker);
    Action mine = parked(peer);
    String issue = peer.outbox().outcome(mine.id()).orElseThrow().issue();

    peer.retry(mine.id(), Map.of());
    peer.sync();

    assertThat(note(peer, mine)).isEqualTo("mine");
    assertThat(admin().get("/admin/issues/" + issue).ok().json().path("status").asText())
        .isEqualTo("open");
  }
}
