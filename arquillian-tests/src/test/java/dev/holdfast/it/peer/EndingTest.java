package dev.holdfast.it.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.it.peer.client.Messages.Action;
import dev.holdfast.it.peer.client.Peer;
import dev.holdfast.it.peer.client.RefusedException;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A foreign client that an administrator ends")
class EndingTest extends PeerTest {
  private final TestUser worker = worker("north");
  private final Unreliable connection = new Unreliable();

  /** A device with rows, and an action that is not sent. */
  private Peer working() throws IOException {
    places(1, 10, "north");
    Peer peer = enrol(worker, connection);
    peer.sync();
    peer.create(application, "visit", "begin", Map.of("note", "new", "assignee", worker.name()));
    return peer;
  }

  private static String path(Peer peer) {
    return "/admin/devices/" + peer.session().device();
  }

  private static JsonNode shown(Peer peer) {
    return admin().get(path(peer)).ok().json();
  }

  private static void hears(Peer peer, String code) {
    assertThat(catchThrowableOfType(RefusedException.class, peer::sync).code()).isEqualTo(code);
  }

  @Test
  @DisplayName("by revocation sends what it has, keeps what it holds, and acknowledges")
  void isRevoked() throws IOException {
    Peer peer = working();
    Action begin = peer.outbox().entries().get(0).action();
    admin().delete(path(peer) + "?reason=lost").ok();

    hears(peer, "device-revoked");

    assertThat(peer.isEnded()).isTrue();
    assertThat(stored(begin.caseId()).path("stage").asText()).isEqualTo("open");
    assertThat(places(peer)).hasSize(10);
    assertThat(shown(peer).at("/ending/unsent").asInt(-1)).isZero();
    assertThat(shown(peer).at("/ending/leftAt").isTextual()).isTrue();
  }

  @Test
  @DisplayName("by a wipe sends what it has, erases what it holds, and acknowledges")
  void isWiped() throws IOException {
    Peer peer = working();
    Action begin = peer.outbox().entries().get(0).action();
    admin().post(path(peer) + "/wipe", Map.of("reason", "stolen")).ok();

    hears(peer, "device-wiped");

    assertThat(peer.isEnded()).isTrue();
    assertThat(stored(begin.caseId()).path("stage").asText()).isEqualTo("open");
    assertThat(places(peer)).isEmpty();
    assertThat(shown(peer).path("status").asText()).isEqualTo("wiped");
    assertThat(shown(peer).at("/ending/wipedAt").isTextual()).isTrue();
    assertThat(shown(peer).at("/ending/unsent").asInt(-1)).isZero();
  }

  @Test
  @DisplayName("whose actions are not taken erases them too, and says how many")
  void losesItsActions() throws IOException {
    Peer peer = working();
    Map<String, Object> order = Map.of("reason", "stolen", "acceptUnsent", false);
    admin().post(path(peer) + "/wipe", order).ok();

    hears(peer, "device-wiped");

    assertThat(peer.outbox().entries()).isEmpty();
    assertThat(connection.of("/leaving/actions")).isEmpty();
    assertThat(shown(peer).at("/ending/unsent").asInt()).isEqualTo(1);
  }

  @Test
  @DisplayName(
      "and whose answer is lost erases nothing yet, and begins again with its next contact")
  void beginsAgain() throws IOException {
    Peer peer = working();
    Action begin = peer.outbox().entries().get(0).action();
    admin().post(path(peer) + "/wipe", Map.of("reason", "stolen")).ok();
    connection.lose("/leaving/actions");
    assertThatExceptionOfType(IOException.class).isThrownBy(peer::sync);
    assertThat(places(peer)).hasSize(10);
    assertThat(peer.outbox().entries()).hasSize(1);

    hears(peer, "device-wiped");

    assertThat(stored(begin.caseId()).path("version").asInt()).isEqualTo(1);
    assertThat(places(peer)).isEmpty();
    assertThat(shown(peer).path("status").asText()).isEqualTo("wiped");
  }
}
