package dev.holdfast.it.tables;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.it.server.Answer;
import dev.holdfast.it.server.PlacesPackage;
import dev.holdfast.it.server.ServerTest;
import dev.holdfast.it.server.TestDevice;
import dev.holdfast.kernel.wire.SyncRequest;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An offline table")
class TablesTest extends ServerTest {
  private final PlacesPackage places = new PlacesPackage(unique("tables"));
  private final String path = "/admin/tables/" + places.application() + "/place/verification";

  @Test
  @DisplayName("is listed with what of it is carried")
  void isListed() {
    places.add(1, 10, "north");
    places.add(11, 15, "south");

    JsonNode line = line();

    assertThat(line.path("name").asText()).isEqualTo("place");
    assertThat(line.path("source").asText()).isEqualTo(places.table());
    assertThat(line.path("strategy").asText()).isEqualTo("changes");
    assertThat(line.path("rows").asInt()).isEqualTo(15);
    assertThat(line.path("buckets").asInt()).isEqualTo(2);
  }

  @Test
  @DisplayName("is verified, and what capture lost by force is repaired")
  void isVerified() {
    places.add(1, 10, "north");
    places.change("ALTER TABLE place DISABLE TRIGGER USER");
    places.change("DELETE FROM place WHERE id = 1");
    places.change("UPDATE place SET name = 'unseen' WHERE id = 2");
    places.add(11, 12, "north");
    places.change("ALTER TABLE place ENABLE TRIGGER USER");

    JsonNode found = admin().post(path).ok().json();
    JsonNode again = admin().post(path).ok().json();

    assertThat(found.path("missing").asInt()).isEqualTo(2);
    assertThat(found.path("extra").asInt()).isEqualTo(1);
    assertThat(found.path("different").asInt()).isEqualTo(1);
    assertThat(again.path("missing").asInt() + again.path("extra").asInt()).isZero();
  }

  @Test
  @DisplayName(
      "that can't be captured as it is is said to devices, once, and that it is mended too")
  void isSaidToDevices() {
    places.add(1, 10, "north");
    TestDevice device = device(places.worker("north"));
    device.copy().sync();
    String unit = places.application() + "/place";
    problem("'It has no column height.'");

    assertThat(stalled(device, List.of())).contains("\"stalled\":[\"" + unit + "\"]");
    assertThat(device.copy().rows(places.unit())).hasSize(10);
    assertThat(device.api().post("/sync", request(device, List.of(unit))).status()).isEqualTo(204);

    problem("NULL");
    assertThat(stalled(device, List.of(unit))).contains("\"stalled\":[]");
  }

  private void problem(String text) {
    sql(
        "UPDATE holdfast.capture_unit SET problem = %s WHERE application = '%s'"
            .formatted(text, places.application()));
  }

  private static SyncRequest request(TestDevice device, List<String> known) {
    return device.copy().request().knowing(known).asFresh();
  }

  private static String stalled(TestDevice device, List<String> known) {
    return device.api().post("/sync", request(device, known)).ok().text();
  }

  @Test
  @DisplayName("that is not there can't be verified")
  void isMissing() {
    assertThat(admin().post("/admin/tables/no-such-table/verification").status()).isEqualTo(404);
  }

  @Test
  @DisplayName("of a package without it is refused with its place")
  void isChecked() {
    Answer answer =
        admin()
            .post(
                "/admin/packages",
                "application/yaml",
                places.source("2.0.0", "id, name, region, altitude"));

    assertThat(answer.problem().code()).isEqualTo("invalid-package");
    assertThat(answer.problem().findings()).anyMatch(f -> f.message().contains("altitude"));
    assertThat(line().path("source").asText()).isEqualTo(places.table());
  }

  @Test
  @DisplayName("can be captured by SQL that an operator runs")
  void hasDdl() {
    Answer answer =
        admin().post("/admin/ddl", "application/yaml", places.source("1.0.0", "id, name, region"));

    assertThat(answer.ok().header("Content-Type")).startsWith("text/plain");
    assertThat(answer.text()).contains("CREATE", "TRIGGER", places.table().split("\\.")[0]);
  }

  @Test
  @DisplayName("shows its buckets by name, and what verifications found")
  void hasBuckets() {
    places.add(1, 10, "north");
    places.add(11, 15, "south, far");
    admin().post(path).ok();
    String unit = "/admin/tables/" + places.application() + "/place";

    JsonNode buckets = admin().get(unit + "/buckets?sort=-rows").ok().json().path("items");
    JsonNode verifications = admin().get(unit + "/verifications").ok().json().path("items");

    assertThat(buckets.findValuesAsText("terms"))
        .containsExactly("region=north", "region=\"south, far\"");
    assertThat(buckets.findValuesAsText("rows")).containsExactly("10", "5");
    assertThat(verifications.path(0).path("askedBy").asText()).isEqualTo("admin");
    assertThat(admin().get(unit + "/buckets?sort=sum").status()).isEqualTo(422);
  }

  private JsonNode line() {
    return admin().get("/admin/tables/" + places.application() + "/place").ok().json();
  }
}
