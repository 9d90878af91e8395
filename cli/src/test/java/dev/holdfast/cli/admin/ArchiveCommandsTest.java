package dev.holdfast.cli.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.kernel.digest.HistoryHash;
import dev.holdfast.kernel.wire.WireJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveCommandsTest {
  private static final String ID = "0192f3a0-0000-7000-8000-000000000001";
  private static final String HOLD = "0192f3a0-0000-7000-8000-000000000002";

  @TempDir Path temp = Path.of("");
  private @Nullable PretendServer started;

  @BeforeEach
  void start() throws IOException {
    started = new PretendServer(temp);
  }

  @AfterEach
  void stop() {
    server().close();
  }

  private PretendServer server() {
    return Objects.requireNonNull(started);
  }

  private void aHistory(String verification) {
    server()
        .answer(
            "GET /api/v1/admin/cases/" + ID + "/history?limit=500&offset=0",
            200,
            """
            {"items": [{"position": 1, "action": "plan", "changes": {"site": [null, "SIT"]}},
              {"position": 2, "action": "arrive", "changes": {}}]}""");
    server().answer("GET /api/v1/admin/cases/" + ID + "/history/verification", 200, verification);
  }

  @Test
  @DisplayName("a history is printed with its proof")
  void verified() throws IOException {
    aHistory("{\"entries\": 2, \"intact\": true, \"brokenAt\": 0}");

    assertThat(server().admin("case", "history", ID, "--verify")).isZero();
    assertThat(server().out()).contains("plan", "arrive", "2 entries, untouched.");
    assertThat(server().admin("case", "history", ID, "--verify", "--json")).isZero();
    JsonNode entries = WireJson.mapper().readTree(server().out());
    assertThat(entries.isArray()).isTrue();
    assertThat(entries.findValuesAsText("verified")).containsExactly("true", "true");
    assertThat(server().err()).contains("2 entries, untouched.");
  }

  @Test
  @DisplayName(
      "a history tells lists of records one by one, and other values so that people read them")
  void records() {
    server()
        .answer(
            "GET /api/v1/admin/cases/" + ID + "/history?limit=500&offset=0",
            200,
            """
            {"items": [{"position": 1, "action": "record", "changes": {
              "checks": [[{"id": "a", "what": "Lights", "width": "1"}],
                         [{"id": "a", "what": "Lights", "width": "2"}, {"id": "b", "what": "Paint"}]],
              "place": [null, {"latitude": "61.17", "longitude": "-149.99", "accuracy": "5"}],
              "tags": [["ice"], ["night", "ice"]]}}]}""");

    assertThat(server().admin("case", "history", ID)).isZero();

    assertThat(server().out())
        .contains(
            "checks 'Lights' width: 1 -> 2; checks 'Paint': what Paint; place: 61.17, -149.99 (±5 m); tags: ice -> night, ice");
  }

  @Test
  @DisplayName("a history that was tampered with fails the command and shows where")
  void tampered() throws IOException {
    aHistory("{\"entries\": 2, \"intact\": false, \"brokenAt\": 2}");

    assertThat(server().admin("case", "history", ID, "--verify")).isEqualTo(1);
    assertThat(server().out()).contains("plan", "from entry 2 on");
    assertThat(server().admin("case", "history", ID, "--verify", "--json")).isEqualTo(1);
    assertThat(WireJson.mapper().readTree(server().out()).findValuesAsText("verified"))
        .containsExactly("true", "false");
    assertThat(server().err()).contains("from entry 2 on");
  }

  @Test
  @DisplayName("a history is written to a file, and proved without the server")
  void exported() throws IOException {
    server().answer("GET /api/v1/admin/cases/" + ID + "/history/export", 200, document("alice"));
    Path file = temp.resolve("history.json");

    assertThat(server().admin("case", "history", ID, "--format", "json", "--out", file.toString()))
        .isZero();
    assertThat(server().out()).contains("Wrote ", file.toString());
    assertThat(server().admin("case", "prove", file.toString())).isZero();
    assertThat(server().out()).contains("2 entries, untouched");

    Files.writeString(file, document("mallory"));
    assertThat(server().admin("case", "prove", file.toString(), "--json")).isEqualTo(1);
    assertThat(server().out()).contains("\"brokenAt\" : 2");
  }

  @Test
  @DisplayName("a cut export is told from a broken chain, and a format needs its file")
  void cut() throws IOException {
    Path file = temp.resolve("cut.json");
    Files.writeString(file, "{\"case\": \"x\", \"entries\": []}");

    assertThat(server().admin("case", "prove", file.toString())).isEqualTo(1);
    assertThat(server().err()).contains("no end");
    assertThat(server().admin("case", "history", ID, "--format", "pdf")).isEqualTo(2);
  }

  @Test
  @DisplayName("a refused export leaves no file")
  void refused() {
    Path file = temp.resolve("history.pdf");
    server()
        .answer(
            "GET /api/v1/admin/cases/" + ID + "/history/export",
            404,
            "{\"title\": \"Not found\", \"detail\": \"There is no history.\", \"code\": \"not-found\"}");

    assertThat(server().admin("case", "history", ID, "--format", "pdf", "--out", file.toString()))
        .isEqualTo(1);
    assertThat(server().err()).contains("There is no history.");
    assertThat(temp).isDirectoryNotContaining("glob:**history.pdf*");
  }

  @Test
  @DisplayName("a case is held, and released from its own holds but not from that of its type")
  void holds() {
    String held =
        "{\"id\": \"%s\", \"case\": \"%s\", \"application\": null, \"type\": null, \"reason\": \"r\"}"
            .formatted(HOLD, ID);
    String type = "{\"id\": \"t\", \"case\": null, \"application\": \"a\", \"type\": \"b\"}";
    server().answer("POST /api/v1/admin/holds", 201, held);
    server()
        .answer(
            "GET /api/v1/admin/holds/of-case/" + ID,
            200,
            "{\"items\": [" + held + ", " + type + "], \"total\": 2}");
    server().answer("POST /api/v1/admin/holds/" + HOLD + "/lifting", 200, held);

    assertThat(server().admin("case", "hold", ID, "--reason", "a lawsuit")).isZero();
    assertThat(server().out()).contains("under legal hold");
    assertThat(server().admin("case", "release", ID, "--reason", "over")).isZero();
    assertThat(server().out()).contains("1 hold(s) lifted");
    assertThat(server().err()).contains("stays held with its type");
  }

  /** Two entries of which the second was made by alice. */
  private static String document(String user) throws IOException {
    List<Map<String, Object>> entries = new ArrayList<>();
    String previous = HistoryHash.START;
    for (int i = 1; i <= 2; i++) {
      Map<String, Object> content = new LinkedHashMap<>();
      content.put("position", i);
      content.put("user", "alice");
      String hash = HistoryHash.of(previous, content);
      content.put("user", i == 2 ? user : "alice");
      entries.add(Map.of("content", content, "previous", previous, "hash", hash));
      previous = hash;
    }
    return WireJson.mapper()
        .writeValueAsString(
            Map.of("case", ID, "entries", entries, "end", Map.of("position", 2, "hash", previous)));
  }
}
