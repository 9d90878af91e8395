package dev.holdfast.device;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.device.api.StoreException;
import dev.holdfast.device.api.SyncFailedException;
import dev.holdfast.device.api.SyncResult;
import dev.holdfast.device.api.UnreachableException;
import dev.holdfast.device.api.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Bad streams, full disks, and what the files tell. */
class FaultTest {
  private static final String BUCKET = "airfield-inspection/airport[state=AK]";

  private final Device device = Device.alice(5);

  @AfterEach
  void close() {
    device.close();
  }

  private UUID plannedCase() {
    device.peer().airport("AK", "ANC", "Anchorage");
    return device.peer().planned("AK", "ANC", "alice");
  }

  private static UnaryOperator<byte[]> replace(String part, String other) {
    return stream -> {
      String text = new String(stream, UTF_8);
      assertThat(text).contains(part);
      return text.replace(part, other).getBytes(UTF_8);
    };
  }

  @Test
  void aBucketWhoseDigestDoesNotMatchIsFetchedAgainWholeAndReported() {
    plannedCase();
    device.peer().faults().corruptStream(replace("Anchorage", "Ancorage"));

    SyncResult result = device.holdfast().sync();

    assertThat(result.healed()).containsExactly(BUCKET);
    assertThat(device.peer().reports())
        .singleElement()
        .matches(r -> r.healed().equals(List.of(BUCKET)));
    assertThat(device.holdfast().query("SELECT name FROM airport"))
        .containsExactly(Map.of("name", "Anchorage"));
    assertThat(device.holdfast().verify().match()).isTrue();
  }

  @Test
  void aDeltaWhoseDigestDoesNotMatchHealsToo() {
    plannedCase();
    device.holdfast().sync();
    device.peer().airport("AK", "FAI", "Fairbanks");
    device.peer().faults().corruptStream(replace("Fairbanks", "Fairbank"));

    assertThat(device.holdfast().sync().healed()).containsExactly(BUCKET);
    assertThat(device.holdfast().verify().match()).isTrue();
  }

  @Test
  void aMismatchOfAllOfItAfterThatOfAPatchEndsTheSyncAndTheOldCheckpointStands() {
    plannedCase();
    device.holdfast().sync();
    device.peer().airport("AK", "FAI", "Fairbanks");
    device.peer().faults().corruptStreams(3, replace("Fairbanks", "Fairbank"));

    assertThatThrownBy(device.holdfast()::sync)
        .isInstanceOf(SyncFailedException.class)
        .hasMessageContaining("still does not match");
    assertThat(device.holdfast().query("SELECT name FROM airport")).hasSize(1);
    device.holdfast().sync();
    assertThat(device.holdfast().query("SELECT name FROM airport")).hasSize(2);
  }

  @Test
  void aPatchWhoseDigestDoesNotMatchIsFollowedByAllOfTheBucket() {
    plannedCase();
    device.holdfast().sync();
    device.peer().airport("AK", "FAI", "Fairbanks");
    device.peer().faults().corruptStreams(2, replace("Fairbanks", "Fairbank"));

    assertThat(device.holdfast().sync().healed()).containsExactly(BUCKET);
    assertThat(device.holdfast().verify().match()).isTrue();
  }

  @Test
  void aDeviceThatLacksSomethingDoesNotBelieveThatNothingIsNew() {
    plannedCase();
    device.peer().faults().sayNothingNew(1);

    assertThat(device.holdfast().sync().kind()).isEqualTo(SyncResult.Kind.FULL);
    assertThat(device.holdfast().verify().match()).isTrue();
  }

  @Test
  void aServerThatSaysSoAgainAndAgainFailsTheSyncAndWhatCameIsKept() {
    plannedCase();
    device.holdfast().sync();
    device.peer().orderResync();
    device.peer().faults().cutStreamAndGoAt(1500);
    assertThatThrownBy(device.holdfast()::sync).isInstanceOf(UnreachableException.class);
    device.peer().reachable(true);
    device.peer().faults().sayNothingNew(100);

    assertThatThrownBy(device.holdfast()::sync)
        .isInstanceOf(SyncFailedException.class)
        .hasMessageContaining("lacks something");
    device.peer().faults().none();
    device.holdfast().sync();

    assertThat(device.peer().requests().get(device.peer().requests().size() - 1).staging())
        .isNotNull();
    assertThat(device.peer().ordered()).isFalse();
  }

  @Test
  void whatVerifyFindsDamagedIsHealedByTheNextSync() {
    plannedCase();
    device.holdfast().sync();
    device.damage("airport", "Anchorage", "Ancorage");

    assertThat(device.holdfast().verify().buckets())
        .filteredOn(bucket -> !bucket.match())
        .extracting(Verification.Bucket::bucket)
        .containsExactly(BUCKET);

    assertThat(device.holdfast().sync().healed()).containsExactly(BUCKET);
    assertThat(device.holdfast().verify().match()).isTrue();
    assertThat(device.holdfast().sync().kind()).isEqualTo(SyncResult.Kind.NONE);
  }

  @Test
  void aDeltaThatIsUnderWayDoesNotHideDamage() {
    plannedCase();
    device.holdfast().sync();
    for (int i = 0; i < 50; i++) {
      device.peer().airport("AK", "X" + i, "Another one");
    }
    device.peer().faults().cutStreamAndGoAt(2500);
    assertThatThrownBy(device.holdfast()::sync).isInstanceOf(UnreachableException.class);
    device.damage("airport", "Anchorage", "Ancorage");
    device.holdfast().verify();
    device.peer().reachable(true);

    assertThat(device.holdfast().sync().healed()).containsExactly(BUCKET);
    assertThat(device.holdfast().verify().match()).isTrue();
  }

  @Test
  void aDamagedBucketThatIsNoLongerTheDevicesGoes() {
    device.peer().airport("AK", "ANC", "Anchorage");
    device.peer().planned("AK", "ANC", "bob");
    device.holdfast().sync();
    device.damage("airport", "Anchorage", "Ancorage");
    device.damage("inspection", "planned", "plan");
    device.holdfast().verify();
    device.peer().states();

    assertThat(device.holdfast().sync().kind()).isEqualTo(SyncResult.Kind.NONE);

    assertThat(device.holdfast().query("SELECT * FROM airport")).isEmpty();
    assertThat(device.holdfast().verify().match()).isTrue();
  }

  @Test
  void damageThatIsFoundWhileTheServerAnswersStaysToBeHealed() {
    plannedCase();
    device.holdfast().sync();
    device.damage("airport", "Anchorage", "Ancorage");
    device.peer().faults().meanwhile(device.holdfast()::verify);

    assertThat(device.holdfast().sync().kind()).isEqualTo(SyncResult.Kind.NONE);

    assertThat(device.holdfast().query("SELECT * FROM airport")).hasSize(1);
    assertThat(device.holdfast().sync().healed()).containsExactly(BUCKET);
    assertThat(device.holdfast().verify().match()).isTrue();
  }

  @Test
  void whatVerifyFoundDamagedMayComeWrongOnceLikeAnyOther() {
    plannedCase();
    device.holdfast().sync();
    device.damage("airport", "Anchorage", "Ancorage");
    device.holdfast().verify();
    device.peer().faults().corruptStream(replace("Anchorage", "Ankorage"));

    assertThat(device.holdfast().sync().healed()).containsExactly(BUCKET);
    assertThat(device.holdfast().verify().match()).isTrue();
  }

  @Test
  void whatCameWrongTwiceBeginsAnewWithTheNextSync() {
    for (int i = 0; i < 4000; i++) {
      device.peer().airport("AK", "X" + i, "Number " + i);
    }
    device.peer().faults().corruptStreams(2, replace("\"Number 7\"", "\"Number 8\""));
    assertThatThrownBy(device.holdfast()::sync).hasMessageContaining("still does not match");
    assertThat(device.peer().reports())
        .as("the server hears what was wrong")
        .singleElement()
        .matches(r -> r.error() != null && r.error().contains(BUCKET))
        .matches(r -> r.healed().equals(List.of(BUCKET)));

    device.holdfast().sync();

    assertThat(device.holdfast().verify().match()).isTrue();
  }

  @Test
  void aLineThatCantBeReadIsAskedForAgain() {
    plannedCase();
    device.peer().faults().corruptStream(replace("\nP\t", "\nQ\t"));

    device.holdfast().sync();

    assertThat(device.holdfast().verify().match()).isTrue();
  }

  @Test
  void aFullStoreSaysSoKeepsTheQueueAndGoesOnWhenThereIsRoom() {
    UUID id = plannedCase();
    device.holdfast().sync();
    device.holdfast().perform(id, "arrive", Map.of());
    device.peer().reachable(false);
    for (int i = 0; i < 9000; i++) {
      device.peer().airport("AK", "X" + i, "A rather long name of an airport, number " + i);
    }
    device.peer().reachable(true);
    device.reopen(900_000);

    assertThatThrownBy(device.holdfast()::sync)
        .isInstanceOf(StoreException.class)
        .extracting(e -> ((StoreException) e).reason())
        .isEqualTo(StoreException.Reason.FULL);
    assertThat(device.peer().judged()).hasSize(1);
    assertThat(device.holdfast().query("SELECT count(*) AS n FROM airport"))
        .containsExactly(Map.of("n", 1));
    long sent = device.peer().rowsSent();

    device.reopen(Long.MAX_VALUE);
    device.holdfast().sync();

    assertThat(device.peer().rowsSent() - sent).as("goes on where it was").isLessThan(8000);
    assertThat(device.holdfast().verify().match()).isTrue();
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "needs a device that is always full")
  void aNoticeThatFindsNoRoomIsInTheWayOfActionsOnly() throws IOException {
    UUID id = plannedCase();
    device.holdfast().sync();
    Files.delete(device.store().resolve("holdfast.notice"));
    Path full =
        Files.createSymbolicLink(
            device.store().resolve("holdfast.notice.tmp"), Path.of("/dev/full"));

    device.reopen(Long.MAX_VALUE);
    device.peer().airport("AK", "FAI", "Fairbanks");
    assertThat(device.holdfast().sync().kind()).isEqualTo(SyncResult.Kind.DELTA);
    assertThatThrownBy(() -> device.holdfast().perform(id, "arrive", Map.of()))
        .isInstanceOf(StoreException.class)
        .extracting(e -> ((StoreException) e).reason())
        .isEqualTo(StoreException.Reason.FULL);
    assertThat(device.holdfast().pending()).isEmpty();
    Files.delete(full);
    device.holdfast().perform(id, "arrive", Map.of());
  }

  @Test
  void anActionThatFindsNoRoomIsNotHalfDone() {
    UUID id = plannedCase();
    device.holdfast().sync();
    device.holdfast().perform(id, "arrive", Map.of());
    device.reopen(4096);

    assertThatThrownBy(
            () -> device.holdfast().perform(id, "record", Map.of("findings", "x".repeat(4000))))
        .isInstanceOf(StoreException.class);
    assertThat(device.holdfast().pending()).hasSize(1);
    assertThat(device.holdfast().show(id).orElseThrow().fields()).doesNotContainKey("findings");
  }

  @Test
  void nothingOfTheDataCanBeReadInTheFiles() throws IOException {
    UUID id = plannedCase();
    device.holdfast().sync();
    device.holdfast().perform(id, "arrive", Map.of());
    device.holdfast().perform(id, "record", Map.of("findings", "Cracks on runway seven"));

    try (Stream<Path> files = Files.list(device.store())) {
      for (Path file : files.toList()) {
        String content = Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
        assertThat(content)
            .as(file.toString())
            .doesNotContain("Anchorage", "Cracks", "SQLite format", "hf_action", "refresh-0");
      }
    }
  }
}
