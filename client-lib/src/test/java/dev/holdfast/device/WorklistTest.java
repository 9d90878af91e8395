package dev.holdfast.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.device.api.CaseView;
import dev.holdfast.device.api.RefusedException;
import dev.holdfast.device.api.SyncResult;
import dev.holdfast.device.peer.Peer;
import dev.holdfast.kernel.app.User;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("On a device that was there before its package had worklists")
class WorklistTest {
  private final Device device;
  private UUID caseId = new UUID(0, 0);

  WorklistTest() throws IOException {
    User alice =
        new User(
            "alice",
            Set.of("inspector"),
            Map.of("states", List.of("AK"), "worklists", List.of("north")));
    device = new Device(Files.createTempDirectory("holdfast-device"), 3, alice);
  }

  @BeforeEach
  void deploy() {
    device.peer().airport("AK", "ANC", "Anchorage");
    caseId = device.peer().planned("AK", "ANC", "alice");
    device.holdfast().sync();
    device
        .peer()
        .deploy(
            Peer.demo()
                .replace("version: 1.0.0", "version: 1.1.0")
                .replace("tables:\n", "worklists: [north, south]\ntables:\n")
                .replace(
                    "    actions:\n",
                    """
                        actions:
                          hand: {from: planned, by: inspector, sets: worklist}
                          take: {from: planned, by: inspector, claims: true}
                    """));
  }

  @AfterEach
  void close() {
    device.close();
  }

  private CaseView shown() {
    return device.holdfast().show(caseId).orElseThrow();
  }

  @Test
  @DisplayName("a case goes to a worklist and is claimed from it, without and with the server")
  void handedAndClaimed() {
    device.holdfast().sync();
    device.holdfast().perform(caseId, "hand", Map.of("worklist", "north"));
    assertThat(shown().worklist()).isEqualTo("north");
    assertThat(shown().assignee()).isNull();
    assertThat(device.holdfast().query("SELECT worklist, assignee FROM inspection"))
        .isEqualTo(List.of(row("north", null)));

    device.holdfast().perform(caseId, "take", Map.of());
    SyncResult result = device.holdfast().sync();

    assertThat(result.up().applied()).isEqualTo(2);
    assertThat(device.holdfast().pending()).isEmpty();
    assertThat(device.holdfast().query("SELECT worklist, assignee FROM inspection"))
        .as("as the server has it")
        .isEqualTo(List.of(row("north", "alice")));
    assertThat(device.holdfast().verify().match()).isTrue();
  }

  @Test
  @DisplayName("a case of another team can't be claimed")
  void notAMember() {
    device.holdfast().sync();
    device.holdfast().perform(caseId, "hand", Map.of("worklist", "south"));

    assertThatThrownBy(() -> device.holdfast().perform(caseId, "take", Map.of()))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("worklist south, of which you are no member");
  }

  private static Map<String, @Nullable Object> row(String worklist, @Nullable String assignee) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("worklist", worklist);
    row.put("assignee", assignee);
    return row;
  }
}
