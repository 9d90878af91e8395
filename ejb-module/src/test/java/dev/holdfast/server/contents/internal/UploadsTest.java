package dev.holdfast.server.contents.internal;

import static dev.holdfast.server.contents.internal.ContentsHarness.ALICE;
import static dev.holdfast.server.contents.internal.ContentsHarness.BOB;
import static dev.holdfast.server.contents.internal.ContentsHarness.PHOTO;
import static dev.holdfast.server.contents.internal.ContentsHarness.SCAN;
import static dev.holdfast.server.contents.internal.ContentsHarness.announced;
import static dev.holdfast.server.contents.internal.ContentsHarness.id;
import static dev.holdfast.server.contents.internal.ContentsHarness.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.holdfast.kernel.app.User;
import dev.holdfast.server.contents.api.ContentUploads.Announced;
import dev.holdfast.server.contents.api.ContentUploads.Place;
import dev.holdfast.server.contents.api.ContentUploads.Upload;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.testing.FieldWork;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("An upload")
@Timeout(60)
class UploadsTest {
  private final ContentsHarness server = new ContentsHarness();
  private final Caller alice = ALICE.caller();
  private final Caller bob = BOB.caller();

  @RepeatedTest(8)
  @DisplayName("in parts of any size, each taken by whichever node, is the content in the end")
  void cutAnywhere(RepetitionInfo run) throws Exception {
    Random random = new Random(run.getCurrentRepetition());
    byte[] content = text(600_000 + random.nextInt(600_000), "run " + run.getCurrentRepetition());
    List<ContentsHarness> nodes = List.of(server, server.another(), server.another());
    Upload stands = server.uploads().create(alice, announced(content, SCAN, false));
    while (stands.offset() < content.length) {
      ContentsHarness node = nodes.get(random.nextInt(nodes.size()));
      int room = 262_144 - (int) (stands.offset() % 262_144);
      int most = random.nextBoolean() ? room : 1 + random.nextInt(room);
      long before = stands.offset();
      stands = node.appendSome(alice, stands, content, most);
      assertThat(stands.offset()).isEqualTo(Math.min(content.length, before + most));
      if (random.nextInt(4) == 0) {
        Upload same = stands;
        assertThat(node.uploads().create(alice, announced(content, SCAN, true)))
            .extracting(Upload::id, Upload::offset)
            .containsExactly(same.id(), same.offset());
      }
    }

    assertThat(server.another().read(alice, id(content))).isEqualTo(content);
    assertThat(server.count("content_piece")).isEqualTo((content.length + 262_143) / 262_144);
  }

  @Test
  @DisplayName("is taken from one of two who send the same part at once")
  void twoWriters() throws Exception {
    byte[] content = text(262_144 * 6, "two");
    Upload upload = server.uploads().create(alice, announced(content, SCAN, false));
    List<ContentsHarness> nodes = List.of(server, server.another());
    CyclicBarrier both = new CyclicBarrier(2);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Upload stands = upload;
      while (stands.offset() < content.length) {
        Upload at = stands;
        List<Future<Boolean>> tries = new ArrayList<>();
        for (ContentsHarness node : nodes) {
          Callable<Boolean> append =
              () -> {
                both.await();
                return refusal(() -> node.appendSome(alice, at, content, 262_144)) == null;
              };
          tries.add(threads.submit(append));
        }
        assertThat(List.of(tries.get(0).get(), tries.get(1).get()))
            .containsExactlyInAnyOrder(true, false);
        stands = server.uploads().find(alice, upload.id());
        assertThat(stands.offset()).isEqualTo(at.offset() + 262_144);
      }
    } finally {
      threads.shutdownNow();
    }

    assertThat(server.read(alice, id(content))).isEqualTo(content);
  }

  @Test
  @DisplayName("of which all came before the node died is completed when somebody asks for it")
  void diedAtTheEnd() throws Exception {
    byte[] content = text(300_000, "dies");
    Upload upload = server.uploads().create(alice, announced(content, SCAN, false));
    Upload before = server.appendSome(alice, upload, content, 262_144);
    new UploadRows(server.jdbc())
        .append(
            new UploadRows.Sender("alice", UUID.randomUUID(), now(), now().plusSeconds(99)),
            upload.id(),
            before.offset(),
            Arrays.copyOfRange(content, 262_144, 300_000));
    assertThat(server.count("content")).isZero();

    assertThat(server.another().uploads().find(alice, upload.id()).offset()).isEqualTo(300_000);

    assertThat(server.read(alice, id(content))).isEqualTo(content);
  }

  @Test
  @DisplayName("of something else than was announced is gone, and nothing of it stays")
  void wrongHash() throws Exception {
    byte[] content = text(300_000, "right");
    Upload upload = server.uploads().create(alice, announced(content, SCAN, false));
    byte[] other = text(300_000, "wrong");

    assertThat(refusal(() -> server.append(alice, upload, other)))
        .isEqualTo(ErrorCode.CONTENT_DIFFERS);

    assertThat(refusal(() -> server.uploads().find(alice, upload.id())))
        .isEqualTo(ErrorCode.NOT_FOUND);
    assertThat(server.count("content_piece") + server.count("content")).isZero();
    server.send(alice, content);
    assertThat(server.read(alice, id(content))).isEqualTo(content);
  }

  @Test
  @DisplayName("that is not of the type that it claims is gone")
  void lyingType() throws Exception {
    byte[] content = text(1_000, "%PDF-1.7");
    Announced picture = new Announced(id(content), content.length, "image/png", SCAN, false);
    Upload upload = server.uploads().create(alice, picture);

    assertThat(refusal(() -> server.append(alice, upload, content)))
        .isEqualTo(ErrorCode.CONTENT_TYPE_LIES);
    assertThat(server.count("content_piece") + server.count("content")).isZero();
  }

  @Test
  @DisplayName("of nothing is complete at once")
  void empty() throws Exception {
    byte[] content = new byte[0];
    server.uploads().create(alice, announced(content, SCAN, false));

    assertThat(server.read(alice, id(content))).isEmpty();
  }

  @Test
  @DisplayName("takes its bytes in order only, and no more than were announced")
  void order() throws Exception {
    byte[] content = text(1_000, "order");
    Upload upload = server.uploads().create(alice, announced(content, SCAN, false));

    assertThat(refusal(() -> server.uploads().append(alice, upload.id(), 5, content, 10)))
        .isEqualTo(ErrorCode.OFFSET_CONFLICT);
    assertThat(
            refusal(() -> server.uploads().append(alice, upload.id(), 0, text(1_001, ""), 1_001)))
        .isEqualTo(ErrorCode.TOO_LARGE);
    server.append(alice, upload, content);
    assertThat(refusal(() -> server.uploads().append(alice, upload.id(), 0, content, 10)))
        .isEqualTo(ErrorCode.OFFSET_CONFLICT);
  }

  @Test
  @DisplayName("has to fit its field, and the user has to have something to do with it")
  void field() {
    assertThat(begun(alice, "text/plain", 2_000_000, PHOTO)).isNull();
    assertThat(begun(alice, "text/plain", 2_000_001, PHOTO)).isEqualTo(ErrorCode.CONTENT_TOO_LARGE);
    assertThat(begun(alice, "application/pdf", 10, PHOTO))
        .isEqualTo(ErrorCode.CONTENT_TYPE_REFUSED);
    assertThat(begun(alice, "application/pdf", 3_000_000, SCAN)).isNull();
    assertThat(begun(alice, "text/plain", 4_000_000_001L, SCAN))
        .isEqualTo(ErrorCode.CONTENT_TOO_LARGE);
    for (Place nowhere :
        List.of(
            new Place("nowhere", null, "album", "photo"),
            new Place("inspection-test", null, "nowhere", "photo"),
            new Place("inspection-test", null, "album", "note"),
            new Place("inspection-test", null, "album", "pages"),
            new Place("inspection-test", null, "album", "pages.nothing"),
            new Place("inspection-test", "9.9.9", "album", "photo"))) {
      assertThat(begun(alice, "text/plain", 10, nowhere)).isEqualTo(ErrorCode.NOT_FOUND);
    }
    FieldWork guest = new FieldWork(new User("guest", Set.of("visitor"), Map.of()));
    assertThat(begun(guest.caller(), "text/plain", 10, PHOTO)).isEqualTo(ErrorCode.NOT_FOUND);
    assertThat(begun(new Caller(alice.user(), null), "text/plain", 10, PHOTO))
        .isEqualTo(ErrorCode.DEVICE_REQUIRED);
  }

  @Test
  @DisplayName("is refused beyond the quota of its device or application")
  void quotas() {
    server.set(ContentsSettings.DEVICE_QUOTA, "1");
    assertThat(begun(alice, "text/plain", 600_000, PHOTO)).isNull();
    assertThat(begun(alice, "text/plain", 600_000, PHOTO)).isEqualTo(ErrorCode.QUOTA_EXCEEDED);
    assertThat(begun(bob, "text/plain", 600_000, PHOTO)).isNull();
    server.set(ContentsSettings.DEVICE_QUOTA, "0");
    server.set(ContentsSettings.APPLICATION_QUOTA, "2");
    assertThat(begun(alice, "text/plain", 600_000, PHOTO)).isNull();
    assertThat(begun(alice, "text/plain", 600_000, PHOTO)).isEqualTo(ErrorCode.QUOTA_EXCEEDED);
    server.clock.forward(Duration.ofDays(8));
    server.beans.get(Upkeep.class).run();
    assertThat(begun(alice, "text/plain", 600_000, PHOTO)).isNull();
  }

  @Test
  @DisplayName("is nobody else's, and expires a while after its last part")
  void othersAndExpiry() throws Exception {
    byte[] content = text(1_000, "mine");
    Upload upload = server.uploads().create(alice, announced(content, SCAN, false));
    assertThat(refusal(() -> server.uploads().find(bob, upload.id())))
        .isEqualTo(ErrorCode.NOT_FOUND);
    assertThat(refusal(() -> server.append(bob, upload, content))).isEqualTo(ErrorCode.NOT_FOUND);
    assertThat(refusal(() -> server.uploads().end(bob, upload.id())))
        .isEqualTo(ErrorCode.NOT_FOUND);

    server.clock.forward(Duration.ofDays(6));
    Upload stands = server.appendSome(new FieldWork("alice").caller(), upload, content, 10);
    server.clock.forward(Duration.ofDays(6));
    assertThat(server.uploads().find(alice, upload.id()).offset()).isEqualTo(10);
    server.clock.forward(Duration.ofDays(2));
    assertThat(refusal(() -> server.appendSome(alice, stands, content, 10)))
        .isEqualTo(ErrorCode.UPLOAD_EXPIRED);
    assertThat(server.uploads().create(alice, announced(content, SCAN, true)).offset()).isZero();
  }

  private Instant now() {
    return server.clock.instant();
  }

  private @Nullable ErrorCode begun(Caller caller, String type, long bytes, Place place) {
    return refusal(
        () ->
            server
                .uploads()
                .create(caller, new Announced("a".repeat(64), bytes, type, place, false)));
  }

  static @Nullable ErrorCode refusal(ThrowingCallable use) {
    RefusedException refused = catchThrowableOfType(RefusedException.class, use);
    return refused == null ? null : refused.code();
  }
}
