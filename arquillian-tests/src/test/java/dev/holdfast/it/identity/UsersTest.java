package dev.holdfast.it.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.it.server.Answer;
import dev.holdfast.it.server.Api;
import dev.holdfast.it.server.ServerTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Users")
class UsersTest extends ServerTest {
  @Test
  @DisplayName("are for administrators only")
  void needAnAdministrator() {
    Answer answer = newUser("inspector").api().get("/admin/users");

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.problem().code()).isEqualTo("not-allowed");
  }

  @Test
  @DisplayName("are changed against the version that was seen")
  void areVersioned() {
    Api admin = admin();
    String path = "/admin/users/" + newUser().name();
    String seen = admin.get(path).ok().header("ETag");

    Answer first = admin.put(path, seen, Map.of("roles", List.of("supervisor")));
    Answer second = admin.put(path, seen, Map.of("roles", List.of("inspector")));
    Answer blind = admin.put(path, "", Map.of("roles", List.of("inspector")));

    assertThat(first.ok().header("ETag")).isNotEqualTo(seen);
    assertThat(second.status()).isEqualTo(412);
    assertThat(second.problem().code()).isEqualTo("stale");
    assertThat(blind.status()).isEqualTo(428);
    assertThat(blind.problem().code()).isEqualTo("precondition-required");
    assertThat(admin.get(path).json().path("roles").get(0).asText()).isEqualTo("supervisor");
  }

  @Test
  @DisplayName("keep what a change doesn't name")
  void keepTheRest() {
    Api admin = admin();
    String path = "/admin/users/" + newUser("inspector").name();

    admin.put(path, admin.get(path).header("ETag"), Map.of("displayName", "Ann")).ok();

    JsonNode user = admin.get(path).json();
    assertThat(user.path("displayName").asText()).isEqualTo("Ann");
    assertThat(user.path("roles").get(0).asText()).isEqualTo("inspector");
  }

  @Test
  @DisplayName("have names of their own and passwords worth the name")
  void areChecked() {
    Api admin = admin();
    String name = newUser().name();

    Answer taken = admin.post("/admin/users", Map.of("name", name, "password", "long enough 1"));
    Answer weak = admin.post("/admin/users", Map.of("name", unique("u"), "password", "short"));

    assertThat(taken.problem().code()).isEqualTo("already-exists");
    assertThat(weak.status()).isEqualTo(422);
    assertThat(weak.problem().code()).isEqualTo("invalid");
    assertThat(weak.text()).doesNotContain("short");
  }

  @Test
  @DisplayName("come in parts that name the next one, and together are the whole")
  void comeInParts() {
    String common = newUser().name() + "-part";
    Api admin = admin();
    for (String letter : List.of("a", "b", "c", "d", "e")) {
      admin
          .post("/admin/users", Map.of("name", common + letter, "password", "a password of tests"))
          .ok();
    }

    List<String> names = new ArrayList<>();
    JsonNode part = admin.get("/admin/users?limit=2&text=" + common).ok().json();
    while (true) {
      assertThat(part.path("total").asInt()).isEqualTo(5);
      part.path("items").forEach(user -> names.add(user.path("name").asText()));
      if (!part.has("next")) {
        break;
      }
      String next = "&offset=" + part.path("next").asLong();
      part = admin.get("/admin/users?limit=2&text=" + common + next).ok().json();
    }

    assertThat(names).hasSize(5).isSorted().doesNotHaveDuplicates();
  }

  @Test
  @DisplayName("aren't listed without bounds")
  void areBounded() {
    assertThat(admin().get("/admin/users?limit=501").problem().code()).isEqualTo("malformed");
    assertThat(admin().get("/admin/users?offset=-1").problem().code()).isEqualTo("malformed");
    assertThat(admin().get("/admin/users?limit=x").status()).isEqualTo(400);
  }
}
