package dev.holdfast.server.contents.internal;

import static dev.holdfast.server.contents.internal.ContentsHarness.ALICE;
import static dev.holdfast.server.contents.internal.ContentsHarness.BOB;
import static dev.holdfast.server.contents.internal.ContentsHarness.SCAN;
import static dev.holdfast.server.contents.internal.ContentsHarness.announced;
import static dev.holdfast.server.contents.internal.ContentsHarness.id;
import static dev.holdfast.server.contents.internal.ContentsHarness.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.kernel.app.Attachment;
import dev.holdfast.server.contents.api.AttachedContents.State;
import dev.holdfast.server.contents.api.ContentStorage.ApplicationUse;
import dev.holdfast.server.contents.api.ContentStorage.DeviceUse;
import dev.holdfast.server.contents.api.ContentStorage.LargeContent;
import dev.holdfast.server.contents.api.ContentStorage.StuckUpload;
import dev.holdfast.server.contents.api.ContentStorage.WaitingAction;
import dev.holdfast.server.contents.api.ContentUploads.Upload;
import dev.holdfast.server.contents.api.ContentWaits.Wait;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.Page;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.testing.FleetData;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The storage of contents")
class StorageTest {
  private static final Caller ADMIN = FleetData.ADMIN;
  private static final PageRequest FIRST = new PageRequest(0, 10, null, false);
  private static final UUID CASE = UUID.randomUUID();

  private final ContentsHarness server = new ContentsHarness();
  private final StorageBean storage = server.beans.get(StorageBean.class);
  private final WaitRows waits = server.beans.get(WaitRows.class);
  private final Caller alice = ALICE.caller();
  private final byte[] large = text(600_000, "large");

  private Upload begun() throws Exception {
    Upload upload = server.uploads().create(alice, announced(large, SCAN, false));
    return server.appendSome(alice, upload, large, 262_144);
  }

  private void waits(UUID action, byte[]... lacking) {
    List<Attachment> attachments =
        List.of(lacking).stream()
            .map(each -> new Attachment(id(each), "x.txt", "text/plain", each.length))
            .toList();
    Wait wait = new Wait(action, "inspection-test", CASE, "album", "record", attachments);
    waits.note("alice", Objects.requireNonNull(alice.device()), List.of(wait), List.of());
  }

  @Test
  @DisplayName("is counted by application and device as the quotas count it")
  void counted() throws Exception {
    byte[] small = text(1_000, "small");
    server.send(alice, small);
    server.send(BOB.caller(), small);
    begun();
    server.beans.get(UseRows.class).ofCases(Map.of(CASE, Set.of(id(small))));

    assertThat(storage.applications(ADMIN))
        .containsExactly(new ApplicationUse("inspection-test", 2, 601_000));
    Page<DeviceUse> devices = storage.devices(ADMIN, FIRST);
    assertThat(devices.total()).isEqualTo(2);
    assertThat(devices.items())
        .containsExactly(
            new DeviceUse(alice.requireDevice(), "alice", 2, 601_000),
            new DeviceUse(BOB.caller().requireDevice(), "bob", 1, 1_000));
    assertThat(storage.largest(ADMIN, 5))
        .singleElement()
        .extracting(LargeContent::id, LargeContent::user, LargeContent::namedBy)
        .containsExactly(id(small), "alice", CASE);

    server.clock.forward(Duration.ofDays(8));
    assertThat(storage.devices(ADMIN, FIRST).items()).isEmpty();
    assertThat(storage.limits(ADMIN).device()).isEqualTo(20_000_000_000L);
  }

  @Test
  @DisplayName("shows uploads that do not grow, with the case that waits, until they grow again")
  void stuck() throws Exception {
    Upload upload = begun();
    server.clock.forward(Duration.ofMinutes(59));
    assertThat(storage.stuck(ADMIN, FIRST).items()).isEmpty();
    server.clock.forward(Duration.ofMinutes(1));
    waits(UUID.randomUUID(), large);

    assertThat(storage.stuck(ADMIN, FIRST).items())
        .singleElement()
        .extracting(StuckUpload::id, StuckUpload::received, StuckUpload::caseId, StuckUpload::name)
        .containsExactly(upload.id(), 262_144L, CASE, "x.txt");

    server.appendSome(alice, upload, large, 262_144);
    assertThat(storage.stuck(ADMIN, FIRST).total()).isZero();
  }

  @Test
  @DisplayName(
      "lets an upload be ended with a reason, once; what came of it goes, and a new one may begin")
  void ended() throws Exception {
    Upload upload = begun();
    server.send(alice, text(10, "complete"));

    assertThat(UploadsTest.refusal(() -> storage.end(ADMIN, upload.id(), " ")))
        .isEqualTo(ErrorCode.INVALID);
    assertThat(UploadsTest.refusal(() -> storage.end(alice, upload.id(), "mine")))
        .isEqualTo(ErrorCode.NOT_ALLOWED);
    storage.end(ADMIN, upload.id(), "The device is broken");

    assertThat(UploadsTest.refusal(() -> storage.end(ADMIN, upload.id(), "again")))
        .isEqualTo(ErrorCode.NOT_FOUND);
    assertThat(UploadsTest.refusal(() -> server.uploads().find(alice, upload.id())))
        .isEqualTo(ErrorCode.NOT_FOUND);
    assertThat(server.audit.lines)
        .containsExactly(
            "admin upload-ended "
                + upload.id()
                + " The device is broken [content, user, device, received, bytes]");
    server.beans.get(Upkeep.class).run();
    assertThat(server.count("content_piece")).isEqualTo(1);
    assertThat(server.uploads().create(alice, announced(large, SCAN, true)).offset()).isZero();
  }

  @Test
  @DisplayName("shows who waits for a content, and where that is, until the action is judged")
  void waiting() throws Exception {
    UUID action = UUID.randomUUID();
    byte[] other = text(5, "other");
    waits(action, large, other);
    begun();
    server.clock.forward(Duration.ofHours(2));
    waits(action, large);

    assertThat(storage.waiting(ADMIN, FIRST).items())
        .singleElement()
        .satisfies(
            wait -> {
              assertThat(wait.action()).isEqualTo(action);
              assertThat(wait.user()).isEqualTo("alice");
              assertThat(wait.state()).isEqualTo(State.COMING);
              assertThat(Duration.between(wait.since(), wait.cameAt())).hasHours(2);
            });

    waits.note("bob", BOB.caller().requireDevice(), List.of(), List.of(action));
    assertThat(storage.waiting(ADMIN, FIRST).total()).isEqualTo(1);
    waits.note("alice", alice.requireDevice(), List.of(), List.of(action));
    assertThat(storage.waiting(ADMIN, FIRST).items()).isEmpty();
  }

  @Test
  @DisplayName("forgets who waits and does not come any more")
  void gone() throws Exception {
    waits(UUID.randomUUID(), large);
    server.clock.forward(Duration.ofDays(7));
    assertThat(storage.waiting(ADMIN, FIRST).total()).isZero();

    waits(UUID.randomUUID(), large);
    server.beans.get(Upkeep.class).run();

    assertThat(server.count("content_wait")).isEqualTo(1);
    assertThat(storage.waiting(ADMIN, FIRST).items()).extracting(WaitingAction::user).isEmpty();
  }
}
