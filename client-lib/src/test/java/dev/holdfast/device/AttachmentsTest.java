package dev.holdfast.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.device.api.ActionStatus;
import dev.holdfast.device.api.AttachmentException;
import dev.holdfast.device.api.Cancellation;
import dev.holdfast.device.api.ConnectionKind;
import dev.holdfast.device.api.ContentView;
import dev.holdfast.device.api.ContentView.State;
import dev.holdfast.device.api.NotAllowedException;
import dev.holdfast.device.api.NotSignedInException;
import dev.holdfast.device.api.PendingAction;
import dev.holdfast.device.api.PutOff;
import dev.holdfast.device.api.RefusedException;
import dev.holdfast.device.api.SyncResult;
import dev.holdfast.device.api.UnreachableException;
import dev.holdfast.device.peer.PeerContents;
import dev.holdfast.kernel.app.Attachment;
import dev.holdfast.kernel.policy.MeteredMode;
import dev.holdfast.kernel.policy.PolicyValues;
import dev.holdfast.kernel.policy.SyncPolicy;
import dev.holdfast.kernel.policy.SyncPolicy.Said;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An attachment")
class AttachmentsTest {
  private static final int KIBI = 1024;

  private final AttachingDevice attaching = new AttachingDevice(7);
  private final Device device = attaching.device;
  private final UUID inspection = attaching.inspection;
  private final byte[] small = AttachingDevice.bytes(40_000, 1);
  private final byte[] large = AttachingDevice.bytes(1_500_000, 2);

  @AfterEach
  void close() {
    attaching.close();
  }

  private PeerContents server() {
    return device.peer().contents();
  }

  private Holdfast holdfast() {
    return device.holdfast();
  }

  private State state(Attachment attachment) {
    return holdfast().attachments().list().stream()
        .filter(view -> view.attachment().id().equals(attachment.id()))
        .findFirst()
        .orElseThrow()
        .state();
  }

  private long files() {
    try (Stream<Path> files = Files.list(device.store())) {
      return files.filter(file -> file.getFileName().toString().startsWith("content-")).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  @DisplayName(
      "goes before the action that brings it, both in one sync, and can be opened meanwhile")
  void goesFirst() {
    Attachment photo = attaching.photo(small);
    assertThat(state(photo)).isEqualTo(State.ATTACHED);
    attaching.record("photo", photo);
    assertThat(state(photo)).isEqualTo(State.WAITING);
    assertThat(attaching.read(photo)).isEqualTo(small);

    SyncResult result = holdfast().sync();

    assertThat(result.up().applied()).isEqualTo(1);
    assertThat(result.pending()).isZero();
    assertThat(attaching.onServer()).containsOnlyKeys(photo.id());
    assertThat(attaching.onServer().get(photo.id())).isEqualTo(small);
    assertThat(server().requests()).as("a small one goes at once").containsExactly("POST 40000");
    assertThat(server().said())
        .containsEntry("application", "airfield-inspection")
        .containsEntry("version", "1.1.0")
        .containsEntry("case-type", "inspection")
        .containsEntry("field", "photo")
        .containsEntry("type", "image/jpeg")
        .containsEntry("resume", "");
    assertThat(holdfast().show(inspection).orElseThrow().fields()).containsEntry("photo", photo);
    assertThat(state(photo)).isEqualTo(State.HELD);
  }

  @Test
  @DisplayName(
      "of a list of records is called by its path; large ones go in pieces, small ones first")
  void pieces() {
    Attachment film = attaching.attach(large, "video/mp4");
    Attachment shot = attaching.photo(small);
    holdfast()
        .perform(
            inspection,
            "record",
            Map.of(
                "film",
                film,
                "shots",
                List.of(Map.of("id", new UUID(0, 1).toString(), "picture", shot))));

    assertThat(holdfast().sync().up().applied()).isEqualTo(1);

    assertThat(server().requests().subList(0, 2)).containsExactly("POST 40000", "POST 0");
    assertThat(server().requests().subList(2, server().requests().size()))
        .containsExactly("PATCH 262144", "PATCH 524288", "PATCH 713568");
    assertThat(attaching.onServer().get(film.id())).isEqualTo(large);
  }

  @Test
  @DisplayName("holds up its own case only, and actions go between its pieces")
  void holdsUpNothingElse() {
    UUID other = device.peer().planned("AK", "ANC", "alice");
    holdfast().sync();
    UUID photoAction = attaching.record("film", attaching.attach(large, "video/mp4"));
    UUID follower = attaching.record("findings", "Ruts");
    List<Integer> judged = new ArrayList<>();
    server()
        .between(
            () -> {
              if (judged.isEmpty()) {
                holdfast().perform(other, "arrive", Map.of());
              }
              judged.add(device.peer().judged().size());
            });

    holdfast().sync();

    assertThat(judged).as("actions judged before each piece").containsExactly(1, 2, 2);
    assertThat(device.peer().judged())
        .extracting(outcome -> outcome.action())
        .endsWith(photoAction, follower);
    assertThat(holdfast().pending()).isEmpty();
  }

  @Test
  @DisplayName("that waits is told with the action: what, and how far it is")
  void waitingIsTold() {
    Attachment film = attaching.attach(large, "video/mp4");
    attaching.record("film", film);
    server().cutAndGoAt(500_000);
    server().between(() -> server().cutAndGoAt(300_000));

    assertThatThrownBy(holdfast()::sync).isInstanceOf(UnreachableException.class);

    ContentView waits = holdfast().pending().get(0).waitsFor().get(0);
    assertThat(waits.state()).isEqualTo(State.WAITING);
    assertThat(waits.attachment().name()).isEqualTo("site.jpg");
    assertThat(waits.bytes()).isLessThan(large.length);
    device.peer().reachable(true);
    server().between(() -> {});
    holdfast().sync();
    assertThat(holdfast().pending()).isEmpty();
  }

  @Test
  @DisplayName("whose content was not attached here is refused before it is in the queue")
  void notHere() {
    Attachment elsewhere = new Attachment("ab".repeat(32), "x.jpg", "image/jpeg", 10);

    assertThatThrownBy(() -> attaching.record("photo", elsewhere))
        .isInstanceOfSatisfying(
            RefusedException.class,
            e -> assertThat(e.messages().get(0).code()).isEqualTo("content-missing"));
    Attachment photo = attaching.photo(small);
    Attachment lie = new Attachment(photo.id(), "x.jpg", "image/jpeg", 10);
    assertThatThrownBy(() -> attaching.record("photo", lie)).hasMessageContaining("40000 bytes");
    assertThat(holdfast().pending()).isEmpty();
  }

  @Test
  @DisplayName("that its case has already needs no content here, also in another field")
  void knownToTheCase() {
    Attachment photo = attaching.photo(small);
    attaching.record("photo", photo);
    holdfast().sync();
    int requests = server().requests().size();

    attaching.record("film", photo);
    attaching.record("photo", photo);

    assertThat(holdfast().sync().up().sent()).isEqualTo(2);
    assertThat(server().requests()).as("the server has it").hasSize(requests);
  }

  @Test
  @DisplayName("that no action names any more is erased with the action")
  void cancelled() {
    Attachment photo = attaching.photo(small);
    UUID action = attaching.record("photo", photo);
    assertThat(files()).isEqualTo(1);

    holdfast().cancel(action, false);

    assertThat(files()).isZero();
    assertThat(holdfast().attachments().list()).isEmpty();
    assertThatThrownBy(() -> holdfast().attachments().open(photo))
        .isInstanceOfSatisfying(
            AttachmentException.class,
            e -> assertThat(e.reason()).isEqualTo(AttachmentException.Reason.NOT_HERE));
  }

  @Test
  @DisplayName("that is attached and not yet named outlives a checkpoint: its form is being filled")
  void unnamed() {
    Attachment photo = attaching.photo(small);
    device.peer().airport("AK", "FAI", "Fairbanks");
    holdfast().sync();

    assertThat(attaching.read(photo)).isEqualTo(small);
  }

  @Test
  @DisplayName("that the server refuses keeps its action, with the reason, and the rest goes on")
  void refused() {
    UUID other = device.peer().planned("AK", "ANC", "alice");
    holdfast().sync();
    server().refuse("image/jpeg", 507, "quota-exceeded");
    UUID action = attaching.record("photo", attaching.photo(small));
    holdfast().perform(other, "arrive", Map.of());

    assertThat(holdfast().sync().up().applied()).isEqualTo(1);

    PendingAction waits = holdfast().pending().get(0);
    assertThat(waits.status()).isEqualTo(ActionStatus.PENDING);
    assertThat(waits.waitsFor().get(0).state()).isEqualTo(State.REFUSED);
    assertThat(waits.waitsFor().get(0).reason()).isEqualTo("quota-exceeded");
    int requests = server().requests().size();
    holdfast().sync();
    assertThat(server().requests()).as("not tried again by itself").hasSize(requests);

    server().refuseNothing();
    holdfast().retry(action, Map.of());
    assertThat(holdfast().sync().up().applied()).isEqualTo(1);
    assertThat(holdfast().pending()).isEmpty();
  }

  @Test
  @DisplayName("that the server refuses can be left out, and goes with the action")
  void leftOut() {
    server().refuse("image/jpeg", 415, "content-type-lies");
    UUID action =
        holdfast()
            .perform(
                inspection, "record", Map.of("photo", attaching.photo(small), "findings", "Ruts"))
            .action();
    holdfast().sync();
    Map<String, Object> without = new HashMap<>();
    without.put("photo", null);

    holdfast().retry(action, without);

    assertThat(files()).isZero();
    assertThat(holdfast().sync().up().applied()).isEqualTo(1);
    assertThat(holdfast().show(inspection).orElseThrow().fields())
        .containsEntry("findings", "Ruts")
        .doesNotContainKey("photo");
  }

  @Test
  @DisplayName("that waits for its content and is not refused is on its way")
  void onItsWay() {
    UUID action = attaching.record("photo", attaching.photo(small));

    assertThatThrownBy(() -> holdfast().retry(action, Map.of()))
        .isInstanceOf(NotAllowedException.class);
    server().refuse("image/jpeg", 413, "content-too-large");
    holdfast().sync();
    attaching.record("findings", "Ruts");
    assertThatThrownBy(() -> holdfast().retry(action, Map.of()))
        .isInstanceOf(NotAllowedException.class)
        .hasMessageContaining("build on it");
    assertThat(holdfast().cancel(action, true)).hasSize(2);
  }

  @Test
  @DisplayName("whose content the server has lost since is sent again, once")
  void lacked() {
    UUID action = attaching.record("photo", attaching.photo(small));
    device.peer().intake().locked(inspection, true);
    holdfast().sync();
    Attachment photo = holdfast().attachments().list().get(0).attachment();
    server().lose(photo.id());
    device.peer().intake().locked(inspection, false);

    assertThat(holdfast().sync().up().applied()).isEqualTo(1);

    assertThat(attaching.onServer()).containsOnlyKeys(photo.id());
    assertThat(device.peer().judged()).last().matches(o -> o.action().equals(action));
  }

  @Test
  @DisplayName("has its answer lost, is cut, expires or comes changed, and arrives all the same")
  void mishaps() {
    server().loseAnswer();
    attaching.record("film", attaching.attach(large, "video/mp4"));
    holdfast().sync();
    assertThat(holdfast().pending()).isEmpty();
    assertThat(server().requests()).contains("HEAD 0");

    byte[] second = AttachingDevice.bytes(700_000, 3);
    attaching.record("film", attaching.attach(second, "video/mp4"));
    server().cutAndGoAt(200_000);
    assertThatThrownBy(holdfast()::sync).isInstanceOf(UnreachableException.class);
    device.peer().reachable(true);
    server().expire();
    holdfast().sync();
    assertThat(holdfast().pending()).isEmpty();

    byte[] third = AttachingDevice.bytes(700_000, 4);
    attaching.record("film", attaching.attach(third, "video/mp4"));
    server().corrupt(1);
    holdfast().sync();
    assertThat(holdfast().pending()).isEmpty();
    assertThat(attaching.onServer().values()).anyMatch(bytes -> Arrays.equals(bytes, third));
  }

  @Test
  @DisplayName("that never arrives as it is is refused, as content-differs")
  void differs() {
    server().corrupt(100);
    attaching.record("photo", attaching.photo(small));

    holdfast().sync();

    assertThat(holdfast().pending().get(0).waitsFor().get(0).reason()).isEqualTo("content-differs");
  }

  @Test
  @DisplayName("goes in smaller pieces where something on the way refuses larger ones")
  void smallerPieces() {
    server().refuseLargerThan(100 * KIBI);
    attaching.record("film", attaching.attach(large, "video/mp4"));

    holdfast().sync();

    assertThat(holdfast().pending()).isEmpty();
  }

  @Test
  @DisplayName("whose store is away fails the sync as unreachable, after everything else was done")
  void away() {
    attaching.record("photo", attaching.photo(small));
    device.peer().airport("AK", "FAI", "Fairbanks");
    server().unavailable(1);

    assertThatThrownBy(holdfast()::sync)
        .isInstanceOfSatisfying(
            UnreachableException.class,
            e -> {
              assertThat(e.reason()).isEqualTo(UnreachableException.Reason.SERVER);
              assertThat(e.unfinishedSync().orElseThrow().upToDate()).isTrue();
            });
    assertThat(holdfast().query("SELECT iata FROM airport")).hasSize(2);
    assertThat(holdfast().sync().up().applied()).isEqualTo(1);
  }

  @Test
  @DisplayName("waits by a metered connection, and its user can have it sent")
  void metered() {
    device
        .peer()
        .policy(
            SyncPolicy.of(
                List.of(
                    List.of(
                        new Said(
                            "everyone", PolicyValues.NONE.withMetered(MeteredMode.CHANGES))))));
    holdfast().sync();
    device.connected(ConnectionKind.METERED);
    attaching.record("photo", attaching.photo(small));

    SyncResult result = holdfast().sync();

    assertThat(result.putOff()).isEqualTo(new PutOff(PutOff.What.CONTENTS, List.of(), 1));
    assertThat(server().requests()).isEmpty();
    assertThat(holdfast().syncWhateverItCosts().up().applied()).isEqualTo(1);
  }

  @Test
  @DisplayName("that others made comes when it is asked for, or by itself if the package says so")
  void fetched() {
    String plan = server().put(large);
    String photo = server().put(small);
    device
        .peer()
        .elsewhere(inspection, "plan", new Attachment(plan, "p.pdf", "application/pdf", 1_500_000));
    Attachment picture = new Attachment(photo, "p.jpg", "image/jpeg", 40_000);
    device.peer().elsewhere(inspection, "photo", picture);

    holdfast().sync();

    Attachment eager = (Attachment) holdfast().show(inspection).orElseThrow().fields().get("plan");
    assertThat(attaching.read(eager)).isEqualTo(large);
    assertThat(holdfast().attachments().isHere(picture)).isFalse();
    assertThat(state(picture)).isEqualTo(State.AWAY);
    holdfast().attachments().fetch(picture);
    assertThat(attaching.read(picture)).isEqualTo(small);
    assertThat(server().given()).isEqualTo(large.length + small.length);

    device.peer().complete(inspection);
    device.peer().elsewhere(inspection, "photo", eager);
    holdfast().sync();
    assertThat(files()).as("what no case names goes with the next checkpoint").isEqualTo(1);
  }

  @Test
  @DisplayName(
      "that the server does not give is said to be gone; one that comes wrong is not shown")
  void notFetched() {
    Attachment gone = new Attachment("ab".repeat(32), "x.jpg", "image/jpeg", 10);
    assertThatThrownBy(() -> holdfast().attachments().fetch(gone))
        .isInstanceOfSatisfying(
            AttachmentException.class,
            e -> assertThat(e.reason()).isEqualTo(AttachmentException.Reason.GONE));
    Attachment wrong = new Attachment(server().put(small), "x.jpg", "image/jpeg", small.length);
    server().corrupt(2);

    assertThatThrownBy(() -> holdfast().attachments().fetch(wrong))
        .hasMessageContaining("is not its content");

    assertThat(holdfast().attachments().isHere(wrong)).isFalse();
    assertThat(files()).isZero();
    holdfast().attachments().fetch(wrong);
    assertThat(attaching.read(wrong)).isEqualTo(small);
  }

  @Test
  @DisplayName(
      "that is damaged here is found out, fetched again if the server has it, else attached again")
  void damaged() throws IOException {
    Attachment photo = attaching.photo(small);
    attaching.record("photo", photo);
    damage();

    assertThatThrownBy(() -> attaching.read(photo))
        .isInstanceOfSatisfying(
            AttachmentException.class,
            e -> assertThat(e.reason()).isEqualTo(AttachmentException.Reason.DAMAGED));
    holdfast().sync();
    assertThat(holdfast().pending().get(0).waitsFor().get(0).reason()).isEqualTo("damaged");

    attaching.photo(small);
    holdfast().sync();
    assertThat(holdfast().pending()).isEmpty();
    damage();
    holdfast().attachments().fetch(photo);
    assertThat(attaching.read(photo)).isEqualTo(small);
  }

  private void damage() throws IOException {
    try (Stream<Path> files = Files.list(device.store())) {
      for (Path file :
          files.filter(f -> f.getFileName().toString().startsWith("content-")).toList()) {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
      }
    }
  }

  @Test
  @DisplayName("of a file that changes while it is read is read once more, then refused")
  void changing() throws IOException {
    Path file = Files.write(device.store().resolveSibling("photo.jpg"), large);
    List<Integer> changes = new ArrayList<>();

    Attachment attached =
        holdfast()
            .attachments()
            .attach(
                file,
                "image/jpeg",
                progress -> {
                  if (progress.bytes() == 0 && changes.isEmpty()) {
                    changes.add(append(file));
                  }
                },
                new Cancellation());
    assertThat(attached.size()).isEqualTo(large.length + 1);
    assertThat(attaching.read(attached)).isEqualTo(Files.readAllBytes(file));
    assertThat(attached.name()).isEqualTo("photo.jpg");

    assertThatThrownBy(
            () ->
                holdfast()
                    .attachments()
                    .attach(file, "image/jpeg", progress -> append(file), new Cancellation()))
        .isInstanceOfSatisfying(
            AttachmentException.class,
            e -> assertThat(e.reason().code()).isEqualTo("file-changes"));
    assertThat(files()).as("of the first only").isEqualTo(1);
    assertThatThrownBy(
            () -> holdfast().attachments().attach(file.resolveSibling("none"), "image/jpeg"))
        .isInstanceOfSatisfying(
            AttachmentException.class,
            e -> assertThat(e.reason()).isEqualTo(AttachmentException.Reason.NOT_READABLE));
  }

  private static int append(Path file) {
    try {
      Files.write(file, new byte[] {1}, StandardOpenOption.APPEND);
      return 1;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  @DisplayName("of which a kill left a file without a row: it goes when the store is opened")
  void strangers() throws IOException {
    Attachment photo = attaching.photo(small);
    Path stranger = device.store().resolve("content-0123456789abcdef0123456789abcdef");
    Files.write(stranger, small);

    device.reopen(Long.MAX_VALUE);

    assertThat(stranger).doesNotExist();
    assertThat(attaching.read(photo)).isEqualTo(small);
  }

  @Test
  @DisplayName("outlives the repair of its store, and is sent after it")
  void repaired() throws IOException {
    Attachment photo = attaching.photo(small);
    attaching.record("photo", photo);
    device.breakTable("hf_bucket");
    holdfast().close();

    Holdfast.at(device.store()).clock(Device.CLOCK).repair(Device.key());
    device.reopen(Long.MAX_VALUE);

    assertThat(attaching.read(photo)).isEqualTo(small);
    holdfast().sync();
    assertThat(attaching.onServer()).containsOnlyKeys(photo.id());
    assertThat(holdfast().pending()).isEmpty();
  }

  @Test
  @DisplayName("goes with a store that is wiped")
  void wiped() {
    attaching.photo(small);
    device.peer().refuse("device-wiped");

    assertThatThrownBy(holdfast()::sync).hasMessageContaining("erased");

    assertThat(files()).isZero();
  }

  @Test
  @DisplayName("keeps no device from leaving that an administrator has ended")
  void leaving() {
    attaching.record("photo", attaching.photo(small));
    UUID other = device.peer().planned("AK", "ANC", "alice");
    server().unavailable(1);
    assertThatThrownBy(holdfast()::sync).isInstanceOf(UnreachableException.class);
    holdfast().perform(other, "arrive", Map.of());
    device.peer().leaving().order(true, false);

    assertThatThrownBy(holdfast()::sync)
        .isInstanceOf(NotSignedInException.class)
        .hasMessageContaining("were not sent stay on it: 1");
  }

  @Test
  @DisplayName("of no bytes is one, too")
  void empty() {
    Attachment nothing = attaching.attach(new byte[0], "text/plain");
    attaching.record("film", nothing);

    assertThat(holdfast().sync().up().applied()).isEqualTo(1);
    assertThat(attaching.read(nothing)).isEmpty();
  }
}
