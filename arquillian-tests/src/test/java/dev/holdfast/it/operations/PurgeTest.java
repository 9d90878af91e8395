package dev.holdfast.it.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.it.server.Answer;
import dev.holdfast.it.server.PlacesPackage;
import dev.holdfast.it.server.Purges;
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

    Answer first = admin().post(PATH);
    Answer second = admin().post(PATH);
    JsonNode state = Purges.ended(admin());

    assertThat(first.status()).isEqualTo(202);
    assertThat(state.at("/last/startedAt")).isEqualTo(first.json().at("/last/startedAt"));
    assertThat(state.at("/last/status").asText()).isEqualTo("done");
    assertThat(state.at("/last/tombstones").asInt()).isPositive();
    assertThat(second.status()).isEqualTo(409);
    assertThat(second.problem().code()).isEqualTo("conflict");
    assertThat(second.header("Retry-After")).isNotEmpty();
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
  @DisplayName("whose node went down is interrupted, and the next one goes on")
  void interrupted() {
    Purges.ended(admin());
    sql(
        "UPDATE holdfast.purge SET started_at = now() - interval '2 days', taken_at = now(), ended_at = NULL,"
            + " step = 'sync-log'");

    JsonNode last = admin().get(PATH).ok().json().path("last");
    assertThat(last.path("status").asText()).isEqualTo("interrupted");
    assertThat(last.path("step").asText()).isEqualTo("sync-log");

    assertThat(admin().post(PATH).status()).isEqualTo(202);
    assertThat(Purges.ended(admin()).at("/last/status").asText()).isEqualTo("done");
  }

  @Test
  @DisplayName("is nothing for others")
  void isRefused() {
    assertThat(newUser("inspector").api().post(PATH).status()).isEqualTo(403);
    assertThat(newUser("inspector").api().get(PATH).status()).isEqualTo(403);
  }
}
