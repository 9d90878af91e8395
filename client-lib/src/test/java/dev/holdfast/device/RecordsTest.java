package dev.holdfast.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.device.api.CaseView;
import dev.holdfast.device.api.RefusedException;
import dev.holdfast.device.api.SyncResult;
import dev.holdfast.device.peer.Peer;
import java.math.BigDecimal;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lists of records, choices and rules on fields on the device, in the queue and on the way. */
class RecordsTest {
  private static final String ONE = "00000000-0000-0000-0000-000000000001";
  private static final String TWO = "00000000-0000-0000-0000-000000000002";
  private static final String FIELDS =
      """
            defects:   {type: integer, min: 0, on-conflict: max}
            checks:
              type: records
              fields:
                what: {type: text, required: true}
                width: {type: decimal, on-conflict: max}
            tags: {type: choices, of: [night, ice], on-conflict: union}
            begins: {type: time, visible: has(case.tags)}
            widest: {type: decimal, computed: "case.checks.all(c, c.width < 9.5) ? 1.0 / 3.0 : 9.5"}
            last_done: {type: instant, computed: now}
      """;

  private final Device device = Device.alice(7);
  private UUID inspection = new UUID(0, 0);

  @AfterEach
  void close() {
    device.close();
  }

  @BeforeEach
  void arrive() {
    String demo = Peer.demo();
    device
        .peer()
        .deploy(
            demo.replaceAll("(?m)^ *defects: .*\\R", FIELDS)
                .replace("version: 1.0.0", "version: 1.1.0")
                .replace(
                    "[condition, findings, defects]",
                    "[condition, findings, defects, checks, tags, begins]"));
    device.peer().airport("AK", "ANC", "Anchorage");
    inspection = device.peer().planned("AK", "ANC", "alice");
    device.holdfast().sync();
    device.holdfast().perform(inspection, "arrive", Map.of());
  }

  @Test
  void areShownAndSentAsTheServerJudgesThem() {
    record(
        Map.of(
            "checks",
                List.of(
                    Map.of(
                        "id",
                        UUID.fromString(ONE),
                        "what",
                        "Lights",
                        "width",
                        new BigDecimal("2.50"))),
            "tags", List.of("ice", "night"),
            "begins", LocalTime.of(8, 15)));

    CaseView shown = show();
    assertThat(shown.fields())
        .containsEntry(
            "checks", List.of(Map.of("id", ONE, "what", "Lights", "width", new BigDecimal("2.50"))))
        .containsEntry("tags", List.of("night", "ice"))
        .containsEntry("begins", LocalTime.of(8, 15))
        .containsEntry("widest", new BigDecimal("0.333333333333333"))
        .containsEntry("last_done", Device.CLOCK.instant());
    SyncResult result = device.holdfast().sync();

    assertThat(result.up()).isEqualTo(new SyncResult.Up(2, 2, 0, 0));
    assertThat(show().fields()).isEqualTo(shown.fields());
    assertThat(show().pending()).isZero();
  }

  @Test
  void mergeRecordByRecordWithWhatOthersDid() {
    record(Map.of("checks", List.of(check(ONE, "1"))));
    device.holdfast().sync();
    device
        .peer()
        .elsewhere(
            inspection,
            "checks",
            List.of(Map.of("id", ONE, "what", "Lights", "width", new BigDecimal("4"))));
    record(Map.of("checks", List.of(check(ONE, "3"), check(TWO, "7"))));

    assertThat(device.holdfast().sync().up().merged()).isEqualTo(1);

    assertThat(show().fields().get("checks"))
        .isEqualTo(
            List.of(
                Map.of("id", ONE, "what", "Lights", "width", new BigDecimal("4")),
                Map.of("id", TWO, "what", "Lights", "width", new BigDecimal("7"))));
  }

  @Test
  void rulesAreAskedBeforeAnythingIsQueued() {
    assertThatThrownBy(() -> record(Map.of("begins", "08:15")))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("begins does not apply here");
    assertThatThrownBy(() -> record(Map.of("checks", List.of(Map.of("id", ONE)))))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("checks, record 1: what is required");
    assertThat(device.holdfast().pending()).hasSize(1);
  }

  @Test
  void areReadFromWhatPeopleType() {
    Map<String, @Nullable Object> typed =
        device
            .holdfast()
            .readFields(
                "inspection",
                Map.of(
                    "checks",
                    "[{\"id\": \"%s\", \"what\": \"Lights\"}]".formatted(ONE),
                    "tags",
                    "[\"ice\"]",
                    "begins",
                    "08:15"));
    record(typed);

    assertThat(show().fields())
        .containsEntry("checks", List.of(Map.of("id", ONE, "what", "Lights")))
        .containsEntry("tags", List.of("ice"));
  }

  private static Map<String, Object> check(String id, String width) {
    return Map.of("id", id, "what", "Lights", "width", width);
  }

  private void record(Map<String, ? extends @Nullable Object> fields) {
    device.holdfast().perform(inspection, "record", fields);
  }

  private CaseView show() {
    return device.holdfast().show(inspection).orElseThrow();
  }
}
