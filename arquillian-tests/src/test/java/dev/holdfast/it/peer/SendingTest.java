package dev.holdfast.it.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.holdfast.it.peer.client.Case;
import dev.holdfast.it.peer.client.Messages.Action;
import dev.holdfast.it.peer.client.Messages.Outcome;
import dev.holdfast.it.peer.client.Outbox.Status;
import dev.holdfast.it.peer.client.Peer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What is done on a foreign client")
class SendingTest extends PeerTest {
  private final TestUser worker = worker("north");
  private final Unreliable connection = new Unreliable();
  private Peer peer = enrolled();

  private Peer enrolled() {
    try {
      return enrol(worker, connection);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @BeforeEach
  void sync() throws IOException {
    peer.sync();
  }

  private Action begin(String type) throws IOException {
    Map<String, Object> fields = Map.of("note", "new", "assignee", worker.name());
    return peer.create(application, type, "begin", fields);
  }

  private Action act(Peer on, Action begun, String name, Map<String, Object> fields)
      throws IOException {
    return on.perform(application, begun.type(), begun.caseId(), name, fields);
  }

  private Outcome outcome(Action action) {
    return peer.outbox().outcome(action.id()).orElseThrow();
  }

  private Case held(Peer on, Action begun) throws IOException {
    return on.store().find(application, begun.type(), begun.caseId()).orElseThrow();
  }

  @Test
  @DisplayName("takes effect in its order, and comes back as the case's row")
  void takesEffect() throws IOException {
    Action begin = begin("visit");
    Action write = act(peer, begin, "write", Map.of("count", 2));
    Action end = act(peer, begin, "end", Map.of());

    peer.sync();

    assertThat(outcome(begin).outcome()).isEqualTo("applied");
    assertThat(outcome(write).version()).isEqualTo(2);
    assertThat(outcome(end).version()).isEqualTo(3);
    assertThat(peer.outbox().entries()).isEmpty();
    Case held = held(peer, begin);
    assertThat(held.stage()).isEqualTo("done");
    assertThat(held.completed()).isTrue();
    assertThat(held.version()).isEqualTo(3);
    assertThat(held.assignee()).isEqualTo(worker.name());
    assertThat(held.fields().path("count").asInt()).isEqualTo(2);
    assertThat(stored(begin.caseId()).path("stage").asText()).isEqualTo("done");
  }

  @Test
  @DisplayName("counts once when the answer was lost, and the same is sent again")
  void countsOnce() throws IOException {
    Action begin = begin("visit");
    Action write = act(peer, begin, "write", Map.of("count", 1));
    connection.lose("/actions");
    assertThatExceptionOfType(IOException.class).isThrownBy(peer::sync);
    assertThat(peer.outbox().status(write.id())).hasValue(Status.SENDING);

    peer.sync();

    assertThat(connection.of("/actions")).hasSize(2);
    assertThat(outcome(write).outcome()).isEqualTo("applied");
    assertThat(stored(begin.caseId()).path("version").asInt()).isEqualTo(2);
    assertThat(admin().get("/admin/cases/" + begin.caseId() + "/history").ok().json().path("items"))
        .hasSize(2);
  }

  @Test
  @DisplayName("merges with what another device did meanwhile, each field by its rule")
  void merges() throws IOException {
    Action begin = begin("visit");
    peer.sync();
    Peer other = enrol(worker);
    other.sync();
    act(other, begin, "write", Map.of("note", "seen", "count", 5));
    other.sync();
    Action write = act(peer, begin, "write", Map.of("count", 3));

    peer.sync();

    assertThat(outcome(write).outcome()).isEqualTo("merged");
    assertThat(outcome(write).messages()).anyMatch(message -> message.contains("count"));
    assertThat(held(peer, begin).fields().path("note").asText()).isEqualTo("seen");
    assertThat(held(peer, begin).fields().path("count").asInt()).isEqualTo(5);
  }

  @Test
  @DisplayName(
      "merges by what its user saw before each action, the earlier ones of the device in it")
  void mergesAChain() throws IOException {
    Action begin = begin("visit");
    act(peer, begin, "write", Map.of("total", 10));
    peer.sync();
    Peer other = enrol(worker);
    other.sync();
    act(other, begin, "write", Map.of("total", 20));
    other.sync();
    act(peer, begin, "write", Map.of("total", 12));
    Action second = act(peer, begin, "write", Map.of("total", 15));

    peer.sync();

    assertThat(outcome(second).outcome()).isEqualTo("merged");
    assertThat(held(peer, begin).fields().path("total").asInt()).isEqualTo(25);
  }

  @Test
  @DisplayName("is no conflict with what the same device did before, however it was sent")
  void isItsOwnChain() throws IOException {
    Action begin = begin("check");
    peer.sync();
    act(peer, begin, "write", Map.of("note", "first"));
    peer.sync();
    act(peer, begin, "write", Map.of("note", "second"));
    Action third = act(peer, begin, "write", Map.of("note", "third"));

    peer.sync();

    assertThat(outcome(third).outcome()).isEqualTo("applied");
    assertThat(held(peer, begin).fields().path("note").asText()).isEqualTo("third");
  }

  @Test
  @DisplayName("is parked when it is too late, and so is what builds on it; nothing else waits")
  void conflicts() throws IOException {
    Action begin = begin("check");
    Action another = begin("visit");
    peer.sync();
    Peer other = enrol(worker);
    other.sync();
    act(other, begin, "write", Map.of("note", "theirs"));
    other.sync();
    Action mine = act(peer, begin, "write", Map.of("note", "mine"));
    Action next = act(peer, begin, "end", Map.of());
    Action free = act(peer, another, "write", Map.of("count", 1));

    peer.sync();

    assertThat(outcome(mine).outcome()).isEqualTo("parked");
    assertThat(outcome(mine).reason()).isEqualTo("stale");
    assertThat(outcome(mine).issue()).isNotNull();
    assertThat(outcome(next).reason()).isEqualTo("follows-parked");
    assertThat(outcome(free).outcome()).isEqualTo("applied");
    assertThat(peer.outbox().status(mine.id())).hasValue(Status.PARKED);
    assertThat(held(peer, begin).fields().path("note").asText()).isEqualTo("theirs");
  }

  @Test
  @DisplayName("and is not allowed is parked with the package's message")
  void refused() throws IOException {
    Action begin = peer.create(application, "visit", "begin", Map.of("assignee", worker.name()));
    Action end = act(peer, begin, "end", Map.of());

    peer.sync();

    assertThat(outcome(end).reason()).isEqualTo("not-allowed");
    assertThat(outcome(end).messages()).contains("Give the note first");
  }

  @Test
  @DisplayName("can be taken back until it is sent, but not from under what follows it")
  void cancels() throws IOException {
    Action begin = begin("visit");
    Action write = act(peer, begin, "write", Map.of("count", 9));
    assertThatIllegalStateException().isThrownBy(() -> peer.outbox().cancel(begin.id()));

    peer.outbox().cancel(write.id());
    peer.sync();

    assertThat(held(peer, begin).version()).isEqualTo(1);
    assertThat(held(peer, begin).fields().has("count")).isFalse();
  }

  @Test
  @DisplayName("stays on the device when the server asks for it again, and takes effect later")
  void comesAgain() throws IOException, SQLException {
    Action begin = begin("visit");
    try (Connection activation = connect();
        Statement statement = activation.createStatement()) {
      activation.setAutoCommit(false);
      statement.execute(
          "SELECT pg_advisory_xact_lock(hashtextextended('words:" + application + "', 0))");

      peer.sync();

      assertThat(peer.outbox().status(begin.id())).hasValue(Status.SENDING);
      activation.rollback();
    }
    peer.sync();
    assertThat(outcome(begin).outcome()).isEqualTo("applied");
  }

  @Test
  @DisplayName("with one version of the logic is understood by the next, or parked as old logic")
  void evolves() throws IOException {
    Action begin = begin("visit");
    peer.sync();
    Action write = act(peer, begin, "write", Map.of("note", "ice"));
    Action second = begin("check");
    Action retired = act(peer, second, "end", Map.of());
    deployPackage(
        source("2.0.0", "id, name, region").replace("note", "remark").replace("end:", "finish:")
            + """
            evolution:
              supports: 1.0.0
              since:
                2.0.0:
                  visit:
                    renamed: {fields: {note: remark}, actions: {end: finish}}
                  check:
                    renamed: {fields: {note: remark}}
                    retired: {actions: end}
            """);

    peer.sync();

    assertThat(write.packageVersion()).isEqualTo("1.0.0");
    assertThat(outcome(write).outcome()).isEqualTo("applied");
    assertThat(outcome(retired).reason()).isEqualTo("old-logic");
    assertThat(peer.logic().version(application)).isEqualTo("2.0.0");
    assertThat(held(peer, begin).fields().path("remark").asText()).isEqualTo("ice");
    assertThat(act(peer, begin, "finish", Map.of()).packageVersion()).isEqualTo("2.0.0");
    peer.sync();
    assertThat(held(peer, begin).completed()).isTrue();
  }
}
