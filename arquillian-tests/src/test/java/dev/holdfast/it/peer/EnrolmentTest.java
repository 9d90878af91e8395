package dev.holdfast.it.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.it.peer.client.Messages.Session;
import dev.holdfast.it.peer.client.Peer;
import dev.holdfast.it.peer.client.RefusedException;
import dev.holdfast.it.server.Api;
import dev.holdfast.it.server.TestServer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A foreign client's session")
class EnrolmentTest extends PeerTest {
  private static final int TOO_MANY = 429;
  private static final int MANY_TRIES = 50;

  private final TestUser worker = worker("north");
  private final Unreliable connection = new Unreliable();

  private RefusedException refused(Peer peer, String password) {
    return catchThrowableOfType(
        RefusedException.class, () -> peer.signIn(worker.name(), password, null));
  }

  @Test
  @DisplayName("enrols the device, says who its user is, and keeps the device at the next sign-in")
  void enrols() throws IOException {
    Peer peer = enrol(worker);

    Session first = peer.session();
    Session second = peer.signIn(worker.name(), worker.password(), first.device());

    assertThat(first.user()).isEqualTo(worker.name());
    assertThat(first.roles()).containsExactly(application + "-worker");
    assertThat(first.attributes()).containsEntry("regions", List.of("north"));
    assertThat(second.device()).isEqualTo(first.device());
    assertThat(enrol(worker).session().device()).isNotEqualTo(first.device());
  }

  @Test
  @DisplayName("is renewed when its access token does not count any more, and the sync goes on")
  void isRenewed() throws IOException {
    Peer peer = enrol(worker, connection);
    Session kept = peer.session();
    peer.use(kept.withAccessToken("expired"));

    assertThat(peer.sync().kind()).isEqualTo("full");

    assertThat(connection.of("/sessions/refresh")).hasSize(1);
    assertThat(peer.session().refreshToken()).isNotEqualTo(kept.refreshToken());
  }

  @Test
  @DisplayName("survives a refresh whose answer was lost, and ends if an older token comes")
  void outlivesALostAnswer() throws IOException {
    Peer peer = enrol(worker, connection);
    Session old = peer.session();
    connection.lose("/sessions/refresh");
    assertThatExceptionOfType(IOException.class).isThrownBy(peer::refresh);

    peer.refresh();
    peer.refresh();
    peer.use(old);

    RefusedException reused = catchThrowableOfType(RefusedException.class, peer::refresh);
    assertThat(reused.code()).isEqualTo("refresh-reused");
  }

  @Test
  @DisplayName("ends by signing out")
  void ends() throws IOException {
    Peer peer = enrol(worker);

    peer.signOut();

    assertThat(catchThrowableOfType(RefusedException.class, peer::sync).code())
        .isEqualTo("token-expired");
  }

  @Test
  @DisplayName("needs the password, and who guesses is told how long to wait")
  void needsThePassword() {
    Peer peer = new Peer(TestServer.api(), connection);
    assertThat(refused(peer, "wrong").code()).isEqualTo("bad-credentials");
    for (int i = 0; i < 4; i++) {
      assertThat(refused(peer, "guess " + i).problem().status()).isEqualTo(401);
    }

    RefusedException waits = refused(peer, worker.password());

    assertThat(waits.problem().status()).isEqualTo(TOO_MANY);
    assertThat(waits.code()).isEqualTo("too-many-requests");
    assertThat(waits.retryAfter())
        .hasValueSatisfying(
            time -> assertThat(time).isPositive().isLessThan(Duration.ofMinutes(1)));
  }

  @Test
  @DisplayName("that asks too often is told to wait, waits as long as it is told, and is answered")
  void waitsItsTurn() throws IOException {
    Peer peer = enrol(worker, connection);
    peer.sync();

    Api same = new Api(peer.session().accessToken());
    for (int i = 0; i < MANY_TRIES && waits().isEmpty(); i++) {
      assertThat(IntStream.range(0, MANY).allMatch(n -> same.get("/me").status() == 200)).isFalse();
      assertThat(peer.poll().kind()).isEqualTo("none");
    }

    assertThat(waits().get(0).answer().firstValue("Retry-After")).hasValue("1");
    assertThat(connection.last("/sync").orElseThrow().status()).isEqualTo(204);
  }

  private List<Unreliable.Exchange> waits() {
    return connection.of("/sync").stream().filter(is -> is.status() == TOO_MANY).toList();
  }

  @Test
  @DisplayName("is refused with codes that the server explains, each under its problem's address")
  void explains() {
    RefusedException wrong = refused(new Peer(TestServer.api(), connection), "wrong");

    JsonNode known = Api.anonymous().get("/problems").ok().json().path("items");

    assertThat(StreamSupport.stream(known.spliterator(), false))
        .extracting(meaning -> meaning.path("code").asText())
        .contains(
            "bad-credentials",
            "token-expired",
            "refresh-reused",
            "user-disabled",
            "device-revoked",
            "device-wiped",
            "too-many-requests",
            "segment-gone",
            "unsupported-protocol",
            "malformed");
    JsonNode meaning =
        Api.anonymous().get(wrong.problem().type().replace("/api/v1", "")).ok().json();
    assertThat(meaning.path("code").asText()).isEqualTo("bad-credentials");
    assertThat(meaning.path("remedy").asText()).isNotBlank();
  }
}
