package dev.holdfast.it.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.device.Holdfast;
import dev.holdfast.device.api.ContentView;
import dev.holdfast.device.api.SyncResult;
import dev.holdfast.device.api.UnreachableException;
import dev.holdfast.kernel.app.Attachment;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@DisplayName("Two nodes on one database")
@Execution(ExecutionMode.CONCURRENT)
class NodesTest {
  /** Less than alice's first sync takes. */
  private static final int PART = 6_000;

  private final Site site = new Site();

  @AfterEach
  void end() {
    site.end();
  }

  @Test
  @DisplayName("are one server to a device: what one began the other ends, once, and one may die")
  void areOneServer() throws Exception {
    site.up("--nodes", "2");
    JsonNode nodes = site.status().path("nodes");
    assertThat(nodes.findValuesAsText("name")).containsExactly("node1", "node2");
    String first = nodes.at("/0/url").asText();
    String second = nodes.at("/1/url").asText();
    Balancer balancer = new Balancer(first);

    Balancer ofNora = new Balancer(first);
    try (Holdfast alice = site.device("alice", "tablet", balancer);
        Holdfast nora = site.device("nora", "nora", ofNora)) {
      byte[] photo = beginsToSend(nora, ofNora);
      balancer.cutAfter(PART);
      assertThatThrownBy(alice::sync).isInstanceOf(UnreachableException.class);
      balancer.to(second);
      SyncResult resumed = alice.sync();
      assertThat(resumed.kind()).isEqualTo(SyncResult.Kind.FULL);
      assertThat(alice.verify().match()).isTrue();

      UUID inspection = alice.cases().get(0).id();
      alice.perform(inspection, "arrive", Map.of());
      balancer.loseAnswers();
      assertThatThrownBy(alice::sync).isInstanceOf(UnreachableException.class);
      balancer.to(first);
      assertThat(alice.sync().up().applied()).isEqualTo(1);
      assertThat(historyOf(inspection)).containsOnlyOnce("arrive");
      balancer.to(second);
      assertThat(alice.sync().kind()).isEqualTo(SyncResult.Kind.NONE);

      ProcessHandle.of(nodes.at("/0/pid").asLong()).orElseThrow().destroyForcibly();
      site.change("UPDATE demo.airport SET name = 'Without node 1' WHERE iata = 'SIT'");
      alice.perform(inspection, "record", Map.of("condition", "good"));
      SyncResult after = alice.sync();
      assertThat(after.up().applied()).isEqualTo(1);
      assertThat(alice.query("SELECT name FROM airport WHERE iata = 'SIT'").toString())
          .contains("Without node 1");
      assertThat(site.status().path("nodes").findValuesAsText("url")).containsExactly(second);
      assertThat(site.status().path("server").asText()).isEqualTo("up");

      ofNora.to(second);
      SyncResult sent = nora.sync();
      assertThat(sent.up().applied()).isEqualTo(1);
      assertThat(sent.traffic().sent()).as("not what the dead node took").isLessThan(2_500_000);
      assertThat(fetched(site.device("nils", "nils", new Balancer(second)))).isEqualTo(photo);
    }
  }

  /** A photo, which is cut in the middle, and the incident that waits for it. */
  private static byte[] beginsToSend(Holdfast nora, Balancer balancer) {
    nora.sync();
    byte[] photo = new byte[3_000_000];
    new Random(7).nextBytes(photo);
    Attachment attached =
        nora.attachments()
            .attach(new ByteArrayInputStream(photo), "stairs", "application/octet-stream");
    UUID visit =
        nora.cases().stream()
            .filter(each -> each.type().equals("visit"))
            .findFirst()
            .orElseThrow()
            .id();
    nora.create(
        "incident",
        Map.of(
            "parent",
            visit.toString(),
            "what",
            "fall",
            "severity",
            "high",
            "details",
            "On the stairs",
            "photo",
            attached));
    balancer.cutContentsAfter(4);
    assertThatThrownBy(nora::sync).isInstanceOf(UnreachableException.class);
    ContentView waits = nora.pending().get(0).waitsFor().get(0);
    assertThat(waits.bytes()).isBetween(600_000L, 2_999_999L);
    return photo;
  }

  /** The only attachment that another device knows of. */
  private static byte[] fetched(Holdfast nils) throws IOException {
    try (nils) {
      nils.sync();
      Attachment attached =
          nils.cases().stream()
              .filter(each -> each.type().equals("incident"))
              .map(each -> each.fields().get("photo"))
              .filter(Attachment.class::isInstance)
              .map(Attachment.class::cast)
              .findFirst()
              .orElseThrow();
      nils.attachments().fetch(attached);
      try (InputStream content = nils.attachments().open(attached)) {
        return content.readAllBytes();
      }
    }
  }

  private List<String> historyOf(UUID inspection) {
    return site.admin("case", "history", inspection.toString())
        .exits(0)
        .json()
        .findValuesAsText("action");
  }
}
