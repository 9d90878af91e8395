package dev.holdfast.it.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.it.server.Answer;
import dev.holdfast.it.server.PlacesPackage;
import dev.holdfast.it.server.ServerTest;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A purge")
class PurgeTest extends ServerTest {
  private static final String PATH = "/admin/purge";

  @Test
  @DisplayName(
      "runs when an administrator says so, forgets what is old, and then not again for a while")
  void runs() {
    PlacesPackage places = new PlacesPackage(unique("purge"));
    places.add(1, 3, "north");
    places.change("DELETE FROM place WHERE id = 1");
    sql(
        "INSERT INTO holdfast.epoch_beacon (set_at, started) VALUES (now(), now())",
        "UPDATE holdfast.epoch_beacon SET set_at = set_at - interval '31 days'",
        "UPDATE holdfast.purge SET started_at = NULL");

    Answer first = admin().post(PATH).ok();
    Answer second = admin().post(PATH);

    assertThat(first.json().path("tombstones").asInt()).isPositive();
    assertThat(second.status()).isEqualTo(409);
    assertThat(second.problem().code()).isEqualTo("conflict");
    assertThat(second.header("Retry-After")).isNotEmpty();
    JsonNode state = admin().get(PATH).ok().json();
    assertThat(state.path("last")).isEqualTo(first.json());
    assertThat(state.path("tombstoneRetentionSeconds").asInt()).isEqualTo(30 * 24 * 3600);
    Instant begun = Instant.parse(state.at("/last/startedAt").asText());
    assertThat(Instant.parse(state.path("horizon").asText()))
        .isEqualTo(begun.minus(Duration.ofDays(30)));
    assertThat(Instant.parse(state.path("nextAt").asText()))
        .isEqualTo(begun.plus(Duration.ofDays(1)));
    assertThat(
            admin().get("/admin/audit?action=purge-begun&limit=1").ok().json().at("/items/0/user"))
        .hasToString("\"admin\"");
  }

  @Test
  @DisplayName("is nothing for others")
  void isRefused() {
    assertThat(newUser("inspector").api().post(PATH).status()).isEqualTo(403);
    assertThat(newUser("inspector").api().get(PATH).status()).isEqualTo(403);
  }
}
