package dev.holdfast.server.sync.internal.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.kernel.wire.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A version that retires a field with an attachment")
class RetiredContentTest extends EvolvingTest {
  private static final String PHOTO = "c".repeat(64);
  private static final String WITH_PHOTO =
      FIRST
          .replace("version: 1.0.0", "version: 1.5.0")
          .replace(
              "remarks: {type: text}", "remarks: {type: text}\n      photo: {type: attachment}")
          .replace("condition, remarks, weather]", "condition, remarks, weather, photo]");
  private static final String WITHOUT =
      SECOND.replace("fields: weather", "fields: [weather, photo]");

  @Test
  @DisplayName("keeps it: the value stays in the case, unseen, and so does its content")
  void keeps() throws Exception {
    deploy(WITH_PHOTO);
    new StoredContent(server.jdbc(), "inspection-test", "visit")
        .put(PHOTO, "alice", Instant.parse("2026-12-01T10:00:00Z"), null);
    Map<String, Object> photo =
        Map.of("id", PHOTO, "name", "p.png", "type", "image/png", "size", 5);
    assertThat(submit(created(Map.of("condition", "good", "photo", photo))).outcome())
        .isEqualTo(Outcome.APPLIED);
    assertThat(uses()).containsExactly("case", "history");

    deploy(WITHOUT);

    assertThat(uses())
        .as("it is there when the field comes again")
        .containsExactly("case", "history");
    activate("1.5.0");
    assertThat(look.field("photo")).contains(PHOTO);
  }

  private List<String> uses() {
    return server
        .jdbc()
        .list(
            "SELECT kind FROM holdfast.content_use WHERE content_id = ? ORDER BY kind",
            row -> row.getString(1),
            PHOTO);
  }

  /** A content of alice's that is complete. */
}
