package dev.holdfast.server.contents.internal;

import static dev.holdfast.server.contents.internal.ContentsHarness.ALICE;
import static dev.holdfast.server.contents.internal.ContentsHarness.SCAN;
import static dev.holdfast.server.contents.internal.ContentsHarness.announced;
import static dev.holdfast.server.contents.internal.ContentsHarness.id;
import static dev.holdfast.server.contents.internal.ContentsHarness.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.server.contents.api.ContentUploads.Upload;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.testing.FleetData;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Upkeep of contents")
class UpkeepTest {
  private final ContentsHarness server = new ContentsHarness();
  private final Caller alice = ALICE.caller();
  private final Upkeep upkeep = server.beans.get(Upkeep.class);

  @Test
  @DisplayName("removes uploads that nobody went on with, and their pieces")
  void expired() throws Exception {
    byte[] content = text(600_000, "left");
    Upload left = server.uploads().create(alice, announced(content, SCAN, false));
    server.appendSome(alice, left, content, 262_144);
    upkeep.run();
    assertThat(server.count("content_piece")).isEqualTo(1);

    server.clock.forward(Duration.ofDays(7));
    upkeep.run();

    assertThat(server.count("content_piece") + server.count("content_upload")).isZero();
    assertThat(UploadsTest.refusal(() -> server.uploads().find(alice, left.id())))
        .isEqualTo(ErrorCode.NOT_FOUND);
  }

  @Test
  @DisplayName("removes contents that nobody has named for long, and no others")
  void orphans() throws Exception {
    byte[] orphan = text(300_000, "orphan");
    byte[] inCase = text(300_000, "in a case");
    byte[] inHistory = text(300_000, "in a history");
    byte[] inIssue = text(300_000, "in an issue");
    for (byte[] content : List.of(orphan, inCase, inHistory, inIssue)) {
      server.send(alice, content);
    }
    UUID owner = UUID.randomUUID();
    UseRows uses = server.beans.get(UseRows.class);
    uses.ofCases(Map.of(owner, Set.of(id(inCase))));
    uses.ofHistories(Map.of(owner, Set.of(id(inHistory))));
    UUID issue = UUID.randomUUID();
    uses.ofIssues(Map.of(issue, Set.of(id(inIssue))));
    upkeep.run();
    assertThat(server.count("content")).isEqualTo(4);

    server.clock.forward(Duration.ofDays(31));
    upkeep.run();
    assertThat(server.count("content")).isEqualTo(3);
    assertThat(server.count("content_piece")).isEqualTo(6);
    assertThat(server.read(FleetData.ADMIN, id(inHistory))).isEqualTo(inHistory);

    uses.forget(List.of(owner, issue));
    upkeep.run();
    upkeep.run();
    assertThat(server.count("content") + server.count("content_piece")).isZero();
    assertThat(server.count("content_upload")).isZero();
  }

  @Test
  @DisplayName("leaves a content that a transaction is about to name")
  void held() throws Exception {
    byte[] content = text(300_000, "held");
    server.send(alice, content);
    server.clock.forward(Duration.ofDays(31));

    server.beans.inTransaction(
        () -> {
          server.beans.get(Gate.class).hold(Set.of(id(content)));
          CompletableFuture.runAsync(upkeep::run).join();
          server.beans.get(UseRows.class).ofCases(Map.of(UUID.randomUUID(), Set.of(id(content))));
          return true;
        });
    upkeep.run();

    assertThat(server.read(FleetData.ADMIN, id(content))).isEqualTo(content);
  }

  @Test
  @DisplayName("completes what a node died over")
  void finishes() throws Exception {
    byte[] content = text(1_000, "finish");
    Upload upload = server.uploads().create(alice, announced(content, SCAN, false));
    new UploadRows(server.jdbc())
        .append(
            new UploadRows.Sender(
                "alice",
                UUID.randomUUID(),
                server.clock.instant(),
                server.clock.instant().plusSeconds(99)),
            upload.id(),
            0,
            content);

    upkeep.run();

    assertThat(server.read(alice, id(content))).isEqualTo(content);
  }
}
