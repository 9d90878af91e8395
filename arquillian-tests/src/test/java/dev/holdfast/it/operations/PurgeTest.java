package dev.holdfast.it.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.it.server.Answer;
import dev.holdfast.it.server.PlacesPackage;
import dev.holdfast.it.server.ServerTest;
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
    assertThat(admin().get(PATH).ok().json().path("tombstones"))
        .isEqualTo(first.json().path("tombstones"));
  }

  @Test
  @DisplayName("is nothing for others")
  void isRefused() {
    assertThat(newUser("inspector").api().post(PATH).status()).isEqualTo(403);
    assertThat(newUser("inspector").api().get(PATH).status()).isEqualTo(403);
  }
}
