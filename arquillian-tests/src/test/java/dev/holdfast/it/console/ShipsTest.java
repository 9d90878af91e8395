package dev.holdfast.it.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.it.server.PlacesPackage;
import dev.holdfast.it.server.TestDevice;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What goes to a user")
class ShipsTest extends ConsoleTest {
  private final PlacesPackage places = new PlacesPackage(unique("goes"));
  private final PlacesPackage others = new PlacesPackage(unique("stays"));
  private final TestUser worker = places.worker("north", "south");

  @BeforeEach
  void places() {
    places.add(1, 10, "north");
    places.add(11, 15, "south");
  }

  @Test
  @DisplayName("is shown by bucket with the reason, and what does not go too")
  void shown() {
    administerAt("/users/user?name=" + worker.name());
    link("What goes here").click();

    assertThat(heading()).hasText("What goes to " + worker.name());
    assertThat(rows("region=north"))
        .containsText("row.region in user.regions with regions = north");
    assertThat(rows("region=north")).containsText("10");
    assertThat(rows("region=south")).containsText("5");
    assertThat(page.getByText("asks for one of the roles " + others.application() + "-worker"))
        .isVisible();
  }

  @Test
  @DisplayName("is shown in part where there are many buckets, and in pages on a page of its own")
  void many() {
    TestUser far =
        places.worker(IntStream.range(0, 130).mapToObj(i -> "r" + i).toArray(String[]::new));
    administerAt("/users/ships?name=" + far.name());

    assertThat(rows("region=r")).hasCount(100);
    link("and 30 more").click();
    assertThat(heading()).containsText("that go to " + far.name());
    assertThat(rows("region=r")).hasCount(25);

    JsonNode last =
        admin()
            .get("/admin/users/%s/ships/%s?offset=120".formatted(far.name(), places.unit()))
            .ok()
            .json();
    Assertions.assertThat(last.path("total").asInt()).isEqualTo(130);
    Assertions.assertThat(last.path("items")).hasSize(10);
    Assertions.assertThat(
            admin().get("/admin/users/%s/ships/no/unit".formatted(far.name())).status())
        .isEqualTo(404);
  }

  @Test
  @DisplayName("names the attribute that a user lacks")
  void lacking() {
    TestUser without = newUser(places.application() + "-worker");
    administerAt("/users/ships?name=" + without.name());

    assertThat(rows("row.region in user.regions")).containsText("the user has no regions");
  }

  @Test
  @DisplayName("is what its next sync receives")
  void isTrue() {
    TestDevice device = device(worker);
    var received = device.copy().sync();
    device.copy().report(received);

    JsonNode ships = admin().get("/admin/users/" + worker.name() + "/ships").ok().json();

    Assertions.assertThat(ships.path("rows").asLong()).isEqualTo(received.rows());
    Assertions.assertThat(ships.path("devices").path(0).path("id").asText())
        .isEqualTo(device.id().toString());
    Assertions.assertThat(admin().get("/admin/users/nobody/ships").status()).isEqualTo(404);
  }
}
