package dev.holdfast.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.device.api.ConnectionKind;
import dev.holdfast.device.api.ContentView;
import dev.holdfast.device.api.ContentView.State;
import dev.holdfast.device.api.NotSignedInException;
import dev.holdfast.device.api.PutOff;
import dev.holdfast.device.api.RefusedException;
import dev.holdfast.device.api.SyncResult;
import dev.holdfast.device.api.UnreachableException;
import dev.holdfast.kernel.app.Attachment;
import dev.holdfast.kernel.policy.MeteredMode;
import dev.holdfast.kernel.policy.PolicyValues;
import dev.holdfast.kernel.policy.SyncPolicy;
import dev.holdfast.kernel.policy.SyncPolicy.Said;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An attachment")
class AttachmentsTest extends AttachmentTest {
  private static final int KIBI = 1024;

  @Test
  @DisplayName(
      "goes before the action that brings it, both in one sync, and can be opened meanwhile")
  void goesFirst() {
    Attachment photo = attaching.photo(small);
    assertThat(attaching.state(photo)).isEqualTo(State.ATTACHED);
    attaching.record("photo", photo);
    assertThat(attaching.state(photo)).isEqualTo(State.WAITING);
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
    assertThat(attaching.state(photo)).isEqualTo(State.HELD);
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
  @DisplayName("that could not be sent goes before a device leaves that an administrator has ended")
  void leaving() {
    attaching.record("photo", attaching.photo(small));
    UUID other = device.peer().planned("AK", "ANC", "alice");
    server().unavailable(1);
    assertThatThrownBy(holdfast()::sync).isInstanceOf(UnreachableException.class);
    holdfast().perform(other, "arrive", Map.of());
    device.peer().leaving().order(true, false);

    assertThatThrownBy(holdfast()::sync)
        .isInstanceOf(NotSignedInException.class)
        .hasMessageContaining("The server has all that was done on it.");
    assertThat(server().complete()).hasSize(1);
  }
}
