package dev.holdfast.it.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.it.peer.client.Doorbell;
import dev.holdfast.it.peer.client.Peer;
import dev.holdfast.it.peer.client.Received;
import dev.holdfast.it.peer.client.Ring;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("A foreign client")
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class WakingTest extends PeerTest {
  private static final int TRIES = 10;

  private final Unreliable connection = new Unreliable();

  @BeforeEach
  void rows() {
    places(1, 20, "north");
  }

  @Test
  @DisplayName("is woken for what concerns it, and finds just that")
  void isWoken() throws IOException {
    Peer peer = enrol(worker("north"), connection);
    try (Doorbell doorbell = peer.listen()) {
      peer.sync();
      change("UPDATE place SET name = 'renamed' WHERE id = 3");

      Received received = peer.answer(doorbell.ring().orElseThrow());

      assertThat(received.rows()).isEqualTo(1);
      assertThat(places(peer)).isEqualTo(truth("north"));
    }
  }

  @Test
  @DisplayName("is handed a small change at the door, without a request")
  void isHanded() throws IOException {
    Peer peer = enrol(worker("north"), connection);
    try (Doorbell doorbell = peer.listen()) {
      peer.sync();
      Ring ring = ringOfAChange(doorbell);
      // A node that has much to do may ring all the same.
      for (int i = 0; i < TRIES && !ring.isDelta(); i++) {
        peer.answer(ring);
        ring = ringOfAChange(doorbell);
      }
      assertThat(ring.isDelta()).isTrue();
      int asked = connection.of("/sync").size();

      assertThat(peer.answer(ring).rows()).isEqualTo(1);

      assertThat(places(peer)).isEqualTo(truth("north"));
      assertThat(connection.of("/sync")).as("one more: its report").hasSize(asked + 1);
    }
  }

  private Ring ringOfAChange(Doorbell doorbell) throws IOException {
    change("UPDATE place SET name = name || '!' WHERE id = 3");
    return doorbell.ring().orElseThrow();
  }

  @Test
  @DisplayName("asks when what it is handed does not fit to what it holds")
  void asks() throws IOException {
    Peer peer = enrol(worker("north"));
    try (Doorbell doorbell = peer.listen()) {
      peer.sync();
      change("UPDATE place SET name = 'first' WHERE id = 3");
      Ring first = doorbell.ring().orElseThrow();
      change("UPDATE place SET name = 'second' WHERE id = 4");
      peer.sync();

      assertThat(peer.answer(first).kind()).isEqualTo("none");

      assertThat(places(peer)).isEqualTo(truth("north"));
    }
  }

  @Test
  @DisplayName("hears that its scope has changed by the end of its connection, and comes again")
  void connectsAgain() throws IOException {
    TestUser user = worker("north");
    Peer peer = enrol(user);
    try (Doorbell doorbell = peer.listen()) {
      peer.sync();
      setAttributes(user, Map.of("regions", List.of("south")));

      assertThat(doorbell.ring()).as("a last ring").isPresent();
      assertThat(doorbell.ring()).as("the end").isEmpty();
    }
    try (Doorbell again = peer.listen()) {
      peer.sync();
      places(30, 30, "south");
      assertThat(again.ring()).isPresent();
    }
  }

  @Test
  @DisplayName("obeys a resync order at once, fetches all anew, and reports until it was heard")
  void order() throws IOException {
    Peer peer = enrol(worker("north"), connection);
    peer.sync();
    try (Doorbell doorbell = peer.listen()) {
      String id = order(peer);
      assertThat(doorbell.ring().orElseThrow().isUrgent()).isTrue();
      connection.lose("/sync/report");

      assertThatExceptionOfType(IOException.class).isThrownBy(peer::sync);
      assertThat(places(peer)).isEqualTo(truth("north"));
      assertThat(peer.sync().kind()).isEqualTo("none");

      JsonNode done = admin().get("/admin/resyncs/" + id).ok().json();
      assertThat(done.path("done").asInt()).isEqualTo(1);
      assertThat(done.at("/progress/0/sent").asInt()).isEqualTo(20);
      assertThat(connection.of("/sync/report")).hasSize(3);
    }
  }

  @Test
  @DisplayName("that is cut in a resync goes on with the same order, and has it fulfilled once")
  void cutOrder() throws IOException {
    places(21, FEW, "north");
    Peer peer = enrol(worker("north"), connection);
    peer.sync();
    String id = order(peer);
    connection.cut("/sync", 12_000);
    assertThatExceptionOfType(IOException.class).isThrownBy(peer::sync);

    Received rest = peer.sync();

    assertThat(rest.order()).isEqualTo(id);
    assertThat(rest.kind()).isEqualTo("full");
    assertThat(rest.rows()).isBetween(1L, FEW - 1L);
    assertThat(admin().get("/admin/resyncs/" + id).ok().json().path("done").asInt()).isEqualTo(1);
    assertThat(peer.sync().kind()).isEqualTo("none");
  }

  @Test
  @DisplayName(
      "fetches another version of the logic, and only the tables that it defines otherwise")
  void version() throws IOException {
    Peer peer = enrol(worker("north"));
    peer.sync();
    String same = "id, name, region, height, price, seen, open, photo";
    String fewer = "id, name, region";

    deployPackage(source("1.1.0", same));
    Received unchanged = peer.sync();
    String before = peer.logic().version(application);
    deployPackage(source("1.2.0", fewer));
    Received changed = peer.sync();

    assertThat(before).isEqualTo("1.1.0");
    assertThat(unchanged.rows()).isZero();
    assertThat(peer.logic().document(application)).isEqualTo(source("1.2.0", fewer));
    assertThat(changed.rows()).isEqualTo(20);
    assertThat(places(peer).get("[7]")).startsWith("[7, \"Ört\\t").endsWith("\", \"north\"]");
  }

  private static String order(Peer peer) {
    return admin()
        .post(
            "/admin/resyncs",
            Map.of(
                "target",
                Map.of("kind", "device", "value", peer.session().device()),
                "reason",
                "a test"))
        .ok()
        .json()
        .path("id")
        .asText();
  }
}
