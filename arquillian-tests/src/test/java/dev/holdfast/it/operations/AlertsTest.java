package dev.holdfast.it.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.it.server.PlacesPackage;
import dev.holdfast.it.server.ServerTest;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An alert")
class AlertsTest extends ServerTest {
  private final PlacesPackage places = new PlacesPackage(unique("alert"));

  @Test
  @DisplayName("is raised by drift that a verification repaired, until somebody closes it")
  void drift() {
    places.add(1, 3, "north");
    places.change("ALTER TABLE place DISABLE TRIGGER USER");
    places.change("DELETE FROM place WHERE id = 1");
    places.change("ALTER TABLE place ENABLE TRIGGER USER");

    admin().post("/admin/tables/" + places.unit() + "/verification").ok();
    JsonNode alert = only("open");

    assertThat(alert.path("detail").asText()).contains("0 missing, 1 extra, 0 different");
    assertThat(alert.path("devices")).isEmpty();
    String path = "/admin/alerts/" + alert.path("id").asText();
    String closing = path + "/closing";
    String seen = admin().get(path).ok().header("ETag");
    assertThat(admin().post(closing, Map.of("reason", "A load.")).status()).isEqualTo(428);
    assertThat(admin().postIf("\"0\"", closing, Map.of("reason", "A load.")).status())
        .isEqualTo(412);
    assertThat(admin().postIf(seen, closing, Map.of("reason", " ")).status()).isEqualTo(422);
    JsonNode closed = admin().postIf(seen, closing, Map.of("reason", "A load.")).ok().json();
    assertThat(closed.path("closedBy").asText()).isEqualTo("admin");
    assertThat(only("closed")).isEqualTo(admin().get(path).ok().json());
    assertThat(only("open").isMissingNode()).isTrue();

    JsonNode trail =
        admin()
            .get("/admin/audit?action=alert-closed&subject=" + alert.path("id").asText())
            .ok()
            .json();
    assertThat(trail.at("/items/0/reason").asText()).isEqualTo("A load.");
  }

  @Test
  @DisplayName("is nothing for others, and nothing that nobody knows")
  void isRefused() {
    assertThat(newUser("inspector").api().get("/admin/alerts").status()).isEqualTo(403);
    assertThat(admin().get("/admin/alerts?status=new").status()).isEqualTo(422);
    assertThat(admin().get("/admin/alerts/0198c0de-1234-7000-8000-000000000000").status())
        .isEqualTo(404);
  }

  private JsonNode only(String status) {
    for (JsonNode alert :
        admin()
            .get("/admin/alerts?kind=drift&limit=500&status=" + status)
            .ok()
            .json()
            .path("items")) {
      if (alert.path("subject").asText().equals(places.unit())) {
        return alert;
      }
    }
    return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
  }
}
