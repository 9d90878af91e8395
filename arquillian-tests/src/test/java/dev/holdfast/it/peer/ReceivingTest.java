package dev.holdfast.it.peer;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.it.peer.client.Digest;
import dev.holdfast.it.peer.client.Peer;
import dev.holdfast.it.peer.client.Received;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A foreign client")
class ReceivingTest extends PeerTest {
  private static final int HEXADECIMAL = 16;
  private static final int PART = 30_000;

  private final Unreliable connection = new Unreliable();

  @Test
  @DisplayName("receives a large bucket in segments and a small one as lines, each byte as it is")
  void full() throws IOException {
    places(1, MANY, "north");
    places(MANY + 1, MANY + FEW, "south");
    places(MANY + FEW + 1, MANY + FEW + 5, "west");
    Peer peer = enrol(worker("north", "south"), connection);

    Received received = peer.sync();

    assertThat(received.kind()).isEqualTo("full");
    assertThat(received.rows()).as("rows outside of segments").isEqualTo(FEW);
    assertThat(connection.of("/segments/")).hasSizeGreaterThan(1);
    Map<String, String> expected = new TreeMap<>(truth("north"));
    expected.putAll(truth("south"));
    assertThat(places(peer)).isEqualTo(expected);
  }

  @Test
  @DisplayName("has the digest of each bucket that the server has of it")
  void digests() throws IOException {
    places(1, FEW, "north");
    places(MANY + 1, MANY + MANY, "south");
    Peer peer = enrol(worker("north", "south"));
    peer.sync();

    Map<String, Digest> mine = peer.store().digests();

    JsonNode theirs =
        admin().get("/admin/tables/" + application + "/place/buckets").ok().json().path("items");
    assertThat(theirs).hasSize(2);
    for (JsonNode bucket : theirs) {
      String name = application + "/place[" + bucket.path("terms").asText() + "]";
      assertThat(mine)
          .containsEntry(
              name,
              new Digest(
                  bucket.path("rows").asLong(),
                  Long.parseUnsignedLong(bucket.path("sum").asText(), HEXADECIMAL)));
    }
  }

  @Test
  @DisplayName("whose segments are cut again and again fetches the rest of each by its range")
  void resumesSegments() throws IOException {
    places(1, MANY, "north");
    Peer peer = enrol(worker("north"), connection);
    connection.cutEach("/segments/", PART);

    int cuts = 0;
    while (places(peer).isEmpty()) {
      cuts += isCut(peer) ? 1 : 0;
    }

    Map<String, List<Unreliable.Exchange>> segments =
        connection.of("/segments/").stream().collect(groupingBy(Unreliable.Exchange::path));
    assertThat(segments).hasSizeGreaterThan(1);
    assertThat(cuts).isGreaterThan(segments.size());
    for (List<Unreliable.Exchange> fetched : segments.values()) {
      assertThat(fetched.get(0).status()).isEqualTo(200);
      for (int i = 1; i < fetched.size(); i++) {
        assertThat(fetched.get(i).status()).isEqualTo(206);
        assertThat(fetched.get(i).answer().firstValue("Content-Range").orElse(""))
            .startsWith("bytes " + i * PART + "-");
      }
    }
    assertThat(places(peer)).isEqualTo(truth("north"));
  }

  private static boolean isCut(Peer peer) {
    try {
      peer.sync();
      return false;
    } catch (IOException cut) {
      return true;
    }
  }

  @Test
  @DisplayName("whose stream is cut shows nothing of it, and goes on from there")
  void resumesAStream() throws IOException {
    places(1, FEW, "north");
    Peer peer = enrol(worker("north"), connection);
    connection.cut("/sync", 12_000);
    assertThatExceptionOfType(IOException.class).isThrownBy(peer::sync);
    assertThat(places(peer)).isEmpty();

    Received rest = peer.sync();

    assertThat(rest.kind()).isEqualTo("full");
    assertThat(rest.rows()).isBetween(1L, FEW - 1L);
    assertThat(places(peer)).isEqualTo(truth("north"));
  }

  @Test
  @DisplayName("receives just what has changed since, whoever changed it")
  void delta() throws IOException {
    places(1, FEW, "north");
    Peer peer = enrol(worker("north"));
    peer.sync();
    change("UPDATE place SET name = NULL, height = 'NaN' WHERE id = 3");
    change("DELETE FROM place WHERE id = 4");
    places(FEW + 1, FEW + 1, "north");
    places(FEW + 2, FEW + 9, "south");

    Received received = peer.sync();

    assertThat(received.kind()).isEqualTo("delta");
    assertThat(received.rows()).isEqualTo(3);
    assertThat(places(peer)).doesNotContainKey("[4]").containsKey("[" + (FEW + 1) + "]");
    assertThat(places(peer).get("[3]")).startsWith("[3, null, \"north\", \"NaN\", ");
  }

  @Test
  @DisplayName("loses a row that leaves its scope, and a bucket that its user loses")
  void scope() throws IOException {
    places(1, 10, "north");
    places(11, 30, "south");
    TestUser user = worker("north");
    Peer peer = enrol(user);
    Peer other = enrol(worker("south"));
    peer.sync();
    other.sync();
    change("UPDATE place SET region = 'south' WHERE id = 9");

    assertThat(peer.sync().rows()).isEqualTo(1);
    assertThat(other.sync().rows()).isEqualTo(1);
    assertThat(places(peer)).doesNotContainKey("[9]").hasSize(9);
    assertThat(places(other)).containsKey("[9]");

    setAttributes(user, Map.of("regions", List.of("south")));
    peer.sync();
    assertThat(places(peer)).isEqualTo(truth("south"));
    assertThat(peer.store().digests()).doesNotContainKey(bucket("north"));
  }

  @Test
  @DisplayName("that polls when nothing is new is told just that")
  void nothingNew() throws IOException {
    places(1, FEW, "north");
    Peer peer = enrol(worker("north"), connection);
    peer.sync();

    assertThat(peer.poll().kind()).isEqualTo("none");
    assertThat(peer.sync().kind()).isEqualTo("none");

    assertThat(connection.of("/sync"))
        .filteredOn(exchange -> exchange.status() == 204)
        .as("two answers, and that of the report")
        .hasSize(3);
  }

  @Test
  @DisplayName(
      "notices damaged rows by their digest, and fetches just the ranges of keys around them")
  void heals() throws IOException {
    places(1, FEW, "north");
    Peer peer = enrol(worker("north"));
    peer.sync();
    peer.store().damage(bucket("north"), "[7]");
    peer.store().damage(bucket("north"), "[999999]");
    change("UPDATE place SET name = 'renamed' WHERE id = 100");

    Received received = peer.sync();

    assertThat(received.healed()).containsExactly(bucket("north"));
    assertThat(received.rows()).as("the change, and two ranges").isBetween(3L, FEW - 1L);
    assertThat(places(peer)).isEqualTo(truth("north"));
    closeAlerts(peer);
  }

  private static void closeAlerts(Peer peer) {
    List<JsonNode> open = new ArrayList<>();
    for (JsonNode alert : admin().get("/admin/alerts?limit=500").ok().json().path("items")) {
      if (alert.at("/devices/0/device").asText().equals(peer.session().device())) {
        open.add(alert);
      }
    }
    assertThat(open).as("what a device healed is told to administrators").hasSize(1);
    String seen = '"' + open.get(0).path("version").asText() + '"';
    String path = "/admin/alerts/" + open.get(0).path("id").asText() + "/closing";
    admin().postIf(seen, path, Map.of("reason", "A bad disk.")).ok();
  }
}
